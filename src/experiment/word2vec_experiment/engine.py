"""The engine by which papermill executes chapters; it passes other notebooks to papermill's own engine.

papermill finds this module by its entry point and loads it first.
"""

import ctypes
import os
import re
import signal
import sys
from pathlib import Path

from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_output
from papermill import engines, iorw
from papermill.exceptions import PapermillException
from papermill.translators import papermill_translators
from papermill.utils import find_first_tagged_cell_index

from .chapter_client import ChapterClient
from .translator import TypeScriptTranslator, declared, refusal

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
NAMED = re.compile(r"\w*Error: ")

papermill_translators.register("typescript", TypeScriptTranslator)


class ChapterEngine(engines.NBClientEngine):
    """Executes a chapter in its own folder, as JupyterLab does, unless papermill has the option `--cwd`."""

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
        on_message=None,
        explain_end=None,
        **options,
    ):
        """
        Args:
            environment: of the kernel's process; by default that of this process
            one_thread: whether V8 compiles and collects garbage in the thread that runs the cells, because other
                runs use the other cores
            on_cell: called with k, m and the cell's name when the k-th of the chapter's m cells begins
            on_kernel: called with the kernel's process id, which is also the id of its process group
            on_message: called with each message of the kernel for a cell
            explain_end: says why the kernel has ended
        """
        nb = nb_man.nb
        if cls.nb_language(nb, options.get("language")) != "typescript":
            return super().execute_managed_notebook(nb_man, kernel_name, input_path=input_path, **options)
        _check_parameters(nb)
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
        client.on_message = on_message
        client.explain_end = explain_end or client.explain_end
        folder = _find_folder(input_path)
        own = {} if folder is None else {"cwd": folder}
        try:
            client.execute(env=environment or dict(os.environ), preexec_fn=_end_with_parent(), **own)
        except DeadKernelError:
            if not client.kernel_ended:  # otherwise the cell has the error, as papermill expects it
                raise
        finally:
            _name_failure(nb)


def _check_parameters(nb) -> None:
    """Raises if the notebook lacks a parameter, of which papermill only warns, or if a value is of another type.

    A parameter that is declared with `const` is declared anew: no cell can assign to it.
    """
    index = find_first_tagged_cell_index(nb, "parameters")
    known = {one["name"]: one for one in declared(nb.cells[index].source)} if index >= 0 else {}
    injected = find_first_tagged_cell_index(nb, "injected-parameters")
    for name, value in nb.metadata.get("papermill", {}).get("parameters", {}).items():
        if name.startswith("PAPERMILL_"):
            continue
        if name not in known:
            raise PapermillException(f"the notebook has no parameter {name}; its parameters: {', '.join(known) or 'none'}")
        wrong = refusal(known[name], value)
        if wrong:
            raise PapermillException(wrong)
        if known[name]["constant"] and injected >= 0:
            cell = nb.cells[injected]
            cell.source = re.sub(rf"^(?={re.escape(name)} = )", "const ", cell.source, flags=re.MULTILINE)


def _find_folder(input_path) -> str | None:
    """The folder of the notebook, if it is a file and papermill has no other working folder."""
    started_in = iorw.papermill_io.get_handler("local")._cwd
    if not isinstance(input_path, str) or started_in != os.getcwd():
        return None
    file = Path(started_in, input_path)
    return str(file.parent) if file.is_file() else None


def _name_failure(nb) -> None:
    """Adds an error output, which papermill needs: stock tslab prints errors to stderr only."""
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
    """Sets the execution count, as a front end does. A cell that the kernel did not run is an error."""
    content = execute_reply["content"]
    cell.execution_count = content.get("execution_count")
    if content["status"] not in ("ok", "error"):
        message = f"the kernel did not run this cell: it answered {content['status']}"
        cell.outputs.append(new_output("error", ename="Error", evalue=message, traceback=[message]))


def _end_with_parent():
    """On Linux: the kernel ends with the process that started it, even if that is killed."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def prepare() -> None:
        libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:  # the parent ended before the call
            os._exit(1)

    return prepare


engines.papermill_engines.register(None, ChapterEngine)  # the default, so that no command names it
