"""A case as a file. Each export is a line in the audit."""

from sanic import Blueprint, HTTPResponse, Request, json, redirect

import casebook
from casebook import rights
from casebook.errors import GateUnanswered
from casebook.rights import Staff
from casebook.transaction import Tx
from desk import ask

exports = Blueprint("exports")


@exports.get("/case/<reference:str>/export.json", ctx_right="export_case")
async def as_json(request: Request, reference: str) -> HTTPResponse:
    """The summary as intake/summary.schema.json has it, named after the reference and nothing else."""
    try:
        summary = await ask.writing(request, exported, request.ctx.staff, reference)
    except GateUnanswered:
        return redirect(f"/case/{reference}/gate", status=303)
    name = f"case-{summary['reference']}.json"
    return json(
        summary, headers={"Content-Disposition": f'attachment; filename="{name}"'}, ensure_ascii=False
    )


def exported(tx: Tx, staff: Staff, reference: str) -> dict[str, object]:
    """The summary of a case, through the same gate as the page, with a line "export" in the audit."""
    rights.require(staff, "export_case")
    return dict(casebook.open_case(tx, staff, reference, why="export_json").summary)
