"""The codes of FHIR R4 (4.0.1) that an export uses; `fhir.resources` checks none of them.

Sources: the value sets request-status, task-status, questionnaire-answers-status and consent-state-codes of
hl7.org/fhir/R4.
"""

from enum import StrEnum


class Answers(StrEnum):
    """QuestionnaireResponse.status."""

    COMPLETED = "completed"
    AMENDED = "amended"


class Work(StrEnum):
    """Task.status."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    ON_HOLD = "on-hold"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"


class Asked(StrEnum):
    """ServiceRequest.status."""

    ACTIVE = "active"
    COMPLETED = "completed"


class Agreed(StrEnum):
    """Consent.status."""

    ACTIVE = "active"
    REJECTED = "rejected"
    INACTIVE = "inactive"


WORK_OF_STAGE = {
    "new": Work.REQUESTED,
    "claimed": Work.ACCEPTED,
    "waiting": Work.ON_HOLD,
    "answered": Work.IN_PROGRESS,
    "closed": Work.COMPLETED,
}
PRIORITY_OF_LEVEL = {"crisis": "stat", "check": "urgent", "none": "routine"}
