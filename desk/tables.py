"""Tables as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets read macrons), with formulas made inert."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from casebook.cases import CaseLine

MARK = "\ufeff"
# What starts a formula in a spreadsheet, also behind spaces and full-width (OWASP, "CSV Injection").
FORMULA = tuple("=+-@\t\r\n|％＝＋－＠")
COLUMNS = (
    "reference", "stage", "level", "region", "language", "kaupapa", "opened_at", "claimed_at", "answered_at",
    "promised_by", "closed_at",
)  # fmt: skip


def queue_csv(lines: Iterable[CaseLine], names: Mapping[str, str]) -> bytes:
    """The queue's columns that stand in clear, and who holds each case."""
    rows = [[*(getattr(line, column) for column in COLUMNS), names.get(line.holder or "")] for line in lines]
    return table([(*COLUMNS, "held_by"), *rows])


def table(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as a file; moments in ISO 8601, None as nothing."""
    file = io.StringIO()
    csv.writer(file).writerows([inert(_text(cell)) for cell in row] for row in rows)
    return (MARK + file.getvalue()).encode("utf-8", "replace")


def inert(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula."""
    risky = text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)
    return f"'{text}" if risky else text


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    return "" if cell is None else str(cell)
