/**
 * An extension of JupyterLab: where a cell fails that is out of sight, the notebook scrolls to it. Run All Cells leaves
 * its reader at the last cell, which has not run, and far from the reason.
 *
 * It has the form in which JupyterLab loads what webpack has built: `init` gets the modules that JupyterLab shares, `get`
 * returns ours.
 */
(() => {
  let shared;

  /** A module that JupyterLab shares, in the one version that it has. */
  const load = async (name) => (await Object.values(shared[name])[0].get())();

  /** Whether the beginning of a cell's outputs is within what is shown of the notebook. */
  function isInSight(notebook, cell) {
    const view = notebook.outerNode.getBoundingClientRect();
    const { top } = (cell.outputArea ?? cell).node.getBoundingClientRect();
    return cell.isAttached && top >= view.top && top < view.bottom;
  }

  function showStopped(_, { notebook, cell, success, error }) {
    if (success || error?.errorName === undefined) return; // cells behind it are cancelled: no error has a name
    setTimeout(() => {
      if (notebook.isDisposed || cell.isDisposed || isInSight(notebook, cell)) return;
      notebook.activeCellIndex = notebook.widgets.indexOf(cell);
      void notebook.scrollToItem(notebook.activeCellIndex, "end");
    });
  }

  const plugin = {
    id: "word2vec-notebooks:stopped-cell",
    description: "Shows the cell at which a notebook has stopped.",
    autoStart: true,
    activate: async () => {
      const { NotebookActions } = await load("@jupyterlab/notebook");
      NotebookActions.executed.connect(showStopped);
    },
  };

  const containers = (window._JUPYTERLAB ??= {});
  containers["word2vec-notebooks"] = {
    init: (scope) => {
      shared = scope;
    },
    get: () => Promise.resolve(() => plugin),
  };
})();
