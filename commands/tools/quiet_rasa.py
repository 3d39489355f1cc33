"""What Rasa and TensorFlow are told through the environment: call nobody, be quiet about the processor."""

from ground import one_core

SETTINGS = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
# Two trainings share the cores: products on several threads would wait for each other.
TRAINING = {**SETTINGS, **one_core.SETTING}
