"""Who to turn to: every row whole and dated, every card short, known, and with 111 first."""

from typing import Any

import pytest

from tests.content import shelf

FIELDS = (
    "id", "name", "call", "text", "hours", "cost", "for", "needs", "region", "audience",
    "source", "source_url", "checked", "status", "display_rule",
)  # fmt: skip
CATEGORIES = (
    "suicide_self_harm", "violence_abuse", "child_at_risk", "medical_emergency", "harm_to_others", "unsure",
)  # fmt: skip
FOR_WHOM = ["everyone", "under_18", "deaf"]
KEEPER_KEYS = (
    "service_name", "service_run_by", "service_readers", "service_reply_time", "service_cost",
    "service_storage", "service_problem_contact", "hours", "holiday_regions", "reply_working_days",
    "region", "retention_days", "exit_page",
)  # fmt: skip

BOOK = shelf.read("content/services.yml")
SERVICES = {service["id"]: service for service in BOOK["services"]}
every_service = pytest.mark.parametrize("service", BOOK["services"], ids=lambda service: service["id"])
every_card = pytest.mark.parametrize(
    ("category", "whom"), [(category, whom) for category in CATEGORIES for whom in FOR_WHOM]
)


def test_no_service_stands_twice() -> None:
    assert len(SERVICES) == len(BOOK["services"])


@every_service
def test_a_service_is_told_whole(service: dict[str, Any]) -> None:
    assert [field for field in FIELDS if field not in service] == []
    empty = [f for f in FIELDS if f not in ("call", "text") and not service[f]]
    assert empty == []
    assert any(service.get(way) for way in ("call", "text", "email", "web"))
    assert service["status"] in {"ok", "check"}


@every_service
def test_a_date_that_nobody_knows_in_full_is_not_made_up(service: dict[str, Any]) -> None:
    assert not service["checked"].endswith("-01-01")
    assert len(service["checked"]) == len("2026-11-20") or service["checked_note"]


@every_card
def test_a_card_is_short_known_and_begins_with_111(category: str, whom: str) -> None:
    card = BOOK["cards"][category][whom]
    assert 1 <= len(card) <= 4
    assert len(set(card)) == len(card)
    assert set(card) <= set(SERVICES)
    assert card[0] == ("emergency_111_txt" if whom == "deaf" else "emergency_111")


@every_card
def test_a_deaf_person_is_shown_no_service_that_can_only_be_called(category: str, whom: str) -> None:
    if whom == "deaf":
        for name in BOOK["cards"][category][whom]:
            assert SERVICES[name]["text"] or SERVICES[name].get("email"), name


def test_text_to_111_says_that_it_needs_signing_up() -> None:
    assert "signed up" in SERVICES["emergency_111_txt"]["for"]


def test_relay_is_never_offered_in_danger() -> None:
    shown = {name for card in BOOK["cards"].values() for names in card.values() for name in names}
    assert "nz_relay" not in shown


def test_a_young_person_is_shown_a_service_for_the_young() -> None:
    for category in CATEGORIES:
        assert any(SERVICES[name]["audience"] == "under_18" for name in BOOK["cards"][category]["under_18"])


def test_every_region_has_a_crisis_team_or_the_default() -> None:
    default = BOOK["regions"]["default"]
    assert set(default["instead"]) == {"need_to_talk_1737", "emergency_111"}
    assert set(BOOK["regions"]) - {"default"} == set(
        shelf.read("content/questions.yml")["p_region"]["options"]
    )
    for region in BOOK["regions"].values():
        assert region["crisis_team"] is None or region["crisis_team"] in SERVICES


def test_what_only_the_keeper_knows_ships_untold() -> None:
    service = shelf.read("content/service.yml")
    assert set(KEEPER_KEYS) <= set(service)
    told = {key for key, value in service.items() if key.startswith("service_") and value is not None}
    assert told == set()
    assert service["hours"] is None
    assert service["retention_days"] == {"not_kept": 1, "draft": 30, "closed": 90}
    assert service["exit_page"].startswith("https://")
