"""Phone numbers as dialled in New Zealand, and email addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

import phonenumbers
from email_validator import EmailNotValidError, validate_email

_EMAIL = re.compile(r"[^\s@<>(),;:\"]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_LONGEST = 4000  # characters looked through for numbers at once
# Numbers that are dialled as they stand; see content/services.yml for what each is.
_SHORT = re.compile(r"(?<![\d/-])(?:111|105|1737|234|4202|4334|4357|5032)(?![\d/-])")


class Contact(NamedTuple):
    """kind: phone or email; value: E.164, a short number, or the normalised address."""

    start: int
    end: int
    kind: str
    value: str


def contacts(text: str) -> list[Contact]:
    """Return the phone numbers and email addresses in `text`, in order."""
    found = [*_emails(text), *_phones(text), *_short_numbers(text)]
    return sorted(found)


def _emails(text: str) -> list[Contact]:
    found = []
    for match in _EMAIL.finditer(text):
        typed = match.group().rstrip(".")
        try:
            checked = validate_email(typed, allow_smtputf8=False, check_deliverability=False)
        except EmailNotValidError:
            continue
        found.append(Contact(match.start(), match.start() + len(typed), "email", checked.normalized))
    return found


def _phones(text: str) -> list[Contact]:
    found = []
    for first in range(0, len(text), _LONGEST):
        for match in phonenumbers.PhoneNumberMatcher(text[first : first + _LONGEST + 30], "NZ"):
            value = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            if match.start < _LONGEST:
                found.append(Contact(first + match.start, first + match.end, "phone", value))
    return found


def _short_numbers(text: str) -> list[Contact]:
    return [Contact(match.start(), match.end(), "phone", match.group()) for match in _SHORT.finditer(text)]
