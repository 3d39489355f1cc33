"""words: prints every sentence that a person can read, as one page (Markdown) for review."""

import argparse

from commands.tools.settings import load
from commands.wording import chapters
from commands.wording.shelf import Shelf


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./guide words", description=__doc__).parse_args(arguments)
    for line in chapters.page(Shelf.load(load().root)):
        print(line)
    return 0
