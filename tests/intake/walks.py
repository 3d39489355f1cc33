"""Random people: what they answer, skip, and leave out."""

from typing import Any

from hypothesis import strategies as st

from intake.fields import Field, fields
from intake.questions import next_question

ROLES = ("harmed", "whanau", "supporter", "staff")


def answers(field: Field) -> st.SearchStrategy[Any]:
    if field.kind == "choice":
        return st.sampled_from(sorted(field.options))
    if field.kind == "choices":
        together = sorted(set(field.options) - set(field.exclusive))
        return st.lists(st.sampled_from(together), min_size=1, max_size=field.max or 4, unique=True)
    if field.kind == "contact":
        return st.sampled_from(["+64211234567", "someone@example.org.nz"])
    return st.text(min_size=1, max_size=60)


@st.composite
def walks(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The slots after each question, from the role to the end."""
    slots: dict[str, Any] = {"p_role": draw(st.sampled_from(ROLES)), "talk_skipped": []}
    states = [dict(slots)]
    while (asked := next_question(slots)) is not None and len(states) < 2 * len(fields()):
        field = fields()[asked]
        if not field.required and draw(st.integers(0, 3)) == 0:
            slots["talk_skipped"] = [*slots["talk_skipped"], asked]
        else:
            slots[asked] = draw(answers(field))
        states.append(dict(slots))
    return states
