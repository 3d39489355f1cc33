"""How hard a message is to read: the Flesch–Kincaid grade.

Counted here and not by textstat, whose English needs a word list from the internet.
"""

import re

# Names, and the few words of this subject that have no simpler form and that the guide explains. Each counts
# as one plain word of two syllables, so that a grade speaks of the sentence around it.
NAMES = (
    "Nationwide Health and Disability Advocacy Service", "Health and Disability Commissioner",
    "Privacy Commissioner", "National Collaborative for Restorative Initiatives in Health",
    "Te Tāhū Hauora", "Te Ngāpara", "Victim Support", "Te Herenga Waka",
    "Victoria University of Wellington", "Association of American Medical Colleges", "Medical Council",
    "He maungarongo ki ngā iwi", "Pou hihiri, Pou o te aroha", "Te Mana Raraunga", "Advocacy Service",
    "Oranga Tamariki", "hohou te rongo", "hui ā-whānau", "te reo Māori", "Te Tiriti o Waitangi",
    "Suicide Crisis Helpline", "Community Law", "Women's Refuge", "Professor Chris Marshall",
    "New Zealand", "Aotearoa", "kaupapa Māori", "facilitators", "facilitator", "restorative", "apology",
    "interpreter", "whānau", "kaumātua", "tikanga", "karakia", "university",
)  # fmt: skip
_NAME = re.compile("|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True)), re.IGNORECASE)
_PHONE = re.compile(r"\b\d[\d ]*\d\b")


def words(message: str) -> list[str]:
    """The words and numbers of a message, a telephone number as one."""
    return re.findall(r"[\w'’-]+", _PHONE.sub("number", message))


def syllables(word: str) -> int:
    """Groups of vowels, less a silent e and a silent -ed: near enough, as every such count is."""
    word = word.lower()
    groups = len(re.findall(r"[aeiouyāēīōū]+", word)) + len(re.findall(r"i[ao]|eo(?!p)|ea[lt]e|ua", word))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiousxzcg]es$", word) is not None
    return max(1, groups - silent - (1 if re.search(r"[tcs]io|[tc]ia|qua|gua", word) else 0))


def grade(message: str) -> float:
    """School grade of a message (a reader's age less about five).

    Source of the formula: Kincaid, Fishburne, Rogers and Chissom (1975).
    """
    plain = _NAME.sub("person", message)
    counted = words(plain)
    sentences = len(re.findall(r"[.?:](?:\s|$)|[^.?:\s]$", plain, re.MULTILINE)) or 1
    return 0.39 * len(counted) / sentences + 11.8 * sum(map(syllables, counted)) / len(counted) - 15.59
