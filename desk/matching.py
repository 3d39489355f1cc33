"""Who fits a case: what the person asked for beside what each colleague offers. A hint, never a decision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook import offers
from casebook.rights import Staff
from casebook.transaction import Tx

# What is no wish: an answer that names nothing that a colleague could offer.
NO_WISH = frozenset(
    {"english", "other", "none", "tell_me_more", "interpreter", "not_from_service", "same_culture"}
)
GENDERS = ("woman", "man")


@dataclass(frozen=True)
class Fit:
    """A colleague, and what of the person's wishes they offer: kind -> option ids."""

    colleague: Staff
    met: Mapping[str, tuple[str, ...]]


def wishes(summary: Mapping[str, Any], region: str | None) -> dict[str, tuple[str, ...]]:
    """What the person asked for, by kind; kinds without a wish are left out."""
    said = summary.get("sections") or {}
    gender = [one for one in _many(said.get("p_facilitator_pref")) if one in GENDERS]
    found = {
        "language": _wished(_many(said.get("p_language"))),
        "kaupapa": _wished(_many(said.get("p_culture"))),
        "gender": tuple(gender),
        "region": _wished(_many(region or said.get("p_region"))),
    }
    return {kind: ids for kind, ids in found.items() if ids}


def best_first(tx: Tx, colleagues: Iterable[Staff], wanted: Mapping[str, Sequence[str]]) -> list[Fit]:
    """Every colleague, whoever meets most kinds of wishes first, then by name."""
    fits = [Fit(one, _met(offers.of(tx, one.id), wanted)) for one in colleagues]
    return sorted(fits, key=lambda fit: (-len(fit.met), fit.colleague.name.casefold()))


def _met(offered: offers.Offers, wanted: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    both = {kind: tuple(one for one in ids if one in offered.get(kind, ())) for kind, ids in wanted.items()}
    return {kind: ids for kind, ids in both.items() if ids}


def _wished(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in NO_WISH)


def _many(said: Any) -> list[str]:
    return [str(one) for one in said] if isinstance(said, list | tuple) else [str(said)] if said else []
