"""The title of a choice that somebody typed where they might have pressed it, a slip of the keys forgiven."""

from collections.abc import Iterable

from intake.matching import listed, plain

LONGEST = 80
_LEAST_FORGIVEN = 10
_LETTERS_A_SLIP = 10


def typed(titles: Iterable[str], text: str) -> str | None:
    """The one of `titles` that `text` is; None where it is none of them, or could be two."""
    if len(text) > LONGEST:
        return None
    said = plain(text)
    shown = {title: plain(title) for title in titles}
    same = [title for title, words in shown.items() if _joined(words) == _joined(said)]
    near = same or [title for title, words in shown.items() if _slipped(words, said)]
    return near[0] if len(near) == 1 else None


def _joined(words: str) -> str:
    return words.replace(" ", "")


def _slipped(title: str, said: str) -> bool:
    """One letter in ten may be wrong; a word that turns the meaning round may not."""
    if len(title) < _LEAST_FORGIVEN or _turning(title) != _turning(said):
        return False
    allowed = len(title) // _LETTERS_A_SLIP
    return abs(len(title) - len(said)) <= allowed and _slips(title, said) <= allowed


def _turning(words: str) -> list[str]:
    turning = listed("against") | {"yes", "unsafe", "un"}
    return [word for word in words.split() if word in turning or word.isdecimal()]


def _slips(one: str, other: str) -> int:
    """Letters put in, left out, changed, or swapped with the next (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, typed_letter in enumerate(other, 1):
            changed = rows[-1][j - 1] + (letter != typed_letter)
            row.append(min(rows[-1][j] + 1, row[-1] + 1, changed))
            if i > 1 and j > 1 and one[i - 2] == typed_letter and letter == other[j - 2]:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]
