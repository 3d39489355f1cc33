"""case REFERENCE [--json]: one case as the desk shows it, audited like it; --json the intake summary.

The gate of the desk stands here too: name, service and region come first, and the question of a conflict of
interest. At a terminal it is asked; elsewhere `--conflict yes` declares one, and without it none is declared.
The answer is kept and audited; after a conflict was declared the case stays shut.
"""

import argparse
import json
import sys

import casebook
from casebook import Casebook, cases
from casebook.cases import Case, Gate
from casebook.staff import MACHINE
from commands.tools.casebook import opened
from commands.tools.settings import load


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide case", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("reference")
    parser.add_argument(
        "--json", action="store_true", help="the intake summary, as intake/summary.schema.json says"
    )
    parser.add_argument("--conflict", choices=("yes", "no"), help="whether you have a conflict of interest")
    chosen = parser.parse_args(arguments)
    with opened(load()) as book:
        found = behind_the_gate(book, chosen.reference.strip().upper(), chosen.conflict)
    print(json.dumps(found.summary, ensure_ascii=False, indent=2) if chosen.json else page(found))
    return 0


def behind_the_gate(book: Casebook, reference: str, answer: str | None) -> Case:
    with book.write() as tx:
        shown = cases.gate(tx, MACHINE, reference)
    if answer or shown.answer is None:
        conflict = (answer or asked(shown)) == "yes"
        with book.write() as tx:
            cases.answer_gate(tx, MACHINE, reference, conflict)
    with book.write() as tx:
        return casebook.open_case(tx, MACHINE, reference)


def asked(shown: Gate) -> str:
    """Says whom the case is about and asks, where there is someone to ask."""
    about = ", ".join(part for part in (shown.name, shown.service, shown.region) if part) or "nobody is named"
    print(f"About: {about}.", file=sys.stderr)
    if not sys.stdin.isatty():
        print("No conflict of interest was declared.", file=sys.stderr)
        return "no"
    print(
        "Do you know them, or were you part of what happened? yes or no: ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    return "no" if sys.stdin.readline().strip().lower() in ("no", "n") else "yes"


def page(found: Case) -> str:
    summary = found.summary
    lines = [f"{found.line.reference}  {found.line.level}  {found.line.stage}", ""]
    lines += [f"{field}: {words(value)}" for field, value in summary["sections"].items()]
    lines += [f"\n{field}, in their own words:\n{said}" for field, said in summary["own_words"].items()]
    lines += ["", *(f"contact, {key}: {words(value)}" for key, value in summary["contact"].items() if value)]
    lines += [f"concern: {concern['level']} {concern['category']}" for concern in summary["concerns"]]
    lines += [f"note, {note.at:%Y-%m-%d}: {note.text}" for note in found.notes]
    return "\n".join(lines)


def words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
