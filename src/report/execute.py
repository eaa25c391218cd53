"""Executes a notebook in a kernel of its own: `execute.py NOTEBOOK RESULT`.

It prints progress to stdout, one JSON object for each line: {"cell": k, "of": m}, or at a failure {"failed": cell id,
"position": k, "message": text}. The kernel ends with this program, and this program with the one that started it.
"""

import json
import os
import signal
import sys
import threading
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.filters import strip_ansi


cell_limit = 1200  # seconds; no cell of a chapter takes a quarter of it, so a longer wait means a lost answer


class ChapterError(Exception):
    """A cell that failed or was not executed."""

    def __init__(self, index: int, cell, message: str) -> None:
        super().__init__(message)
        self.index = index
        self.cell = cell


def tell(**event) -> None:
    print(json.dumps(event), flush=True)


def execute(notebook: Path) -> nbformat.NotebookNode:
    """The notebook with its outputs. Each code cell was executed, and each reply was `ok`."""
    nb = nbformat.read(notebook, as_version=4)
    code = [index for index, cell in enumerate(nb.cells) if cell.cell_type == "code" and cell.source.strip()]
    current = 0

    def on_cell_start(cell, cell_index) -> None:
        nonlocal current
        current = cell_index
        if cell_index in code:
            tell(cell=cell_index + 1, of=len(nb.cells))

    def on_cell_executed(cell, cell_index, execute_reply) -> None:
        status = execute_reply["content"]["status"]
        if status != "ok":
            raise ChapterError(cell_index, cell, printed_error(cell) or f"the kernel answered {status}")

    client = NotebookClient(
        nb,
        timeout=cell_limit,
        startup_timeout=120,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(notebook.parent)}},
        on_cell_start=on_cell_start,
        on_cell_executed=on_cell_executed,
    )
    try:
        client.execute()
    except CellExecutionError:
        raise ChapterError(current, nb.cells[current], printed_error(nb.cells[current])) from None
    except CellTimeoutError:
        raise ChapterError(current, nb.cells[current], f"the kernel did not answer within {cell_limit} s") from None
    except DeadKernelError:
        raise ChapterError(current, nb.cells[current], "the kernel ended unexpectedly") from None
    for index in code:
        if not nb.cells[index].execution_count:
            raise ChapterError(index, nb.cells[index], "the kernel skipped this cell")
    return nb


def printed_error(cell) -> str:
    """The kernel's message: an error output, or text on stderr."""
    lines = []
    for output in cell.outputs:
        if output.output_type == "error":
            lines.append(f"{output.ename}: {output.evalue}")
        elif output.output_type == "stream" and output.name == "stderr":
            lines.append(output.text)
    return strip_ansi("".join(lines)).strip()


def end_with_parent() -> None:
    """Stdin closes when the program that started this one has ended."""
    while os.read(sys.stdin.fileno(), 4096):  # unbuffered: a buffer's lock would block the exit
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main(notebook: str, result: str) -> int:
    threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        nbformat.write(execute(Path(notebook)), result)
    except (UnicodeDecodeError, nbformat.reader.NotJSONError, nbformat.ValidationError):
        print("it requires a notebook of nbformat 4, as JupyterLab saves it", file=sys.stderr)
        return 1
    except ChapterError as error:
        tell(failed=error.cell.get("id", str(error.index)), position=error.index + 1, message=str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
