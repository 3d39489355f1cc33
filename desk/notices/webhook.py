"""One webhook, signed after Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over id, time and body."""

import base64
import hashlib
import hmac
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

WAIT_S = 10


class HookRefused(Exception):
    """The other side did not take it; the message is its status."""


@dataclass(frozen=True)
class Hook:
    """Where to post, and the secret that both sides know."""

    url: str
    secret: str

    def send(self, key: str, what: str, data: Mapping[str, str], now: datetime) -> None:
        """Post one notice; a redirect is not followed. Raises OSError, HTTPException, HookRefused."""
        told = {"type": what.replace("_", "."), "timestamp": now.isoformat(), "data": dict(data)}
        body = json.dumps(told, separators=(",", ":")).encode()
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=WAIT_S)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body, self.headers(key, body, now))
            answer = connection.getresponse()
            answer.read(1024)
        finally:
            connection.close()
        if not 200 <= answer.status < 300:
            raise HookRefused(str(answer.status))

    def headers(self, key: str, body: bytes, now: datetime) -> dict[str, str]:
        """What a receiver checks: the signature over `id.time.body`."""
        name, at = hashlib.sha256(key.encode()).hexdigest()[:32], str(int(now.timestamp()))
        signed = hmac.new(self.secret.encode(), f"{name}.{at}.".encode() + body, hashlib.sha256).digest()
        return {
            "Content-Type": "application/json",
            "webhook-id": name,
            "webhook-timestamp": at,
            "webhook-signature": "v1," + base64.b64encode(signed).decode(),
        }
