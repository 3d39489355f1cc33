"""The two safety listeners joined by OR: phrases of content/safety.yml, and a classifier over sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from language import safety_content
from language.encoder import Encodes
from language.kinds import Kinds
from language.legible import legible
from language.linear import Linear, ModelUnready, load_linear
from language.safety_patterns import SafetyPatterns
from language.screening import Evidence, Screening, higher
from language.sentences import Sentence, split

FILE = "safety.npz"
BY_MODEL = "model"
LONGEST_PAIR = 300  # characters; longer sentences say enough alone
LONGEST_WHOLE = 900  # characters; a longer message says too many things to be one
MOST_UNITS = 400  # a message of 10 000 characters has fewer sentences and pairs of sentences than this


class ScreenUnready(Exception):
    """The safety model is missing, damaged or made for another encoder; nothing may start without it."""


class SafetyModel:
    """The second listener; labels are `none` and `level/category`."""

    def __init__(self, model: Linear, encoder: Encodes) -> None:
        self._model = model
        self._encoder = encoder
        self._crisis = np.array([label.startswith("crisis/") for label in model.labels])
        self._danger = np.array([label != "none" for label in model.labels])
        self._categories = [label.partition("/")[2] for label in model.labels]

    def classify_many(self, texts: Sequence[str]) -> list[Screening]:
        """Screen texts, every sentence and pair of sentences of each, in one batch."""
        units = [units_of(text) for text in texts]
        flat = [unit.text for some in units for unit in some]
        if not flat:
            return [Screening() for _ in texts]
        table = self._model.probabilities(flat, self._encoder.encode(flat))
        ends = np.cumsum([len(some) for some in units])
        starts = ends - [len(some) for some in units]
        return [
            self._worst(some, table[low:high]) for some, low, high in zip(units, starts, ends, strict=True)
        ]

    def _worst(self, units: Sequence[Sentence], table: np.ndarray) -> Screening:
        """Danger is told from no danger first; how clear it is, only among what is danger."""
        danger, crisis = self.danger_and_crisis(table)
        raised = danger >= self._model.settings["danger_threshold"]
        if not raised.any():
            return Screening()
        clear = raised & (crisis >= self._model.settings["crisis_share"] * danger)
        level, columns = ("crisis", self._crisis) if clear.any() else ("check", self._danger)
        at = int(np.where(clear if clear.any() else raised, danger, -1).argmax())
        best = int(np.where(columns, table[at], -1).argmax())
        return Screening(level, self._categories[best], (Evidence(units[at].start, units[at].end, BY_MODEL),))

    def danger_and_crisis(self, table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return for each row of probabilities that of any danger, and that of clear danger."""
        return table[:, self._danger].sum(axis=1), table[:, self._crisis].sum(axis=1)


def units_of(text: str) -> list[Sentence]:
    """Return what the model reads: sentences, short ones in pairs, and the whole where it is short."""
    text = legible(text)
    sentences = [sentence for sentence in split(text) if any(c.isalpha() for c in sentence.text)]
    pairs = [
        Sentence(one.start, two.end, text[one.start : two.end])
        for one, two in zip(sentences, sentences[1:], strict=False)
        if two.end - one.start <= LONGEST_PAIR
    ]
    whole = [Sentence(sentences[0].start, sentences[-1].end, text.strip())] if len(sentences) > 2 else []
    return (sentences + pairs + (whole if len(text) <= LONGEST_WHOLE else []))[:MOST_UNITS]


class Screen:
    """Both listeners. `patterns` is quick enough for an event loop; `classify` belongs in a thread."""

    def __init__(self, patterns: SafetyPatterns, kinds: Kinds, model: SafetyModel | None) -> None:
        self._patterns = patterns
        self._kinds = kinds
        self._model = model

    @classmethod
    def load(
        cls,
        content_dir: Path,
        model_dir: Path | None = None,
        encoder: Encodes | None = None,
        patterns_only: bool = False,
    ) -> Screen:
        """Load content_dir/safety.yml and model_dir/safety.npz.

        Raises ScreenUnready where the model is missing or does not fit, unless `patterns_only` is asked for.
        """
        content = safety_content.read(content_dir)
        patterns = SafetyPatterns(content)
        kinds = Kinds(content["kinds"], content["lists"], patterns.spelling)
        if patterns_only:
            return cls(patterns, kinds, None)
        if model_dir is None or encoder is None:
            raise ScreenUnready("The safety model and the encoder are both needed: run ./guide train.")
        try:
            return cls(patterns, kinds, _model(Path(model_dir), encoder))
        except ModelUnready as error:
            raise ScreenUnready("The safety model is missing or does not fit: run ./guide train.") from error

    def patterns(self, text: str) -> Screening:
        """Screen by phrases alone."""
        return self._kinds.described(text, self._patterns.screen(text))

    def classify(self, text: str) -> Screening:
        """Screen by the model alone; level none where only patterns were asked for."""
        return self._classified([text])[0]

    def screen(self, text: str) -> Screening:
        """Screen by both; the higher level wins and the evidence of both is kept."""
        return higher(self.patterns(text), self.classify(text))

    def screen_many(self, texts: Sequence[str]) -> list[Screening]:
        """Screen several texts by both, the model batched."""
        modelled = self._classified(texts)
        return [higher(self.patterns(text), other) for text, other in zip(texts, modelled, strict=True)]

    def _classified(self, texts: Sequence[str]) -> list[Screening]:
        """What the model makes of each; it is not asked about a message of a kind that is believed."""
        if self._model is None:
            return [Screening()] * len(texts)
        asked = [text for text in texts if not self._kinds.believed(text)]
        found = dict(zip(asked, self._model.classify_many(asked), strict=True))
        return [self._kinds.described(text, found.get(text, Screening())) for text in texts]


def _model(model_dir: Path, encoder: Encodes) -> SafetyModel:
    linear = load_linear(model_dir / FILE, encoder)
    if not {"danger_threshold", "crisis_share"} <= set(linear.settings) or "none" not in linear.labels:
        raise ModelUnready("The safety model lacks its thresholds.")
    return SafetyModel(linear, encoder)
