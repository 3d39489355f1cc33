"""The map is true: the README's tree and commands, the settings, and nothing of one machine in any file."""

import re
from pathlib import Path

from tests.house.reading import ROOT, name, texts, tracked

README = ROOT / "README.md"
TREE_LINE = re.compile(r"^    ([a-z][\w.-]*/?) {2,}\S", re.MULTILINE)
SETTING = re.compile(r"GUIDE_[A-Z_]+")
# Whole words of registries' host names and folders that only one machine has.
HOSTS = re.compile(
    r"(?:files\.pythonhosted|registry\.npmjs|registry\.yarnpkg|deb\.debian|pypi\.(?:org/simple|python))\b[\w./-]*"
)
MACHINE_PATHS = re.compile(r"(?<![\w.$}/])/(?:work|root|opt|home)/[a-z]\w*")
NOT_IN_THE_TREE = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "SECURITY.md", "pyproject.toml"}


def test_the_tree_in_the_readme_is_the_real_one() -> None:
    drawn = set(TREE_LINE.findall(README.read_text()))
    assert drawn == real_tree() - NOT_IN_THE_TREE


def real_tree() -> set[str]:
    tops = {file.relative_to(ROOT).parts for file in tracked()}
    seen = {parts[0] + ("/" if len(parts) > 1 else "") for parts in tops}
    return {entry for entry in seen if not entry.startswith(".")}


def test_every_command_stands_in_the_readme_and_no_other() -> None:
    commands = {file.stem.replace("_", "-") for file in (ROOT / "commands").glob("[a-z]*.py")}
    shown = set(re.findall(r"(?:`|^    )\./guide ([a-z-]+)", README.read_text(), re.MULTILINE))
    assert shown == commands


def test_every_command_says_in_one_line_what_it_does() -> None:
    for file in (ROOT / "commands").glob("[a-z]*.py"):
        first = file.read_text().splitlines()[0].removeprefix('"""').removesuffix('"""')
        called, colon, does = first.partition(": ")
        assert called.split()[0] == file.stem.replace("_", "-"), name(file)
        assert colon, name(file)
        assert does.endswith("."), name(file)


def test_every_setting_is_explained() -> None:
    read = set(SETTING.findall((ROOT / "ground" / "settings.py").read_text()))
    assert set(SETTING.findall((ROOT / ".env.example").read_text())) == read


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = {}
    for file, text in texts():
        if file == Path(__file__):
            continue
        hits = HOSTS.findall(text) + MACHINE_PATHS.findall(text)
        if hits:
            found[name(file)] = hits[:3]
    assert found == {}


def test_the_pictures_that_the_readme_shows_are_there() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README.read_text())
    assert shown
    assert [picture for picture in shown if not (ROOT / picture).is_file()] == []
