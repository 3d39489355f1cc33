"""A made-up language that nobody takes for a real one: every sentence of the page in angle brackets."""

from pathlib import Path
from typing import Any

import yaml

# ISO 639 keeps this code free for what is not registered.
CODE = "qaa"
ENGLISH = Path(__file__).parents[2] / "content" / "page.en.yml"


def words() -> dict[str, Any]:
    """What a content/page.qaa.yml would hold."""
    english = yaml.safe_load(ENGLISH.read_text("utf-8"))
    return {**bracketed(english), "lang": CODE, "name": "Bracketed", "exit_url": english["exit_url"]}


def bracketed(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: bracketed(value) for key, value in told.items()}
    return [bracketed(one) for one in told] if isinstance(told, list) else f"<{told}>"
