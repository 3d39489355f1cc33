"""Names of staff for the ids that stand in rows."""

from collections.abc import Iterable

from casebook import staff
from casebook.transaction import Tx


def names_of(tx: Tx, ids: Iterable[str | None]) -> dict[str, str]:
    """{id: name} for those ids that belong to somebody, each looked up once."""
    found = {one: staff.name_of(tx, one) for one in {one for one in ids if one}}
    return {one: name for one, name in found.items() if name}
