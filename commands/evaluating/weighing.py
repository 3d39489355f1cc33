"""Prints what a process weighs with the libraries alone, and then with the models loaded and used."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from commands.evaluating.trained import loaded

MB = 1 << 20
SAID = "The surgeon would not tell us what went wrong, and we would like somebody to listen to us for once."
TIMES = 200


def resident() -> float:
    """MB of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MB


def main(models: Path) -> None:
    # By now everything that the models stand on is imported; spaCy's English comes with the first pipeline.
    libraries = resident()
    understanding = loaded(models)
    for number in range(TIMES):
        understanding.understand_many([f"{SAID} {number}"])
    whole = resident()
    print(json.dumps({"libraries_mb": libraries, "models_mb": whole - libraries, "all_mb": whole}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
