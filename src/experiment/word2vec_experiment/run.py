"""Executes one run: a chapter with parameters, in a folder that gets its files."""

import gzip
import json
import os
import re
import sys
import traceback
from pathlib import Path

# jsonschema would compile a grammar of web addresses in 3 s, for a check that notebooks do not use.
sys.modules["rfc3987_syntax"] = None

import papermill  # noqa: E402 - first, since it loads the engine
import nbformat  # noqa: E402
from nbconvert import HTMLExporter  # noqa: E402
from papermill.exceptions import PapermillExecutionError  # noqa: E402
from traitlets.config import Config  # noqa: E402

from .chapter_client import ENDED, ChapterClient  # noqa: E402
from .checkout import ROOT  # noqa: E402
from .machine import describe_machine  # noqa: E402
from .reads import keep_reads, recording  # noqa: E402
from .run_log import RunLog  # noqa: E402
from .time_limit import RUN_FOLDER, TimeLimit  # noqa: E402
from .version import require_version  # noqa: E402

LONGEST = 2000  # characters of an error that is kept; the notebook has all of it
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def execute(request: dict, limit: TimeLimit, on_cell) -> dict:
    """Executes a run. `request["folder"]` gets `environment.json`, `log.ndjson` as it goes on, `notebook.ipynb`,
    `report.html` if it asks for a `page`, and the files that the chapter itself writes. The chapter runs in the folder `request["work"]`, relative to the checkout.

    Args:
        limit: ends the kernel of a run that takes too long
        on_cell: called with k, m and the cell's name when the k-th of the chapter's m cells begins, if it is one of code

    Returns:
        `status`, `done` or `failed`; of a failed run `error`, the `cell` in which it failed, and the `timeLimit` in
        seconds if that has ended it
    """
    cell = None
    log = RunLog(Path(request["folder"]))

    def begin(k: int, of: int, name: dict) -> None:
        nonlocal cell
        cell = name
        log.begin_cell(k, of, name)
        on_cell(k, of, name)

    outcome = {"status": "done"}
    try:
        with limit:
            _execute(request, limit, begin, log, lambda: _stopped(limit, cell) if limit.passed else ChapterClient.explain_end())
        require_version(ROOT, request["version"])  # a build during the run would mix two versions
    except Exception as error:
        outcome = _failure(error, limit, cell)
    try:
        keep_reads(ROOT, Path(request["folder"]), request["version"])
        notebook = Path(request["folder"], "notebook.ipynb")
        if notebook.exists() and request["page"]:
            write_page(notebook, request, outcome)
    except Exception as error:  # a full disk, above all: the page is the largest file of a run
        outcome = {"status": "failed", "error": f"{type(error).__name__}: {error}"[:LONGEST]}
    return outcome


def _execute(request: dict, limit: TimeLimit, on_cell, log: RunLog, explain_end) -> None:
    require_version(ROOT, request["version"])
    folder = Path(request["folder"])
    (folder / "environment.json").write_text(json.dumps(describe_machine(ROOT), indent=2) + "\n")
    papermill.execute_notebook(
        nbformat.reads(request["notebook"], as_version=4),
        str(folder / "notebook.ipynb"),
        request["parameters"],
        request_save_on_cell_execute=False,
        progress_bar=False,
        cwd=str(ROOT / request["work"]),
        environment={**os.environ, RUN_FOLDER: str(folder), **recording(ROOT, folder)},
        one_thread=True,
        on_cell=on_cell,
        on_kernel=limit.watch,
        on_message=log.add_message,
        explain_end=explain_end,
    )


def _failure(error: Exception, limit: TimeLimit, cell: dict | None) -> dict:
    where = {} if cell is None else {"cell": cell}
    if limit.passed:
        return {"status": "failed", "error": _stopped(limit, cell), **where, "timeLimit": limit.seconds}
    if isinstance(error, PapermillExecutionError):
        reason = error.evalue if error.ename == ENDED else f"{error.ename}: {error.evalue}"
        return {"status": "failed", "error": ANSI.sub("", reason)[:LONGEST], **where}
    traceback.print_exc()
    return {"status": "failed", "error": f"{type(error).__name__}: {error}"[:LONGEST], **where}


def _stopped(limit: TimeLimit, cell: dict | None) -> str:
    if cell is None:
        place = "before the first cell"
    else:
        place = f"in cell {cell['number']}" if "number" in cell else "in the cell of the parameters that were set"
    return f"stopped after {duration(limit.seconds)} {place}"


def duration(seconds: float) -> str:
    """As the option was written: 5 min, 1.5 h."""
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s"


def write_page(executed: Path, request: dict, outcome: dict) -> None:
    """Writes the page of an executed notebook. Its plots are drawn when it is opened: static pictures need a browser."""
    config = Config({"ReportPreprocessor": {"pictures": False}})
    exporter = HTMLExporter(template_name="word2vec", config=config)
    read = gzip.open if executed.suffix == ".gz" else open
    with read(executed, "rt", encoding="utf-8") as file:
        notebook = nbformat.read(file, as_version=4)
    # papermill marks a failure in large letters; the page says it in its own
    notebook.cells = [cell for cell in notebook.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])]
    where = {"metadata": {"name": request["name"], "path": str(ROOT / request["work"])}, "failure": outcome if "error" in outcome else None}
    page, _ = exporter.from_notebook_node(notebook, resources=where)
    beside = executed.with_name(".report.html")
    beside.write_text(page, encoding="utf-8")
    beside.replace(executed.with_name("report.html"))
