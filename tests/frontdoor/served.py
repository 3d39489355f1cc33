"""`python -m tests.frontdoor.served`: the front door's own start, with a stand-in for the model."""

from __future__ import annotations

import sys

from frontdoor import __main__ as start
from tests.frontdoor.conftest import FakeScreen

if __name__ == "__main__":
    start._screen = lambda root, models: FakeScreen()
    sys.exit(start.main())
