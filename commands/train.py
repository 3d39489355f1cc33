"""train [--quick] [--encoder]: trains the guide on data/; --encoder first remakes the tuned encoder."""

import argparse

from commands import setup
from commands.tools.places import QUICK_MODELS
from commands.tools.settings import load


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./guide train", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the small model that tests use")
    parser.add_argument("--encoder", action="store_true", help="remake the tuned encoder first (long)")
    chosen = parser.parse_args(arguments)
    if chosen.encoder:
        setup.for_tuning()
    setup.for_training(QUICK_MODELS if chosen.quick else load().models)
    return 0
