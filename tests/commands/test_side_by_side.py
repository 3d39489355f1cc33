"""Work done at once: all of it ends, and what went wrong is heard."""

import threading

import pytest

from commands.tools.side_by_side import side_by_side
from commands.tools.trouble import Trouble


def test_each_waits_for_the_other_and_so_both_run_at_once() -> None:
    met = threading.Barrier(2, timeout=5)
    side_by_side(met.wait, met.wait)


def test_what_one_raises_is_raised_when_the_other_has_ended() -> None:
    ended = threading.Event()

    def fails() -> None:
        raise Trouble("training failed: see above")

    with pytest.raises(Trouble, match="see above"):
        side_by_side(fails, lambda: threading.Event().wait(0.2) or ended.set())
    assert ended.is_set()
