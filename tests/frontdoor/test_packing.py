"""The page's own files: short on the wire, and the very same once they are unpacked."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

import aiohttp
import pytest

from ground.assets import Asset, built
from ground.packing import takes_gzip
from ground.settings import ROOT
from tests.frontdoor.conftest import Door

# The page's files are there only once it is built; what the pages hold themselves is always there.
PATHS = [
    "/",
    "/embed",
    "/safer-browsing",
    "/numbers",
    "/ways",
    *(f"/assets/{n}" for n in built(ROOT / "web/dist")),
]


async def got(url: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and the body as it came over the wire."""
    async with (
        aiohttp.ClientSession(auto_decompress=False, skip_auto_headers=["Accept-Encoding"]) as web,
        web.get(url, headers={name.replace("_", "-"): value for name, value in headers.items()}) as answer,
    ):
        return answer.status, answer.headers, await answer.read()


async def test_every_file_comes_packed_and_is_the_same_unpacked(door: Door) -> None:
    for path in PATHS:
        _, plain_headers, plain = await got(door.url + path, Accept_Encoding="identity")
        status, headers, body = await got(door.url + path, Accept_Encoding="gzip, deflate, br")
        assert status == 200, path
        assert "Content-Encoding" not in plain_headers, path
        assert headers["Content-Length"] == str(len(body)), path
        assert headers["Content-Type"] == plain_headers["Content-Type"], path
        assert headers["Vary"] == plain_headers["Vary"] == "Accept-Encoding", path
        assert len(body) <= len(plain), path
        if headers.get("Content-Encoding") == "gzip":
            assert gzip.decompress(body) == plain, path
            assert headers["ETag"] != plain_headers["ETag"], path
        else:
            assert body == plain, path


async def test_who_has_a_file_already_gets_nothing_again_and_in_the_other_form_gets_all(door: Door) -> None:
    _, packed, _ = await got(f"{door.url}/numbers", Accept_Encoding="gzip")
    mark = packed["ETag"]
    status, headers, body = await got(
        f"{door.url}/numbers", Accept_Encoding="gzip", If_None_Match=f'"x", {mark}'
    )
    assert (status, body, headers["ETag"], headers["Vary"]) == (304, b"", mark, "Accept-Encoding")
    assert headers["Cache-Control"] == "no-store"
    status, _, body = await got(f"{door.url}/numbers", Accept_Encoding="identity", If_None_Match=mark)
    assert status == 200
    assert body.startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("GZIP;Q=0.3, br", True),
        ("*", True),
        ("br, *;q=0.1", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*;q=0", False),
        ("gzip;q=much", False),
        ("xgzip", False),
    ],
)
def test_only_who_says_so_gets_it_packed(accepted: str, packed: bool) -> None:
    assert takes_gzip(accepted) is packed


def test_what_packing_would_make_longer_stays_as_it_is() -> None:
    assert Asset(b"a", "text/plain").packed is None
    assert Asset(b"a" * 1000, "text/plain").packed


def test_the_same_file_is_packed_into_the_same_bytes_whenever_it_is_started() -> None:
    assert Asset(b"a" * 1000, "text/plain").packed == Asset(b"a" * 1000, "text/css").packed
