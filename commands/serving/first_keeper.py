"""What must be there before the first person comes: the casebook, the secret, someone who can invite."""

from casebook import staff
from commands.serving import addresses
from commands.tools.casebook import opened
from ground.secrets import read_or_make
from ground.settings import Settings


def prepare(settings: Settings) -> str | None:
    """Makes the casebook and the turn secret; a one-use link when there is no keeper yet, otherwise None."""
    with opened(settings) as book:
        read_or_make(settings.turn_secret_file)
        with book.write() as tx:
            if not staff.first_keeper_missing(tx):
                return None
            return invitation(settings, staff.invite(tx, "keeper", staff.MACHINE))


def invitation(settings: Settings, token: str) -> str:
    """The one-use link that makes an account."""
    return f"{addresses.desk(settings)}/invite/{token}"
