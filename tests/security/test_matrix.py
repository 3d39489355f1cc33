"""Every role on every route with every kind of case: from the route table, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from casebook import tables as t
from casebook.rights import RIGHTS, ROLES, Staff
from tests.desk.conftest import Browser, Desk, book, clock, database, desk, quick_hashes, settings
from tests.faults.conftest import Figure, figure

__all__ = ["book", "clock", "database", "desk", "figure", "quick_hashes", "settings"]

STATES = ("ungated", "free", "own", "another's", "closed", "conflict", "erased")
TYPED = {
    **{"text": "a note", "question": "when?", "reason": "all done", "told": "done", "agreed": "a letter"},
    **{"outcome": "it came", "to": "", "corrected": "so", "conflict": "no"},
}


def routes(desk: Desk, method: str) -> Iterator[tuple[str, str]]:
    """(path with {reference}, the right it declares) of every route about one case but the gate's own."""
    for route in desk.app.router.routes:
        path = "/" + route.uri.strip("/")
        about_a_case = "<reference" in path and not path.startswith("/api") and not path.endswith("/gate")
        if method in route.methods and about_a_case:
            named = path[path.index("<") : path.index(">") + 1]
            yield path.replace(named, "{reference}"), route.ctx.right


def allowed(role: str, state: str, right: str) -> bool:
    """What the table of rights says of this case."""
    if state in ("ungated", "conflict", "erased") or role not in RIGHTS[right]:
        return False
    return state != "another's" or role in RIGHTS["open_case_of_another"]


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_gets_of_each_case_on_each_route_what_the_table_says(
    desk: Desk, role: str, figure: Figure
) -> None:
    person = await desk.signed_in(role)
    looks = changes = changed = 0
    for state in STATES:
        reference = await made(desk, person, role, state)
        for path, right in list(routes(desk, "GET")):
            at = path.format(reference=reference)
            async with person.session.get(desk.base + at) as answer:
                shown = answer.status == 200 and answer.url.path == at
                assert shown == allowed(role, state, right), (role, state, path, answer.status)
            looks += 1
        for path, right in list(routes(desk, "POST")):
            reference = await made(desk, person, role, state)
            before = everything(desk)
            await person.get("/queue")
            page = await person.post(path.format(reference=reference), TYPED)
            assert page.status < 500, (state, path)
            if everything(desk) != before:
                assert allowed(role, state, right), (role, state, path)
                changed += 1
            changes += 1
    assert changed > (5 if role != "keeper" else -1)
    figure(
        "B29",
        f"{role}: {looks} looks and {changes} changes tried in {len(STATES)} states, 0 not as the table",
    )


async def made(desk: Desk, person: Browser, role: str, state: str) -> str:
    """A case in this state, as it is to the person of this role."""
    reference = desk.case()
    if state == "ungated":
        return reference
    await person.get(f"/case/{reference}/gate")
    await person.post(f"/case/{reference}/gate", {"conflict": "yes" if state == "conflict" else "no"})
    own = Staff(desk.ids[f"{role}@example.nz"], role, "", "")
    values: dict[str, dict[str, Any]] = {
        "own": {"holder": own.id, "stage": "claimed"},
        "another's": {"holder": "0" * 32, "stage": "claimed"},
        "closed": {"holder": own.id, "stage": "closed", "closed_at": desk.clock.now()},
    }
    with desk.book.write() as tx:
        where = t.cases.c.reference == reference
        if state in values:
            tx.execute(t.cases.update().where(where).values(**values[state]))
        if state == "erased":
            tx.execute(t.cases.delete().where(where))
    return reference


def everything(desk: Desk) -> list[Any]:
    """What a facilitator could change, as it stands in the casebook."""
    tables = (t.cases, t.notes, t.consents, t.check_backs)
    with desk.book.read() as tx:
        return [tuple(row) for table in tables for row in tx.execute(select(table)).all()]
