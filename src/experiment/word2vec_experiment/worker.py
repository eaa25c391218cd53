"""Executes runs, one after the other: `python -m word2vec_experiment.worker`.

Stdin: a request a line, as JSON. Stdout: events, one a line: {"ready": true} once, then for every request
{"cell": k, "of": m} as it goes and {"status": "done"} or {"status": "failed", "error": text} at its end.
It stays for many runs, since loading papermill and nbconvert takes longer than a short run.

The kernel ends with this program, and this program with the one that started it, however that ends.
"""

import json
import os
import queue
import signal
import sys
import threading
import traceback
from datetime import datetime, timezone
from pathlib import Path

# jsonschema would compile a grammar of web addresses, 3 s of work, for a check that notebooks do not use.
sys.modules["rfc3987_syntax"] = None

import papermill  # noqa: E402 - first, since it loads the engine
import nbformat  # noqa: E402
from nbconvert import HTMLExporter  # noqa: E402
from papermill.exceptions import PapermillExecutionError  # noqa: E402
from traitlets.config import Config  # noqa: E402

from .machine import describe_machine  # noqa: E402
from .version import require_version  # noqa: E402

ROOT = Path(sys.prefix).parent
kernels: set[int] = set()
events = os.fdopen(os.dup(1), "w", encoding="utf-8")  # stdout itself goes to stderr: a library may print


def tell(**event) -> None:
    events.write(json.dumps(event) + "\n")
    events.flush()


def run(request: dict) -> None:
    """Executes one chapter into `request["folder"]`: `environment.json`, `notebook.ipynb`, `report.html`, and what
    the chapter itself keeps.

    The folder `request["work"]`, relative to the checkout, is where the chapter runs.
    """
    require_version(ROOT, request["version"])
    folder = Path(request["folder"])
    (folder / "environment.json").write_text(json.dumps(describe_machine(ROOT), indent=2) + "\n")
    result = folder / "notebook.ipynb"
    notebook = nbformat.reads(request["notebook"], as_version=4)
    environment = {**os.environ, "WORD2VEC_RUN_FOLDER": str(folder)}
    kernel = 0

    def on_kernel(pid: int) -> None:
        nonlocal kernel
        kernel = pid
        kernels.add(pid)

    try:
        papermill.execute_notebook(
            notebook,
            str(result),
            request["parameters"],
            request_save_on_cell_execute=False,
            progress_bar=False,
            cwd=str(ROOT / request["work"]),
            environment=environment,
            one_thread=True,
            on_cell=lambda cell, of: tell(cell=cell, of=of),
            on_kernel=on_kernel,
        )
    finally:
        kernels.discard(kernel)
        if result.exists():
            report(result, request)


def report(executed: Path, request: dict) -> None:
    """The page beside an executed notebook. Its plots are drawn when it is opened: still pictures take a browser."""
    config = Config({"ReportPreprocessor": {"pictures": False}})
    exporter = HTMLExporter(template_name="word2vec", config=config)
    notebook = nbformat.read(executed, as_version=4)
    where = {"metadata": {"name": request["name"], "path": str(ROOT / request["work"])}}
    page, _ = exporter.from_notebook_node(notebook, resources=where)
    executed.with_name("report.html").write_text(page, encoding="utf-8")


def answer(request: dict) -> dict:
    """How a run ended, when it began and how long it took."""
    began = datetime.now(timezone.utc)
    outcome = outcome_of(request)
    seconds = (datetime.now(timezone.utc) - began).total_seconds()
    return {**outcome, "started": began.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z", "seconds": seconds}


def outcome_of(request: dict) -> dict:
    try:
        run(request)
    except PapermillExecutionError as error:
        return {"status": "failed", "error": f"{error.ename}: {error.evalue}"}
    except Exception as error:
        traceback.print_exc()
        return {"status": "failed", "error": f"{type(error).__name__}: {error}"}
    return {"status": "done"}


def end(*_) -> None:
    """Ends at once, with the kernel and what it started."""
    for kernel in list(kernels):
        try:
            os.killpg(kernel, signal.SIGKILL)
        except OSError:
            pass
    os._exit(1)


def read_requests(requests: queue.Queue) -> None:
    """Stdin closes when the program that started this one is gone."""
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
        tell(**answer(requests.get()))


if __name__ == "__main__":
    main()
