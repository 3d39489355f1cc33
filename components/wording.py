"""Words a response. Rasa's own way fills braces of payloads too, and logs every slot when it cannot."""

import copy
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from intake import words


class Wording(TemplatedNaturalLanguageGenerator):
    """The variation that the slots ask for, never a random one; only its text is filled in."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain | None) -> None:
        # Rasa makes this before it has a domain, and gives the responses of each model it loads
        super().__init__(domain.responses if domain else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **known: Any
    ) -> dict[str, Any] | None:
        """The response as text, buttons and custom; None where nobody wrote it.

        Raises KeyError where its text names something that neither the slots nor the caller know.
        """
        slots = tracker.current_slot_values()
        # a copy in full: Rasa puts an action's own buttons into the list that it gets
        chosen = copy.deepcopy(dict(words.variation(self.responses, utter_action, slots)))
        if not chosen:
            return None
        chosen.pop("condition", None)
        return chosen | {"text": words.filled(chosen.get("text", ""), {**slots, **known})}
