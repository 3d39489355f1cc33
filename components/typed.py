"""What a person types is never a command: the copy of their words that Rasa may read."""

from language.folding import Folded, fold


def for_reading(text: str) -> str:
    """A folded copy of `text` which no Unicode white space can turn into an `/intent`.

    Rasa strips white space and then takes a first `/` as a command (hazards F5), so both go.
    """
    copy = fold(text)
    while copy and (copy[0] == "/" or copy[0].isspace() or not copy[0].isprintable()):
        copy = copy[1:]
    return copy


def as_typed(text: str, start: int, end: int) -> str:
    """The part of `text`, byte for byte, that a span of its reading copy stands for."""
    folded = Folded.of(text)
    cut = len(folded.text) - len(for_reading(text))
    first, last = folded.span(start + cut, end + cut)
    return text[first:last]
