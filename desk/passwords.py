"""Whether a new password would be among the first that an attacker tries."""

from collections.abc import Iterable

LONG_ENOUGH = 15
LONGEST_LOOKED_AT = 72
EASY = 10**9


def weakness(password: str, about: Iterable[str]) -> str | None:
    """ "short", "common" or None. No rule about kinds of signs (NIST SP 800-63B-4, 3.1.1.2).

    `about` is what others know of the person: their name, their address. How many tries a guesser would
    need is the estimate of zxcvbn (Wheeler, USENIX Security 2016); it is slow on very long texts, so only
    the beginning is looked at, which can only make it stricter.
    """
    if len(password) < LONG_ENOUGH:
        return "short"
    # loaded here: its lists of common passwords take 15 MB that a desk needs once a year
    from zxcvbn import zxcvbn

    estimate = zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=list(about))
    return "common" if estimate["guesses"] < EASY else None
