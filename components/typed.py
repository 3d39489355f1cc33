"""What a person types is never a command: the copy of their words that Rasa may read."""

from language.folding import fold


def for_reading(text: str) -> str:
    """A folded copy of `text` which no Unicode white space can turn into an `/intent`.

    Rasa strips white space and then takes a first `/` as a command (hazards F5), so both go.
    """
    copy = fold(text)
    while copy and (copy[0] == "/" or copy[0].isspace() or not copy[0].isprintable()):
        copy = copy[1:]
    return copy
