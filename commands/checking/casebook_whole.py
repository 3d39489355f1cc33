"""Whether the casebook can be written, nobody changed its audit, and somebody can invite."""

from collections.abc import Iterator

from casebook import audit, staff
from commands.checking.finding import Finding
from commands.tools.casebook import opened
from commands.tools.trouble import Trouble
from ground.settings import Settings


def look(settings: Settings) -> Iterator[Finding]:
    if not settings.data.is_dir():
        return
    try:
        yield from inside(settings)
    except Trouble as trouble:
        yield Finding("wrong", str(trouble))


def inside(settings: Settings) -> list[Finding]:
    with opened(settings) as book:
        book.check()
        with book.read() as tx:
            chain = audit.verify(tx)
            alone = staff.first_keeper_missing(tx)
    return [
        Finding("ok", "the casebook can be written"),
        Finding("ok", f"the audit is whole: {chain.lines} lines")
        if chain.ok
        else Finding("wrong", f"the audit was changed at line {chain.broken_at}"),
        Finding("look", "there is no keeper yet: ./guide keeper invite --role keeper")
        if alone
        else Finding("ok", "there is a keeper who can invite"),
    ]
