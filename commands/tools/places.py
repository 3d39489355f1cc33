"""Where things lie in a checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".guide"
BOT_PYTHON = HOME / "bot" / "bin" / "python"
SERVICE_PYTHON = HOME / "service" / "bin" / "python"
WEIGHTS = HOME / "weights"
PUBLISHED_ENCODER = HOME / "encoder"
MODELS = ROOT / "models"
QUICK_MODELS = MODELS / "quick"
