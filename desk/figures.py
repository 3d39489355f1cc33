"""Figures for the service: counts by month and by kind, as tables, a plot and a file."""

from typing import Any

from sanic import Blueprint, HTTPResponse, Request

from casebook import figures as counted
from casebook.figures import STEPS, Figures
from desk import ask, pages, tables
from desk.exports import CSV, file_of

FEW = "<6"

figures = Blueprint("figures")


@figures.get("/figures", ctx_right="see_figures")
async def page(request: Request) -> HTTPResponse:
    """The last twelve months."""
    found = await ask.reading(request, counted.figures, request.ctx.staff)
    largest = max((month.counts["sent"] or 0 for month in found.months), default=0)
    kinds = {"kinds": found.kinds, "answered": found.answered}
    values = {"months": found.months, **kinds, "steps": STEPS, "largest": largest, "few": FEW}
    return pages.render(request, "figures.html", values)


@figures.get("/figures.csv", ctx_right="see_figures")
async def file(request: Request) -> HTTPResponse:
    """The same as one table: what, of which, how many."""
    found = await ask.reading(request, counted.figures, request.ctx.staff)
    return file_of(tables.table(rows(found)), CSV, "figures.csv")


def rows(found: Figures) -> list[tuple[Any, ...]]:
    """Lines of kind, value, step and count, small counts as "<6"."""
    lines: list[tuple[Any, ...]] = [("by", "value", "what", "count")]
    for month in found.months:
        lines += [("month", month.month, step, shown(month.counts[step])) for step in STEPS]
    for kind, values in found.kinds.items():
        lines += [(kind, value, "sent", shown(count)) for value, count in values.items()]
        reached = found.answered[kind]
        lines += [(kind, value, "answered", shown(reached.get(value, 0))) for value in values]
    return lines


def shown(count: int | None) -> str:
    """A count as people may see it."""
    return FEW if count is None else str(count)
