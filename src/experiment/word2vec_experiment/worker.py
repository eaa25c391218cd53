"""Executes runs, one after another: `python -m word2vec_experiment.worker`.

Stdin: requests, one in each line, as JSON. Stdout: events, one in each line: {"ready": true} once, then for each
request {"cell": k, "of": m, "name": ...} during the run, and at its end what `run.execute` returns. A request with an
`outcome` asks for the page of a run that has ended.
It executes many runs, since loading papermill and nbconvert takes longer than a short run.

The kernel ends with this program, and this program with the one that started it, even if that is killed.
"""

import json
import os
import queue
import signal
import sys
import threading
from datetime import datetime, timezone
from pathlib import Path

from .run import execute, write_page
from .time_limit import TimeLimit

current: TimeLimit | None = None  # of the run in progress
events = os.fdopen(os.dup(1), "w", encoding="utf-8")  # stdout itself goes to stderr: a library may print


def tell(**event) -> None:
    events.write(json.dumps(event) + "\n")
    events.flush()


def answer(request: dict) -> dict:
    """Executes a run: how it ended, when it began and how long it took."""
    global current
    began = datetime.now(timezone.utc)
    current = TimeLimit(request.get("timeLimit"), request["folder"])
    outcome = execute(request, current, lambda cell, of, name: tell(cell=cell, of=of, name=name))
    seconds = (datetime.now(timezone.utc) - began).total_seconds()
    return {**outcome, "started": began.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z", "seconds": seconds}


def make_page(request: dict) -> dict:
    """Writes the page of a run that has ended as its `outcome` says."""
    plain = Path(request["folder"], "notebook.ipynb")
    notebook = plain if plain.exists() else plain.with_name("notebook.ipynb.gz")  # of a packed run
    if not notebook.exists():
        return {"status": "failed", "error": "notebook.ipynb is missing"}
    try:
        write_page(notebook, request, request["outcome"])
    except Exception as error:
        return {"status": "failed", "error": f"{type(error).__name__}: {error}"}
    return {"status": "done"}


def end(*_) -> None:
    """Ends at once, with the kernel and its child processes."""
    if current is not None:
        current.end()
    os._exit(1)


def read_requests(requests: queue.Queue) -> None:
    """Stdin closes when the program that started this one has ended."""
    for line in sys.stdin:
        requests.put(json.loads(line))
    end()


def main() -> None:
    os.dup2(2, 1)
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that started this one
    requests: queue.Queue = queue.Queue()
    threading.Thread(target=read_requests, args=(requests,), daemon=True).start()
    tell(ready=True)
    while True:
        request = requests.get()
        tell(**(make_page(request) if "outcome" in request else answer(request)))


if __name__ == "__main__":
    main()
