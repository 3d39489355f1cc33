"""Starts Rasa for the front door: `python -m components.serve --port N`."""

import argparse
import os
from pathlib import Path

from components import hollow, quiet
from ground import one_core


def main() -> None:
    """Check what can be checked before Rasa is loaded, then serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--interface", default="127.0.0.1")
    parser.add_argument("--model", default="models")
    parser.add_argument("--credentials", default="credentials.yml")
    parser.add_argument("--endpoints", default="endpoints.yml")
    asked = parser.parse_args()
    one_core.for_products()
    quiet.libraries()
    hollow.leave_out(hollow.NEVER_USED | hollow.ONLY_TO_LEARN)
    from components import guards

    guards.check_interface(asked.interface)
    guards.check_environment(dict(os.environ))
    guards.check_model(Path(asked.model))
    _serve(asked)


def _serve(asked: argparse.Namespace) -> None:
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from components import rasa_changes

    quiet.configure()
    rasa_changes.apply()
    serve_application(
        model_path=asked.model,
        interface=asked.interface,
        port=asked.port,
        credentials=str(Path(asked.credentials)),
        endpoints=AvailableEndpoints.read_endpoints(asked.endpoints),
        enable_api=False,
    )


if __name__ == "__main__":
    main()
