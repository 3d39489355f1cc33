"""Measures, prints the tables and writes them: `python -m commands.evaluating`, in Rasa's environment."""

import argparse
import sys
from pathlib import Path

from commands.evaluating import card, comparing, held_out, measuring, plots, stored, tables
from commands.evaluating.trained import loaded
from commands.tools.trouble import Trouble


def main(asked: argparse.Namespace) -> None:
    asked.out.mkdir(parents=True, exist_ok=True)
    kept = asked.out / "peers.json"
    if asked.peers is not None:
        stored.write(comparing.compare(asked.peers, asked.on), kept)
    peers = stored.read(kept)
    figures = measuring.figures(loaded(asked.models), held_out.read(asked.on), asked.models, asked.fast)
    page = tables.page(figures, peers)
    stored.write(figures, asked.out / "evaluation.json")
    (asked.out / "evaluation.md").write_text(page, "utf-8")
    drawn = plots.draw(figures, peers, asked.out)
    if asked.card:
        card.renew(page)
    print(page)
    written = ["evaluation.md", "evaluation.json", *(file.name for file in drawn)]
    print(f"written to {asked.out}: {', '.join(written)}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--models", "--out", "--on"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--peers", type=int)
    for name in ("--card", "--fast"):
        parser.add_argument(name, action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main(arguments())
    except Trouble as trouble:
        sys.exit(f"guide: {trouble}")
