"""Email over the server of GUIDE_SMTP_URL (RFC 5321); a password goes over TLS or not at all."""

import ipaddress
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
WAIT_S = 15


class MailRefused(Exception):
    """The address of the mail server cannot be used, or the server offers no TLS."""


@dataclass(frozen=True)
class Post:
    """Where mail goes out: smtp://user:password@host:587?from=guide@example.org, or smtps://."""

    url: str

    def send(self, key: str, to: Sequence[str], subject: str, body: str, now: datetime) -> None:
        """One message to all, none of whom sees the others. Raises OSError, SMTPException, MailRefused."""
        parts = urlsplit(self.url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise MailRefused("the address of the mail server begins with smtp:// or smtps://")
        sender = self._sender()
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, "undisclosed-recipients:;", subject
        message["Date"], message["Message-ID"] = format_datetime(now), f"<{key}@{sender.partition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        with self._server(parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme]) as server:
            server.send_message(message, from_addr=sender, to_addrs=list(to))

    def _sender(self) -> str:
        parts = urlsplit(self.url)
        user = unquote(parts.username or "")
        given = parse_qs(parts.query).get("from", [""])[0]
        return given or (user if "@" in user else f"guide@{parts.hostname}")

    def _server(self, scheme: str, host: str, port: int) -> smtplib.SMTP:
        parts, trusted = urlsplit(self.url), ssl.create_default_context()
        if scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=WAIT_S, context=trusted)
        else:
            server = smtplib.SMTP(host, port, timeout=WAIT_S)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=trusted)
            elif not _is_here(host):
                server.close()
                raise MailRefused("the mail server offers no TLS")
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        return server


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
