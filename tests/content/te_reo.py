"""Which words of te reo Māori may be said, after facts on safe use; how one is told from English.

A word is taken for te reo where it has a macron, or is built of open syllables in the letters of te reo and
is no English word that we use. The lists are short on purpose: a new word makes a test fail until somebody
has looked. What may be added: the list that the project was given (its section 6.5), and names.
"""

import re


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


# The given list, and words so common in New Zealand English that every dictionary of it has them.
WORDS = _these(
    """whānau hapū iwi kaumātua kuia hui kōrero kaupapa tikanga mana wairua hauora hinengaro tinana mamae
    aroha awhi tautoko rongoā karakia mihi marae taonga koro āe kāo reo māori aotearoa pēpi tamariki"""
)
# Names of people's own: places, organisations, works. As parts, since runs of words are looked at whole.
NAMES = _these("manawatū-whanganui tairāwhiti taranaki waikato oranga tāhū ngāpara raraunga maungarongo")
# Said only whole.
PHRASES = frozenset(
    {
        "kia ora", "tēnā koe", "tēnā kōrua", "tēnā koutou", "ngā mihi", "hei konā mai",
        "hohou te rongo", "hui ā-whānau", "kaupapa māori", "whānau hui", "te reo", "te reo māori",
        "te tāhū hauora", "te ngāpara", "te mana raraunga", "oranga tamariki", "maungarongo ki ngā iwi",
        "pou hihiri", "pou o te aroha",
    }
)  # fmt: skip
ENGLISH = _these(
    """a are he here home hope i make me menu mine minute moore more name nine no none note one route take
    time to too we were where who"""
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OPEN = re.compile(r"(?:(?:wh|ng|[hkmnprtw])?[aeiouāēīōū])+")
_TIED = re.compile(r"-(?:led|based)$")


def unknown(message: str) -> list[str]:
    """What of te reo in a message may not be said: a word that stands alone, or words beside each other."""
    allowed = WORDS | NAMES | PHRASES
    runs = _runs(re.sub(r"\{\w+\}", "", message))
    return [" ".join(run) for run in runs if " ".join(run) not in (allowed if len(run) == 1 else PHRASES)]


def _runs(message: str) -> list[list[str]]:
    """Words of te reo that follow each other with nothing but a space between."""
    runs: list[list[str]] = []
    end = -2
    for match in _WORD.finditer(message):
        word = _TIED.sub("", match[0].lower())
        if not _is_te_reo(word):
            continue
        if runs and match.start() == end + 1 and message[end] == " ":
            runs[-1].append(word)
        else:
            runs.append([word])
        end = match.end()
    return runs


def _is_te_reo(word: str) -> bool:
    if word in ENGLISH:
        return False
    return bool(re.search("[āēīōū]", word) or _OPEN.fullmatch(word.replace("-", "")))
