"""Who else knows about this kind of harm: rows of `content/services.yml` by need, region and age."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from intake import content
from intake.fields import Slots

AT_MOST = 4
_YOUNG = ("under_16", "from_16_to_17")
_NEEDS: Mapping[tuple[str, str], str] = {
    ("p_kind", "sexual_harm"): "sexual_harm",
    ("p_kind", "violence"): "violence_abuse",
    ("p_age_band", "under_16"): "young_person",
    ("p_age_band", "from_16_to_17"): "young_person",
}


def needs(slots: Slots, took: list[str]) -> list[str]:
    """What the answers just given call for, that a specialist knows more about."""
    met = [
        need for (field, option), need in _NEEDS.items() if field in took and option in _said(slots, field)
    ]
    return list(dict.fromkeys(met))


def _said(slots: Slots, field: str) -> tuple[Any, ...]:
    said = slots.get(field)
    return tuple(said) if isinstance(said, list | tuple) else (said,)


def first(wanted: list[str], slots: Slots, root: Path = content.ROOT) -> list[Mapping[str, Any]]:
    """At most four rows: those of the person's region before national ones, in the order of the file."""
    rows = [row for row in content.services(root) if set(row["needs"]) & set(wanted) and _for(row, slots)]
    rows.sort(key=lambda row: (row["region"] != slots.get("p_region"), row["id"] == "emergency_111"))
    return rows[:AT_MOST]


def _for(row: Mapping[str, Any], slots: Slots) -> bool:
    here = row["region"] in ("national", slots.get("p_region"))
    young = slots.get("p_age_band") in _YOUNG
    return here and (row["audience"] == "everyone" or (young and row["audience"] == "under_18"))
