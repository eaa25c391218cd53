"""The client that executes a chapter's cells in a kernel, for `engine.py`."""

from pathlib import Path

from jupyter_core.utils import run_sync
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient

ENDED = "KernelEnded"  # the name of the error of a cell whose kernel has ended
ADDED = {"injected-parameters", "papermill-error-cell-tag"}  # tags of cells that papermill adds
WIDEST = 80  # characters of a line by which a cell is known


class ChapterClient(PapermillNotebookClient):
    """Reports its progress and the process of the kernel."""

    one_thread = False
    on_cell = None
    on_kernel = None
    on_message = None
    kernel_ended = False

    @staticmethod
    def explain_end() -> str:
        return "the kernel ended; perhaps the cell ended it, or there was too little memory"

    async def async_execute_cell(self, cell, cell_index, **options):
        """A cell that ends its kernel fails as any other does; the notebook is kept up to it."""
        try:
            return await super().async_execute_cell(cell, cell_index, **options)
        except DeadKernelError:
            self.kernel_ended = True
            reason = self.explain_end()
            cell.outputs.append(new_output("error", ename=ENDED, evalue=reason, traceback=[reason]))
            raise CellExecutionError(reason, ENDED, reason) from None

    execute_cell = run_sync(async_execute_cell)

    def process_message(self, msg, *rest):
        if self.on_message:
            self.on_message(msg)
        return super().process_message(msg, *rest)

    def create_kernel_manager(self):
        manager = super().create_kernel_manager()
        program, *arguments = manager.kernel_spec.argv
        if self.one_thread and Path(program).stem == "node":
            manager.kernel_spec.argv = [program, "--single-threaded", *arguments]
        return manager

    def start_new_kernel_client(self):
        if self.on_kernel:
            self.on_kernel(self.km.provisioner.pid)
        return super().start_new_kernel_client()

    def papermill_execute_cells(self):
        begin = self.nb_man.cell_start
        of = _count(self.nb.cells)

        def cell_start(cell, cell_index=None, **rest):
            if self.on_cell and _is_code(cell):
                place = max(1, _count(self.nb.cells[: cell_index + 1]))
                self.on_cell(place, of, name_cell(self.nb, cell_index))
            begin(cell, cell_index, **rest)

        self.nb_man.cell_start = cell_start
        super().papermill_execute_cells()
        if self.kernel_ended:
            raise DeadKernelError("papermill would wait for an answer of the kernel")


def name_cell(nb, index: int) -> dict:
    """What a reader calls a cell: `number` among the cells of the chapter, `id`, and the line with which it `begins`.

    A cell that papermill has added has no number.
    """
    cell = nb.cells[index]
    line = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
    name = {"id": cell.get("id", ""), "begins": line if len(line) <= WIDEST else f"{line[:WIDEST - 1]}…"}
    return name if _is_added(cell) else {"number": _count(nb.cells[: index + 1]), **name}


def _count(cells) -> int:
    """How many of the cells are the chapter's own, of any kind."""
    return sum(not _is_added(cell) for cell in cells)


def _is_added(cell) -> bool:
    return not ADDED.isdisjoint(cell.metadata.get("tags", []))


def _is_code(cell) -> bool:
    return cell.cell_type == "code" and cell.source.strip() != ""
