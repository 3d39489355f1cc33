"""train [--quick]: trains the guide on data/ and content/; --quick the small model that tests use."""

import argparse

from commands import setup
from commands.tools.places import QUICK_MODELS
from commands.tools.settings import load


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide train", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the small model that tests use")
    chosen = parser.parse_args(arguments)
    setup.for_training(QUICK_MODELS if chosen.quick else load().models)
    return 0
