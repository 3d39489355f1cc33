"""The topics that a message may mean beside the one that it was understood to ask."""

from rasa_sdk import Tracker

from actions import reading

# Shares of the reader's confidence, found by reading one-question and two-question messages side by side.
_ALSO = 0.15
_NEAR = 0.05


def also_asked(tracker: Tracker, answered: str) -> list[str]:
    """Topics that the same message asks for as well, by their ids; none where a button was pressed."""
    return [topic for topic in _above(tracker, _ALSO) if topic != answered]


def near(tracker: Tracker) -> list[str]:
    """At most two topics that the message may mean, though none is sure; none where nothing comes close."""
    return _above(tracker, _NEAR)[:2]


def _above(tracker: Tracker, least: float) -> list[str]:
    return [t["id"] for t in reading.understood(tracker)["topics"] if t["confidence"] >= least]
