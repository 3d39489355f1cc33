"""The page of figures says which target is met, and the model card is written between its markers alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.evaluating import card, stored, tables, targets
from commands.evaluating.shares import Share
from commands.tools.trouble import Trouble
from tests.commands.made_up import whole


@pytest.mark.parametrize(("share", "met"), [(Share(93, 100), True), (Share(92, 100), False)])
def test_a_target_is_met_at_its_limit_and_not_below(share: Share, met: bool) -> None:
    target = next(t for t in targets.TARGETS if t.path == "topics first")
    assert targets.is_met(target, share) is met


def test_a_target_that_bounds_from_above_is_missed_above() -> None:
    target = next(t for t in targets.TARGETS if t.path == "out_of_scope answered_as_if_known")
    assert targets.is_met(target, Share(3, 100))
    assert not targets.is_met(target, Share(4, 100))


def test_every_target_finds_its_figure() -> None:
    missing = [t.path for t in targets.TARGETS if targets.found(whole(), t.path) is None]
    assert missing == []


def test_the_page_says_what_is_met_and_what_is_not() -> None:
    lines = tables.page(whole(), None).splitlines()
    assert "| A message of 20 words, p50 on one core | ≤ 6 ms | 5.0 ms | met |" in lines
    assert "| Training, encoder not retuned | ≤ 180 s | 181 s | **not met** |" in lines
    assert any("7 more were left out" in line for line in lines)


def test_what_was_not_measured_is_not_called_met() -> None:
    page = tables.page(whole(training_seconds=None, memory=None), None)
    assert "| Training, encoder not retuned | ≤ 180 s | not measured |  |" in page.splitlines()


def test_figures_come_back_from_json_as_they_went(tmp_path: Path) -> None:
    stored.write(whole(), tmp_path / "figures.json")
    assert tables.page(stored.read(tmp_path / "figures.json"), None) == tables.page(whole(), None)
    assert stored.read(tmp_path / "none.json") is None


def test_only_what_stands_between_the_markers_of_the_card_is_written() -> None:
    page = f"before\n{card.BEGIN}\nold 1 %\n{card.END}\nafter"
    assert card.renewed(page, "new \\1 2 %") == f"before\n{card.BEGIN}\n\nnew \\1 2 %\n\n{card.END}\nafter"


@pytest.mark.parametrize(
    "page", ["no markers", f"{card.END} {card.BEGIN}", f"{card.BEGIN}{card.BEGIN}{card.END}"]
)
def test_a_card_without_its_markers_is_left_alone(page: str) -> None:
    with pytest.raises(Trouble, match="markers"):
        card.renewed(page, "new")


def test_no_figure_of_the_card_stands_outside_its_markers() -> None:
    text = card.CARD.read_text("utf-8")
    by_hand = card.renewed(text, "")
    assert " %" not in by_hand
