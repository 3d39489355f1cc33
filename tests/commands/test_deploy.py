"""What stands in deploy/ fits the project: what cannot be run here is at least read and compared."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from frontdoor.metrics import Metrics
from ground.settings import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if str(one.get("image", "")).startswith("guide-")}
UNITS = sorted((DEPLOY / "systemd").glob("guide-*.service"))
RULES = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"][0]["rules"]
PINNED = re.compile(r"[a-z0-9/]+:v?\d+\.\d+(\.\d+)?[\w.-]*")


def test_everything_of_ours_is_read_only_without_rights_and_not_root() -> None:
    assert len(OURS) >= 8
    for name, one in OURS.items():
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in one["security_opt"], name
    last_user = re.findall(r"^USER (\w+)", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert last_user == ["guide", "guide"]


def test_every_image_is_of_one_version() -> None:
    images = {one["image"] for one in SERVICES.values()} - {"guide-service", "guide-rasa"}
    bases = re.findall(r"^ARG \w+=(\S+)", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert [image for image in [*images, *bases] if not PINNED.fullmatch(image)] == []


def test_what_is_installed_is_locked_with_hashes() -> None:
    installs = re.findall(r"pip install (.*)", (DEPLOY / "Dockerfile").read_text())
    assert installs
    assert all("--require-hashes" in line for line in installs)


def test_every_folder_that_an_image_copies_is_there_and_let_through() -> None:
    let_through = {
        line[1:].rstrip("/")
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    for source in " ".join(copied).split():
        assert (ROOT / source).exists(), source
        assert source.split("/")[0] in let_through, source


def test_what_listens_to_the_world_is_the_proxy_alone() -> None:
    assert [name for name, one in SERVICES.items() if one.get("ports")] == ["proxy"]
    reachable = {name for name, one in SERVICES.items() if "edge" in (one.get("networks") or ())}
    assert reachable == {"proxy", "frontdoor-1", "frontdoor-2", "desk-1", "desk-2"}


def test_each_rasa_shares_the_loopback_and_the_secret_of_its_own_front_door() -> None:
    for n in ("1", "2"):
        rasa, door = SERVICES[f"rasa-{n}"], SERVICES[f"frontdoor-{n}"]
        assert rasa["network_mode"] == f"service:frontdoor-{n}"
        assert f"unit-{n}:/var/lib/guide:ro" in rasa["volumes"]
        assert f"unit-{n}:/var/lib/guide" in door["volumes"]


def test_no_backup_can_read_the_keys_and_no_two_parts_lack_a_health_check() -> None:
    assert not any("keys:" in volume for volume in SERVICES["backup"]["volumes"])
    serving = ("frontdoor-1", "frontdoor-2", "desk-1", "desk-2", "casebook-db", "keys-db", "proxy")
    assert [name for name in serving if "healthcheck" not in SERVICES[name]] == []


def test_the_settings_in_deploy_are_settings() -> None:
    known = set(re.findall(r"GUIDE_[A-Z_]+", (ROOT / "ground" / "settings.py").read_text()))
    for file in DEPLOY.rglob("*"):
        if file.is_file():
            assert set(re.findall(r"GUIDE_[A-Z_]+", file.read_text())) <= known, file.name


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_systemd_unit_is_right_and_closed_in(unit: Path, tmp_path: Path) -> None:
    told = configparser.RawConfigParser(strict=False)
    told.optionxform = str  # type: ignore[assignment]
    told.read_string(unit.read_text())
    service = told["Service"]
    assert service["User"] == "guide"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return
    here = tmp_path / unit.name
    here.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.MULTILINE))
    done = subprocess.run([analyze, "verify", str(here)], capture_output=True, text=True, check=False)
    about_it = [line for line in done.stderr.splitlines() if unit.name in line and "not found" not in line]
    assert about_it == []


def test_each_alert_asks_for_what_is_counted_and_says_what_to_do() -> None:
    counted = {name for family in Metrics().registry.collect() for name in _names(family)}
    runbook = (ROOT / "docs" / "operations.md").read_text()
    for rule in RULES:
        asked = set(re.findall(r"guide_[a-z_]+", rule["expr"]))
        assert asked <= counted, rule["alert"]
        assert rule["annotations"]["do"].endswith("."), rule["alert"]
        assert f"### {rule['alert']}" in runbook, rule["alert"]


def _names(family: Any) -> set[str]:
    return {family.name, *(f"{family.name}_{end}" for end in ("total", "bucket", "count", "sum"))}
