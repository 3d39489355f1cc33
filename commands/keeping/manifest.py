"""What lies in a backup: its files with their checksums, signed with the keeper's key."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from casebook.audit import Head
from casebook.keeper import Keeper
from commands.tools.trouble import Trouble

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """One backup. `key` names the keeper's key it was made under, `audit` the end of the audit then."""

    made_at: str
    database: str
    schema: str
    key: str
    audit: tuple[int, str]
    file: str
    bytes: int
    sha256: str
    format: int = FORMAT

    @property
    def head(self) -> Head:
        return Head(*self.audit)

    def write(self, folder: Path, keeper: Keeper) -> None:
        told = asdict(self)
        path = folder / NAME
        path.touch(mode=0o600)
        path.write_text(json.dumps({**told, "signature": _signature(told, keeper)}, indent=2) + "\n")


def read(folder: Path, keeper: Keeper) -> Manifest:
    """The manifest in `folder`, its file checked byte for byte. Raises Trouble where anything is wrong."""
    try:
        told = json.loads((folder / NAME).read_text())
        signature = told.pop("signature")
        found = Manifest(**{**told, "audit": tuple(told["audit"])})
    except FileNotFoundError:
        raise Trouble(f"{folder} is not a backup: it has no {NAME}") from None
    except (ValueError, KeyError, TypeError):
        raise Trouble(f"{folder / NAME} cannot be read: it is damaged, or of a newer version") from None
    if found.key != keeper.name:
        raise Trouble("this backup was made under another keeper's key than the one in GUIDE_KEY_FILE")
    if signature != _signature(told, keeper):
        raise Trouble(f"{folder / NAME} was changed after the backup was made")
    _check(folder / found.file, found)
    return found


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check(path: Path, wanted: Manifest) -> None:
    if not path.is_file():
        raise Trouble(f"{path} is missing from the backup")
    if (path.stat().st_size, sha256(path)) != (wanted.bytes, wanted.sha256):
        raise Trouble(f"{path} is not what was backed up: its checksum differs")


def _signature(told: dict[str, object], keeper: Keeper) -> str:
    return keeper.audit_mac("backup|" + json.dumps(told, sort_keys=True))
