"""The server starts without what it does not use: what Rasa imports of it is hollow, and using it says so."""

import subprocess
import sys

import pytest

from components.hollow import NEVER_USED, HollowFinder, HollowModule, NotHere

pytestmark = pytest.mark.bot

SERVER = """
import sys
from components import hollow
left_out = hollow.NEVER_USED | hollow.ONLY_TO_LEARN
hollow.leave_out(left_out)
from components import guards
import rasa.core.run, rasa.engine.recipes.default_components
from thinc import compat
from language.listen import Listener
libraries = [sys.modules[name] for name in left_out if name in sys.modules]
real = [one.__name__ for one in libraries if not isinstance(one, hollow.HollowModule)]
print(len(libraries) > 10, real, compat.has_tensorflow, "jax" in sys.modules)
"""


def hollow(name: str) -> HollowModule:
    finder = HollowFinder(NEVER_USED)
    spec = finder.find_spec(name)
    assert spec is not None
    made = finder.create_module(spec)
    assert isinstance(made, HollowModule)
    return made


def test_the_server_has_nothing_of_what_it_leaves_out() -> None:
    words = [sys.executable, "-W", "ignore", "-c", SERVER]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "True [] False False", done.stderr[-2000:]


def test_what_is_hollow_can_be_named_and_built_upon_and_not_used() -> None:
    tf = hollow("tensorflow")

    class Layer(tf.keras.layers.Layer):
        """As Rasa builds its own."""

        def call(self, inputs: "tf.Tensor | None") -> None: ...

    with pytest.raises(NotHere, match="Layer"):
        Layer()
    with pytest.raises(NotHere, match="constant"):
        tf.constant(1)


def test_other_libraries_are_left_alone() -> None:
    assert HollowFinder(NEVER_USED).find_spec("numpy") is None
    assert HollowFinder(NEVER_USED).find_spec("tensorflow_estimator_of_another_name") is None
