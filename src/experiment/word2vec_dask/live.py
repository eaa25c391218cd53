"""What a run says while it goes on, from the machine of its worker to the folder of the client.

The worker publishes the lines that come to the run's two files as events of Dask; the client appends them to files of the same
names, where `watch` and the terminal read them. An event is {"key": ..., "attempt": ..., "file": ..., "at": ..., "text": ...}: whole
lines, and the place in the file at which they begin. A worker that is lost, and its run made again, is a new attempt.
"""

import json
import threading
import uuid
from pathlib import Path

LIVE = ["log.ndjson", "progress.ndjson"]
EVERY = 0.5  # seconds between two looks
MOST = 2**20  # bytes of one event; no line is longer


class Sender:
    """Publishes the lines of a run while it goes on."""

    def __init__(self, folder: str, key: str, publish) -> None:
        """
        Args:
            publish: called with each event
        """
        self._folder = Path(folder)
        self._publish = publish
        self._names = {"key": key, "attempt": uuid.uuid4().hex}
        self._sent = dict.fromkeys(LIVE, 0)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._send_until_ended, daemon=True)

    def __enter__(self) -> "Sender":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._ended.set()
        self._thread.join()

    def _send_until_ended(self) -> None:
        while not self._ended.wait(EVERY):
            for name in LIVE:
                self._send(name)

    def _send(self, name: str) -> None:
        at = self._sent[name]
        try:
            with (self._folder / name).open("rb") as file:
                file.seek(at)
                come = file.read(MOST)
        except OSError:
            return  # it has said nothing yet
        whole = come[: come.rfind(b"\n") + 1]
        if whole:
            self._sent[name] = at + len(whole)
            self._publish({**self._names, "file": name, "at": at, "text": whole.decode("utf-8", "replace")})


class Receiver:
    """Writes what runs say into their folders here."""

    def __init__(self, on_cell, on_full) -> None:
        """
        Args:
            on_cell: called with the request, and a line of the log, when a code cell begins
            on_full: called with a worker that has withdrawn, because its disk is full, and the key of its run
        """
        self._on_cell = on_cell
        self._on_full = on_full
        self._requests: dict[str, dict] = {}
        self._attempts: dict[str, list[str]] = {}  # of each run, the last one counts
        self._next: dict[tuple[str, str], int] = {}

    def begin(self, request: dict) -> None:
        self._requests[request["key"]] = request
        self._attempts[request["key"]] = []

    def end(self, request: dict) -> None:
        """What comes later is left out: the files themselves come with the result."""
        self._requests.pop(request["key"], None)
        for attempt in self._attempts.pop(request["key"], []):
            for name in LIVE:
                self._next.pop((attempt, name), None)

    def take(self, event: tuple) -> None:
        """An event of Dask: its time, and what `Sender` or `make_run` has published."""
        _, said = event
        request = self._requests.get(said["key"])
        if request is not None and "full" in said:
            return self._on_full(said["full"], said["key"])
        if request is None or said["file"] not in LIVE or not self._is_newest(request, said["attempt"]):
            return
        place = (said["attempt"], said["file"])
        text = said["text"].encode()
        if said["at"] < self._next.get(place, 0):
            return  # it came twice
        self._next[place] = said["at"] + len(text)
        try:
            with Path(request["run"]["folder"], said["file"]).open("ab") as file:
                file.write(text)
        except OSError:
            return  # on a full disk, or without the folder, the result says so
        if said["file"] == LIVE[0]:
            for line in map(json.loads, said["text"].splitlines()):
                if "cell" in line:
                    self._on_cell(request, line)

    def _is_newest(self, request: dict, attempt: str) -> bool:
        attempts = self._attempts[request["key"]]
        if attempt not in attempts:
            for name in LIVE:
                Path(request["run"]["folder"], name).unlink(missing_ok=True)
            attempts.append(attempt)
        return attempt == attempts[-1]


def write_result(folder: Path, name: str, content: bytes) -> None:
    """Writes a file of a run that has ended. What is there of its log stays, and only the rest comes, so that whoever follows it
    reads nothing twice.
    """
    file = folder / name
    if name in LIVE and file.exists() and content.startswith(there := file.read_bytes()):
        with file.open("ab") as opened:
            opened.write(content[len(there) :])
    else:
        file.write_bytes(content)
