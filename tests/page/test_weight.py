"""Weight, and what the built files must never hold."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from tests.page.conftest import WEB
from tests.page.house import House

ROOT = WEB.parent
LIMIT = 60_000
BADGES = re.compile(r"gds transport|crown|crest|fonts\.google", re.IGNORECASE)


@pytest.mark.browser
def test_the_page_asks_one_host_only_and_weighs_at_most_60_kb(browser: Browser, house: House) -> None:
    page = browser.new_page()
    weights: dict[str, int] = {}
    sockets: list[str] = []
    page.on("response", lambda one: weights.update({one.url: len(gzip.compress(one.body()))}))
    page.on("websocket", lambda one: sockets.append(one.url))
    page.goto(house.url)
    page.wait_for_selector(".entry")
    assert all(url.startswith(house.url) for url in weights)
    assert all(url.startswith(house.url.replace("http", "ws")) for url in sockets)
    assert sum(weights.values()) <= LIMIT
    page.close()


@pytest.mark.browser
def test_the_page_works_under_its_strict_policy(browser: Browser, house: House) -> None:
    page = browser.new_page()
    broken: list[str] = []
    page.on("console", lambda one: broken.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda one: broken.append(str(one)))
    page.goto(house.url)
    page.wait_for_selector(".entry")
    assert broken == []
    page.close()


def test_styles_hold_no_badge_of_a_government_and_no_foreign_letters(built: Path) -> None:
    for name in ("chat.css", "desk.css"):
        text = (built / name).read_text("utf-8")
        assert not BADGES.search(text)
        assert "@font-face" not in text
        assert "url(http" not in text


def test_the_lock_file_names_no_registry() -> None:
    locked = json.loads((WEB / "package-lock.json").read_text("utf-8"))
    assert not [name for name, one in locked["packages"].items() if "resolved" in one and not one.get("link")]


def test_the_words_file_and_the_script_know_the_same_words() -> None:
    declared = (WEB / "src/words.ts").read_text("utf-8").split("export function")[0]
    asked = set(re.findall(r"(\w+): ", declared))
    words = yaml.safe_load((ROOT / "content/page.en.yml").read_text("utf-8"))["script"]
    by_name_of_something = {"speakers", "typing", "holder", "fit"}
    known = set(words) | {
        key
        for name, part in words.items()
        if isinstance(part, dict) and name not in by_name_of_something
        for key in part
    }
    assert asked == known


def test_the_order_outbox_and_rows_hold_on_their_own() -> None:
    if not shutil.which("npm") or not (WEB / "node_modules").is_dir():
        pytest.skip("node's packages are not here: npm ci in web/")
    done = subprocess.run(["npm", "test"], cwd=WEB, capture_output=True, text=True)  # noqa: S607
    assert done.returncode == 0, done.stdout
