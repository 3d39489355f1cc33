"""What Rasa and TensorFlow are told through the environment: call nobody, be quiet about the processor."""

SETTINGS = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
# Two trainings share the cores: products on several threads would wait for each other.
TRAINING = {**SETTINGS, "OPENBLAS_NUM_THREADS": "1"}
