"""erase REFERENCE [--yes]: erases a case with all that belongs to it, and prints the proof.

The gate of the desk stands here too, and the audit keeps that it was done, never what was erased. With
`--backup FOLDER` an old backup is looked at as well, to show that nothing in it opens any more.
"""

import argparse
import sys
from pathlib import Path

from casebook import Casebook, erasure, proof
from casebook.erasure import Proof
from casebook.keeper import Keeper
from casebook.proof import Shown
from casebook.staff import MACHINE
from commands.case import behind_the_gate
from commands.keeping import manifest
from commands.tools.casebook import opened
from commands.tools.settings import load
from commands.tools.trouble import Trouble
from ground.settings import Settings


def main(arguments: list[str]) -> int:
    chosen = parser().parse_args(arguments)
    settings, reference = load(), chosen.reference.strip().upper()
    copied = backup_file(settings, chosen.backup) if chosen.backup else None
    with opened(settings) as book:
        behind_the_gate(book, reference, chosen.conflict)
        if not (chosen.yes or agreed(reference)):
            raise Trouble("nothing was erased")
        done, shown = erase(book, reference, copied)
    report(done, shown, copied)
    return int(not shown.whole)


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="./guide erase", description=(__doc__ or "").split("\n")[0])
    whole.add_argument("reference")
    whole.add_argument("--yes", action="store_true", help="do not ask again")
    whole.add_argument("--conflict", choices=("yes", "no"), help="whether you have a conflict of interest")
    whole.add_argument("--backup", type=Path, help="an old backup to show closed (SQLite)")
    return whole


def backup_file(settings: Settings, folder: Path) -> Path:
    found = manifest.read(folder, Keeper.read(settings.key_file))
    if found.database != "sqlite":
        raise Trouble("a backup of PostgreSQL cannot be looked into without restoring it")
    return folder / found.file


def erase(book: Casebook, reference: str, copied: Path | None) -> tuple[Proof, Shown]:
    with book.write() as tx:
        before = proof.of_case(tx, reference)
        done = erasure.erase(tx, MACHINE, reference)
    book.destroy_doomed_keys()
    book.empty_write_ahead_log()
    return done, proof.show(book, before, copied)


def agreed(reference: str) -> bool:
    if not sys.stdin.isatty():
        raise Trouble("erasing cannot be taken back: say --yes where nobody can be asked")
    print(f"Erase {reference} for good? Type the reference again: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().upper() == reference


def report(done: Proof, shown: Shown, copied: Path | None) -> None:
    print(f"{done.reference}  erased {done.at:%Y-%m-%d %H:%M} UTC")
    print(f"keys destroyed: {shown.keys_before - shown.keys_left} of {shown.keys_before}")
    print(f"rows left: {shown.rows_left}; messages removed: {done.messages}")
    if copied:
        print(f"in the backup: {shown.opened_in_copy} of {shown.rows_in_copy} rows can be opened")
    print(
        f"audit line {shown.audit_line}: {'the chain holds' if shown.audit_holds else 'THE CHAIN IS BROKEN'}"
    )
    print("proved" if shown.whole else "NOT PROVED: run ./guide check, then this again")
