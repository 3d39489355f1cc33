"""affected --part PART --since DAY: who is affected when a part was broken into, in counts and references.

References and counts only. What each part would give away is in docs/security.md.
"""

import argparse
from datetime import UTC, datetime

from casebook import affected
from casebook.affected import Affected
from casebook.staff import MACHINE
from commands.tools.casebook import opened
from commands.tools.settings import load
from commands.tools.trouble import Trouble

GIVEN_AWAY = {
    "front-door": "what was said in conversations that were open then, and what was sent in them",
    "desk": "the cases that were opened at the desk, as it shows them",
    "casebook": "no words: references, stages, levels, regions, languages, times, and how many there are",
    "keys": "with a copy of the casebook everything in it; without one nothing",
}


def main(arguments: list[str]) -> int:
    chosen = parser().parse_args(arguments)
    with opened(load()) as book, book.write() as tx:
        found = affected.of(tx, MACHINE, chosen.part, moment(chosen.since), chosen.who)
    report(found, chosen.part)
    return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="./guide affected", description=(__doc__ or "").split("\n")[0])
    whole.add_argument("--part", choices=affected.PARTS, required=True)
    whole.add_argument("--since", required=True, metavar="DAY", help="2026-11-20, or a time with its zone")
    whole.add_argument("--who", help="at the desk: the id of one account (./guide keeper list)")
    return whole


def moment(told: str) -> datetime:
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        raise Trouble("--since must be a day like 2026-11-20, or a time with its zone") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def report(found: Affected, part: str) -> None:
    print(f"given away by the {part}: {GIVEN_AWAY[part]}")
    for person in found.people:
        may = (
            "contact agreed, see how it is safe"
            if person.contact
            else "NO CONTACT AGREED: do not write or call"
        )
        print(f"{person.reference}  {person.stage:9}  {may}")
    silent = sum(not person.contact for person in found.people)
    print(f"people who sent something: {len(found.people)}, of them without agreed contact: {silent}")
    print(f"conversations and drafts of people nobody can find: {found.conversations} and {found.drafts}")
    print(f"erased since then, and not listed: {found.erased_since}")
