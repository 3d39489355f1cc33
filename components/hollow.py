"""Keeps out of the server what Rasa imports for classifiers, messengers and stores that are not used here.

Rasa has no switch for that (`rasa.engine.recipes.default_components` imports every component there is, and
`rasa.core.channels` every messenger), and it costs more than half of the start and of the memory
(docs/performance.md). In its place stand modules whose names can be imported, named in types and built upon,
as Rasa does while it is imported; to use one is an error that says so.
"""

import importlib
import sys
from abc import ABCMeta
from collections.abc import Collection, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_CLASSIFIERS = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")
_MESSENGERS = ("aiogram", "slack_sdk", "webexteamssdk")
_STORES_AND_BROKERS = ("boto3", "botocore", "bson", "pymongo", "redis", "aio_pika", "kafka")
_AT_A_TERMINAL = ("questionary", "prompt_toolkit", "matplotlib")
NEVER_USED = frozenset((*_CLASSIFIERS, *_MESSENGERS, *_STORES_AND_BROKERS, *_AT_A_TERMINAL))
ONLY_TO_LEARN = frozenset(("sklearn", "scipy"))


class NotHere(RuntimeError):
    """Something that was left out is used: `config.yml` asks for a part that needs it."""


class Hollow(ABCMeta):
    """A class in name only, and so is whatever is looked up in it."""

    def __getattr__(cls, name: str) -> "Hollow":
        if name.startswith("_"):
            raise AttributeError(name)
        return Hollow(name, (), {})

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Raise NotHere."""
        raise NotHere(f"{cls.__name__} is of a library that the server leaves out (components/hollow.py)")


class HollowModule(ModuleType):
    """A module in which every name is a hollow class."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> Hollow:
        if name.startswith("_"):
            raise AttributeError(name)
        return Hollow(name, (), {})


class HollowFinder(MetaPathFinder, Loader):
    """Answers for every module of the libraries `left_out`."""

    def __init__(self, left_out: Collection[str]) -> None:
        self.left_out = left_out

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A specification for a module that is left out; None for all others."""
        return ModuleSpec(fullname, self) if fullname.partition(".")[0] in self.left_out else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The hollow module."""
        return HollowModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing runs in it."""


def leave_out(libraries: Collection[str]) -> None:
    """From here on these libraries are hollow. Call it before Rasa is imported."""
    if any(isinstance(finder, HollowFinder) for finder in sys.meta_path):
        return
    # spaCy would work with TensorFlow if it found it: it has to find none
    sys.modules["tensorflow"] = None  # type: ignore[assignment]
    importlib.import_module("thinc.compat")
    del sys.modules["tensorflow"]
    sys.meta_path.insert(0, HollowFinder(libraries))
