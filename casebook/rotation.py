"""Changing the keeper's key: every data key is wrapped anew, and what is sealed for staff is sealed anew.

At each moment the key file opens everything that is stored. So a change that was cut off goes on when it is
asked for again, and the guide can run in between. Nobody else may have the casebook open meanwhile: a process
that holds the old key would wrap new keys with it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select, update

from casebook import audit, rights
from casebook.book import Casebook
from casebook.keyring import Ring, put
from casebook.rights import Staff
from casebook.tables import staff
from casebook.transaction import Tx

_SEALED = ("name_sealed", "email_sealed", "totp_sealed")


def begin(key_file: Path) -> Path:
    """Put a new key beside the old in the file, the old file aside; returns where. Goes on with one begun."""
    told = key_file.read_text("ascii")
    aside = key_file.with_name(f"{key_file.name}.before")
    if Ring.read(told).was is None:
        put(aside, told)
        put(key_file, Ring.read(told).renewed().text())
    return aside


def carry_out(book: Casebook, by: Staff) -> int:
    """Wrap all keys anew in one transaction, then seal accounts anew in one; returns how many keys.

    Raises NotAllowed, Tampered.
    """
    rights.require(by, "back_up")
    keys = book.keys.rewrap()
    with book.write() as tx:
        _seal_staff(tx)
        audit.append(tx, by.id, "rotate_key")
    book.empty_write_ahead_log()
    return keys


def end(key_file: Path) -> None:
    """Take the old key out of the file."""
    put(key_file, Ring.read(key_file.read_text("ascii")).settled().text())


def check(book: Casebook) -> int:
    """Open every data key and every account with the key of today; returns how many keys. Raises Tampered."""
    with book.read() as tx:
        for row in tx.execute(select(staff)).all():
            for column in _SEALED:
                tx.desk_open("staff", column, row.id, row._mapping[column])
    return book.keys.open_all()


def _seal_staff(tx: Tx) -> None:
    for row in tx.execute(select(staff)).all():
        opened = {name: tx.desk_open("staff", name, row.id, row._mapping[name]) for name in _SEALED}
        anew = {name: tx.desk_seal("staff", name, row.id, value) for name, value in opened.items()}
        tx.execute(update(staff).where(staff.c.id == row.id).values(**anew))
