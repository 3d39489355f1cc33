"""What Rasa and TensorFlow are told through the environment: call nobody, be quiet about the processor."""

SETTINGS = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
