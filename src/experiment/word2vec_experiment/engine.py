"""The engine that papermill runs chapters with; other notebooks go to papermill's own.

papermill finds this module by its entry point and loads it before anything is run.
"""

import ctypes
import os
import re
import signal
import sys
from pathlib import Path

from nbformat.v4 import new_output
from papermill import engines, iorw
from papermill.exceptions import PapermillException
from papermill.translators import papermill_translators
from papermill.utils import find_first_tagged_cell_index

from .chapter_client import ChapterClient
from .translator import TypeScriptTranslator

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
NAMED = re.compile(r"\w*Error: ")

papermill_translators.register("typescript", TypeScriptTranslator)


class ChapterEngine(engines.NBClientEngine):
    """Runs a chapter in its own folder, as JupyterLab does, unless papermill was given `--cwd`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man,
        kernel_name,
        *,
        input_path=None,
        environment=None,
        one_thread=False,
        on_cell=None,
        on_kernel=None,
        **options,
    ):
        """
        Args:
            environment: of the kernel's process; by default as here
            one_thread: whether V8 is to compile and collect garbage in the thread that runs the cells, where
                other runs have the other cores
            on_cell: called with k and m when the k-th of m code cells begins
            on_kernel: called with the kernel's process id, which is its group's as well
        """
        nb = nb_man.nb
        if cls.nb_language(nb, options.get("language")) != "typescript":
            return super().execute_managed_notebook(nb_man, kernel_name, input_path=input_path, **options)
        _refuse_unknown(nb)
        client = ChapterClient(
            nb_man,
            kernel_name=kernel_name,
            timeout=options.get("execution_timeout"),
            startup_timeout=options.get("start_timeout", 60),
            log_output=options.get("log_output", False),
            stdout_file=options.get("stdout_file"),
            stderr_file=options.get("stderr_file"),
            shutdown_kernel="immediate",
            on_cell_executed=_note_reply,
        )
        client.one_thread, client.on_cell, client.on_kernel = one_thread, on_cell, on_kernel
        folder = _folder_of(input_path)
        own = {} if folder is None else {"cwd": folder}
        try:
            client.execute(env=environment or dict(os.environ), preexec_fn=_end_with_parent(), **own)
        finally:
            _name_failure(nb)


def _refuse_unknown(nb) -> None:
    """papermill itself only warns of a parameter that the notebook does not have."""
    index = find_first_tagged_cell_index(nb, "parameters")
    known = [parameter.name for parameter in TypeScriptTranslator.inspect(nb.cells[index])] if index >= 0 else []
    for name in nb.metadata.get("papermill", {}).get("parameters", {}):
        if name not in known and not name.startswith("PAPERMILL_"):
            has = ", ".join(known) or "none"
            raise PapermillException(f"the notebook has no parameter {name}; its parameters: {has}")


def _folder_of(input_path) -> str | None:
    """Where the notebook is, if it is a file and papermill was not told to work elsewhere."""
    started_in = iorw.papermill_io.get_handler("local")._cwd
    if not isinstance(input_path, str) or started_in != os.getcwd():
        return None
    file = Path(started_in, input_path)
    return str(file.parent) if file.is_file() else None


def _name_failure(nb) -> None:
    """The stock kernel says only on stderr what went wrong, and papermill looks for an error output."""
    for cell in nb.cells:
        if cell.cell_type != "code" or not cell.metadata.get("papermill", {}).get("exception"):
            continue
        if not any(output.output_type == "error" for output in cell.outputs):
            printed = "".join(output.text for output in cell.outputs if output.get("name") == "stderr")
            lines = ANSI.sub("", printed).strip().splitlines() or ["the kernel gave no reason"]
            name, _, reason = lines[0].partition(": ") if NAMED.match(lines[0]) else ("Error", "", lines[0])
            cell.outputs.append(new_output("error", ename=name, evalue=reason, traceback=lines))
        return


def _note_reply(cell, cell_index, execute_reply) -> None:
    """Counts the cell, as a client does that shows it. A cell that the kernel did not run is an error."""
    content = execute_reply["content"]
    cell.execution_count = content.get("execution_count")
    if content["status"] not in ("ok", "error"):
        message = f"the kernel did not run this cell, it answered {content['status']}"
        cell.outputs.append(new_output("error", ename="Error", evalue=message, traceback=[message]))


def _end_with_parent():
    """For Linux: the kernel ends with the process that started it, however that ends."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def prepare() -> None:
        libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:  # ended before the call
            os._exit(1)

    return prepare


engines.papermill_engines.register(None, ChapterEngine)  # so that nobody has to name it
