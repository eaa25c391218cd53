"""Where the checkout is, and its Python. This file is copied into .venv and imported from src/ under Dask."""

import sys
from pathlib import Path

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "data" / "corpora.json").is_file())
PYTHON = ROOT / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
