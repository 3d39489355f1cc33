"""Whose address a request comes from, behind proxies that are trusted and in front of those that are not."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

LOOPBACK = ("127.0.0.0/8", "::1/128")
_V6_CUSTOMER = 64


def client(peer: str, forwarded: str | None, trusted: Sequence[str]) -> str:
    """The nearest address that no trusted proxy has; `forwarded` is X-Forwarded-For. IPv6 as its /64."""
    hops = [peer]
    if forwarded and within(peer, trusted):
        hops = [hop.strip() for hop in forwarded.split(",")] + hops
    for hop in reversed(hops):
        if not within(hop, trusted):
            return _customer(hop)
    return _customer(hops[0])


def within(address: str, networks: Sequence[str]) -> bool:
    """Whether an address lies in one of the networks; what is no address lies in none."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(network, strict=False) for network in networks)


def is_loopback(address: str) -> bool:
    """Whether the address is this machine's own."""
    return within(address.removeprefix("::ffff:").partition("/")[0], LOOPBACK)


def _customer(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 6:
        return str(ip_network((found, _V6_CUSTOMER), strict=False))
    return str(found)
