"""Keeps the guide's words out of what Rasa learns to listen from: a changed word retrains nothing."""

import copy
from functools import cached_property

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class WordsApart(RasaFileImporter):
    """Reads as Rasa's own importer does, then hands `responses:` to the domain alone."""

    @cached_property
    def _read(self) -> TrainingData:
        # Rasa asks four times in one training, and each reading of all files takes some seconds.
        return super().get_nlu_data()

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples, without the responses that lie beside them."""
        examples = copy.copy(self._read)
        examples.responses = {}
        return examples

    def get_domain(self) -> Domain:
        """domain.yml and every response of data/responses/."""
        return super().get_domain().merge(Domain.from_dict({"responses": self._read.responses}))
