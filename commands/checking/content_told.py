"""What only the keeper knows (content/service.yml) and has not told yet."""

from collections.abc import Iterator

from commands.checking.finding import Finding
from ground import yaml_file
from ground.settings import Settings


def look(settings: Settings) -> Iterator[Finding]:
    told = yaml_file.read(settings.root / "content" / "service.yml")
    missing = [key for key, value in told.items() if value is None]
    if missing:
        yield Finding("look", f"content/service.yml does not tell yet: {', '.join(missing)}")
    else:
        yield Finding("ok", "content/service.yml tells everything that people may ask of this service")
