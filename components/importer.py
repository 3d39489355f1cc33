"""Keeps the guide's words out of what Rasa learns to listen from: a changed word retrains nothing."""

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class WordsApart(RasaFileImporter):
    """Reads as Rasa's own importer does, then hands `responses:` to the domain alone."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples, without the responses that lie beside them."""
        data = super().get_nlu_data(language)
        data.responses = {}
        return data

    def get_domain(self) -> Domain:
        """domain.yml and every response of data/responses/."""
        words = super().get_nlu_data().responses
        return super().get_domain().merge(Domain.from_dict({"responses": words}))
