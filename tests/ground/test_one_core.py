"""What serves keeps small products on one core; a setting of the keeper's own stands."""

import os
import subprocess
import sys

import pytest

from ground.settings import ROOT

SETTING = "OPENBLAS_NUM_THREADS"
SAYS = f"import frontdoor, os, sys; print(os.environ[{SETTING!r}], 'numpy' in sys.modules)"


@pytest.mark.parametrize(("set_by_keeper", "stands"), [(None, "1"), ("2", "2")])
def test_it_is_set_before_numpy_is_there(set_by_keeper: str | None, stands: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != SETTING}
    environment |= {SETTING: set_by_keeper} if set_by_keeper else {}
    words = [sys.executable, "-c", SAYS]
    said = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.split() == [stands, "False"]
