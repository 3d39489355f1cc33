"""What changes in a summary that was sent, when the person changes their mind (contracts.md 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

Summary = dict[str, Any]

# Without these nothing of it may be held by a facilitator.
NEEDED = frozenset({"keep", "share_facilitator"})
_CONTACT = "contact"
_NOBODY = {"ok": False, "channels": [], "value": None}


def agreed(summary: Summary, answer: Mapping[str, Any], at: datetime) -> Summary:
    """`summary` with one consent `{id, given, words}` answered anew; no way to be reached without consent."""
    others = [one for one in summary.get("consents") or () if one["id"] != answer["id"]]
    given = bool(answer["given"])
    now = {"id": answer["id"], "given": given, "at": at.isoformat(), "words": answer["words"]}
    changed = summary | {"consents": [*others, now]}
    if answer["id"] != _CONTACT:
        return changed
    contact = dict(summary.get("contact") or {})
    return changed | {"contact": contact | ({"ok": True} if given else _NOBODY)}


def taken_back(summary: Summary) -> Summary:
    """`summary` with every consent taken back, and nobody to be reached."""
    consents = [one | {"given": False} for one in summary.get("consents") or ()]
    return summary | {"consents": consents, "contact": dict(summary.get("contact") or {}) | _NOBODY}
