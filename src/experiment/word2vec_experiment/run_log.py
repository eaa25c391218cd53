"""The log of a run, on disk as it comes: `log.ndjson`, which src/runs/live/log-file.ts reads."""

import json
from datetime import datetime, timezone
from pathlib import Path

LONGEST = 2**16  # characters of one output
MOST = 2**23  # characters of all; the notebook has the rest


class RunLog:
    """Appends lines of JSON, each at once: which cell begins, and what is printed.

    What cannot be written, as on a full disk, ends the log, and not the run.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "log.ndjson"
        self._left = MOST

    def begin_cell(self, cell: int, of: int, name: dict) -> None:
        self._append(cell=cell, of=of, name=name)

    def add_message(self, message: dict) -> None:
        """Takes a message of the kernel; only what is printed, and errors, are of the log."""
        content = message["content"]
        if message["msg_type"] == "stream":
            self._add_text(content["name"], content["text"])
        elif message["msg_type"] == "error":
            self._add_text("error", f"{content['ename']}: {content['evalue']}\n")

    def _add_text(self, stream: str, text: str) -> None:
        if self._left <= 0:
            return
        text = text[:LONGEST]
        self._left -= len(text)
        self._append(stream=stream, text=text)
        if self._left <= 0:
            self._append(stream="error", text="the log ends here; the notebook has the rest\n")

    def _append(self, **line) -> None:
        time = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        try:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"time": time, **line}) + "\n")
        except OSError:
            self._left = 0
