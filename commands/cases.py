"""cases: lists the open cases, the most urgent first."""

import argparse

from casebook import cases
from casebook.cases import CaseLine
from casebook.staff import MACHINE
from commands.tools.casebook import opened
from commands.tools.settings import load

AT_ONCE = 200


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./guide cases", description=__doc__).parse_args(arguments)
    with opened(load()) as book, book.read() as tx:
        found = cases.listed(tx, MACHINE, limit=AT_ONCE)
        whole = cases.count(tx, MACHINE)
    for line in found:
        print(row(line))
    if whole > len(found):
        print(f"and {whole - len(found)} more: see the desk")
    elif not found:
        print("no open cases")
    return 0


def row(line: CaseLine) -> str:
    told = [f"{line.reference} ", f"{line.level:7}", f"{line.stage:9}", "held " if line.holder else "free "]
    return " ".join([*told, f"{line.opened_at:%Y-%m-%d %H:%M} UTC ", line.region or ""]).rstrip()
