"""A case as a FHIR R4 Bundle: QuestionnaireResponse, ServiceRequest (proposal), Task, Consent, Provenance.

The Task is the tracking anchor, the request a proposal and no order, and a restricted label stands on all
of it (facts.md 7.3). There is no Patient, for no identity is asked: the subject is the case's own reference.
"""

import re
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from casebook.cases import Case
from casebook.consents import Consent
from desk import isbar
from desk.fhir_codes import PRIORITY_OF_LEVEL, WORK_OF_STAGE, Agreed, Answers, Asked

OURS = "urn:x-restorative-guide:"
TERMS = "http://terminology.hl7.org/CodeSystem/"
RESTRICTED = {"security": [{"system": f"{TERMS}v3-Confidentiality", "code": "R"}]}
NAMESPACE = uuid.UUID("6f1c8c1e-6f0b-5f5f-9d5c-3f4f0d1b7a11")
# What a FHIR string may hold: no control signs but tab and line ends, and other white space only as a space.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
SPACE = re.compile(r"[^\S \t\r\n]")

Json = dict[str, Any]


def bundle(case: Case, now: datetime, label: Callable[[str], str]) -> Json:
    """The case as a collection; the same case gives the same ids. `label` names a field in words."""
    made = [_answers(case, label), _request(case), _task(case)]
    made += [_consent(case, one) for one in case.consents.values()]
    made.append(_provenance(case, made, now))
    entries = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in made]
    return {
        "resourceType": "Bundle",
        "id": _id(case, "bundle"),
        "meta": RESTRICTED,
        "identifier": _identifier(case),
        "type": "collection",
        "timestamp": _at(now),
        "entry": entries,
    }


def checked(made: Json) -> Json:
    """`made`, once fhir.resources has found nothing against it. Raises pydantic's ValidationError."""
    # loaded here: its models take tenths of a second and tens of megabytes
    from fhir.resources.R4B.bundle import Bundle

    Bundle.model_validate(made)
    return made


def _answers(case: Case, label: Callable[[str], str]) -> Json:
    said: Mapping[str, Any] = case.summary.get("sections") or {}
    words: Mapping[str, str] = case.summary.get("own_words") or {}
    items = (_item(field, label(field), said.get(field), words.get(field)) for field in {**said, **words})
    filled = [item for item in items if item]
    return {
        **_resource(case, "QuestionnaireResponse", "answers"),
        "identifier": _identifier(case),
        "questionnaire": f"{OURS}intake|{case.summary.get('version', 1)}",
        "status": Answers.COMPLETED,
        "subject": _subject(case),
        "authored": _at(case.line.opened_at),
        **({"item": filled} if filled else {}),
    }


def _item(field: str, label: str, said: Any, words: str | None) -> Json | None:
    chosen = said if isinstance(said, list | tuple) else [] if said is None else [said]
    answers = [{"valueCoding": {"system": f"{OURS}{field}", "code": code}} for code in _codes(chosen, words)]
    answers += [{"valueString": text} for text in _texts(chosen, words)]
    return {"linkId": field, "text": clean(label) or field, "answer": answers} if answers else None


def _codes(chosen: Any, words: str | None) -> list[str]:
    """Ids of options: everything chosen that looks like an id and is not what was typed."""
    return [one for one in map(str, chosen) if one != words and re.fullmatch(r"[a-z][a-z0-9_]*", one)]


def _texts(chosen: Any, words: str | None) -> list[str]:
    typed = [one for one in map(str, chosen) if one != words and not re.fullmatch(r"[a-z][a-z0-9_]*", one)]
    return [text for text in map(clean, [*typed, words or ""]) if text]


def _request(case: Case) -> Json:
    return {
        **_resource(case, "ServiceRequest", "request"),
        "identifier": [_identifier(case)],
        "status": Asked.COMPLETED if case.line.closed_at else Asked.ACTIVE,
        "intent": "proposal",
        "priority": PRIORITY_OF_LEVEL[case.line.level],
        "code": {"coding": [{"system": f"{OURS}service", "code": "restorative-facilitation"}]},
        "subject": _subject(case),
        "authoredOn": _at(case.line.opened_at),
        "supportingInfo": [_to(case, "answers")],
    }


def _task(case: Case) -> Json:
    due = case.line.promised_by
    return {
        **_resource(case, "Task", "task"),
        "identifier": [_identifier(case)],
        "status": WORK_OF_STAGE[case.line.stage],
        "intent": "proposal",
        "priority": PRIORITY_OF_LEVEL[case.line.level],
        "focus": _to(case, "request"),
        "authoredOn": _at(case.line.opened_at),
        "lastModified": _at(_changed(case)),
        **({"restriction": {"period": {"end": _at(due)}}} if due else {}),
    }


def _consent(case: Case, one: Consent) -> Json:
    status = Agreed.INACTIVE if one.withdrawn_at else Agreed.ACTIVE if one.given else Agreed.REJECTED
    act, words = "OPTIN" if one.given else "OPTOUT", isbar.how_far(case.summary).get(one.id)
    limit = {"code": [{"text": words}]} if one.given and words else {}
    return {
        **_resource(case, "Consent", f"consent {one.id}"),
        "status": status,
        "scope": {"coding": [{"system": f"{TERMS}consentscope", "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": f"{OURS}consent", "code": one.id}]}],
        "dateTime": _at(one.at),
        "policyRule": {
            "coding": [{"system": f"{TERMS}v3-ActCode", "code": act}],
            **({"text": text} if (text := clean(one.words)) else {}),
        },
        "provision": {"type": "permit" if one.given else "deny", **limit},
    }


def _provenance(case: Case, made: list[Json], now: datetime) -> Json:
    """Drafted by the guide (assembler) from the words of the person (author)."""
    role, who = f"{TERMS}provenance-participant-type", "guide_version"
    guide = {"system": f"{OURS}guide", "value": str(case.summary.get(who) or "0")}
    agents = [("author", _subject(case)), ("assembler", {"type": "Device", "identifier": guide})]
    return {
        **_resource(case, "Provenance", "provenance"),
        "target": [{"reference": f"urn:uuid:{one['id']}"} for one in made],
        "recorded": _at(now),
        "agent": [
            {"type": {"coding": [{"system": role, "code": code}]}, "who": someone} for code, someone in agents
        ],
    }


def clean(text: str) -> str:
    """`text` as a FHIR string may hold it; nothing where only white space is left."""
    kept = SPACE.sub(" ", CONTROL.sub("", text))
    return kept if kept.strip() else ""


def _resource(case: Case, kind: str, name: str) -> Json:
    return {"resourceType": kind, "id": _id(case, name), "meta": RESTRICTED}


def _subject(case: Case) -> Json:
    kind = "Group" if case.summary.get("kind") == "staff" else "Patient"
    return {"type": kind, "identifier": _identifier(case)}


def _identifier(case: Case) -> Json:
    return {"system": f"{OURS}case", "value": case.line.reference}


def _to(case: Case, name: str) -> Json:
    return {"reference": f"urn:uuid:{_id(case, name)}"}


def _id(case: Case, name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{case.line.reference} {name}"))


def _changed(case: Case) -> datetime:
    line = case.line
    moments = (line.opened_at, line.claimed_at, line.answered_at, line.closed_at)
    return max(moment for moment in moments if moment)


def _at(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
