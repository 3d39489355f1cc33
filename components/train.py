"""Trains Rasa's model: `python -m components.train --config config.yml --out models`."""

import argparse
import sys

from components import hollow


def main() -> int:
    """Train into the folder; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default="config.yml")
    parser.add_argument("--out", default="models")
    asked = parser.parse_args()
    hollow.leave_out(hollow.NEVER_USED)
    from components import quiet, rasa_changes

    quiet.configure()
    rasa_changes.apply_to_training()
    from rasa.model_training import train

    return train("domain.yml", asked.config, "data", output=asked.out, fixed_model_name="guide").code


if __name__ == "__main__":
    sys.exit(main())
