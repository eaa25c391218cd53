"""The client that executes a chapter's cells in a kernel, for `engine.py`."""

from pathlib import Path

from papermill.clientwrap import PapermillNotebookClient


class ChapterClient(PapermillNotebookClient):
    """Tells how far it is, and which process the kernel is."""

    one_thread = False
    on_cell = None
    on_kernel = None

    def create_kernel_manager(self):
        manager = super().create_kernel_manager()
        program, *arguments = manager.kernel_spec.argv
        if self.one_thread and Path(program).stem == "node":
            manager.kernel_spec.argv = [program, "--single-threaded", *arguments]
        return manager

    async def async_start_new_kernel_client(self):
        if self.on_kernel:
            self.on_kernel(self.km.provisioner.pid)
        return await super().async_start_new_kernel_client()

    def papermill_execute_cells(self):
        code = [cell for cell in self.nb.cells if _is_code(cell)]
        begin = self.nb_man.cell_start

        def cell_start(cell, cell_index=None, **rest):
            if self.on_cell and _is_code(cell):
                self.on_cell(code.index(cell) + 1, len(code))
            begin(cell, cell_index, **rest)

        self.nb_man.cell_start = cell_start
        super().papermill_execute_cells()


def _is_code(cell) -> bool:
    return cell.cell_type == "code" and cell.source.strip() != ""
