"""keeper invite|list|disable: invites facilitators, leads and keepers; lists and disables accounts."""

import argparse

from casebook import Casebook, staff
from casebook.rights import ROLES
from casebook.staff import StaffLine
from commands.serving import first_keeper
from commands.tools.casebook import opened
from commands.tools.settings import load
from commands.tools.trouble import Trouble
from ground.settings import Settings


def main(arguments: list[str]) -> int:
    chosen = parser().parse_args(arguments)
    settings = load()
    with opened(settings) as book:
        if chosen.verb == "invite":
            invite(book, settings, chosen.role)
        elif chosen.verb == "list":
            show(everyone(book))
        else:
            disable(book, chosen.who)
    return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="./guide keeper", description=__doc__)
    verbs = whole.add_subparsers(dest="verb", required=True)
    inviting = verbs.add_parser("invite", help="print a one-use link that makes an account")
    inviting.add_argument("--role", choices=ROLES, required=True)
    verbs.add_parser("list", help="everyone who has an account")
    disabling = verbs.add_parser("disable", help="end an account and its sessions at once")
    disabling.add_argument("who", help="the address they sign in with, or the id from the list")
    return whole


def invite(book: Casebook, settings: Settings, role: str) -> None:
    with book.write() as tx:
        token = staff.invite(tx, role, staff.MACHINE)
    print(first_keeper.invitation(settings, token))


def everyone(book: Casebook) -> list[StaffLine]:
    with book.read() as tx:
        return staff.listed(tx, staff.MACHINE)


def show(lines: list[StaffLine]) -> None:
    for line in lines:
        state = (
            f"disabled {line.disabled_at:%Y-%m-%d}" if line.disabled_at else f"since {line.made_at:%Y-%m-%d}"
        )
        print(f"{line.id}  {line.role:11}  {state:19}  {line.name} <{line.email}>")
    if not lines:
        print("nobody yet: ./guide keeper invite --role keeper")


def disable(book: Casebook, who: str) -> None:
    wanted = who.strip().casefold()
    found = [line for line in everyone(book) if wanted in (line.id.casefold(), line.email.casefold())]
    if not found:
        raise Trouble(f"nobody here has the address or id {who}")
    with book.write() as tx:
        staff.disable(tx, staff.MACHINE, found[0].id)
    print(f"disabled: {found[0].name}")
