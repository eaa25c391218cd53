/**
 * A notebook as it is committed: code cells laid out by Prettier, no outputs, no counts, and nothing that
 * changes from one machine or session to the next.
 */
import prettier from "prettier";

const metadata = {
  kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
  language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
};

/** Letters a line of code may have: about what a page shows without scrolling. */
const printWidth = 100;

/**
 * @param {string} text of an .ipynb file
 * @returns {Promise<string>} the text to commit; the same again when it is formatted again
 */
export async function formatNotebook(text) {
  const notebook = JSON.parse(text);
  const cells = await Promise.all(
    notebook.cells.map(async (cell) => {
      const tags = cell.metadata.tags?.length ? { tags: cell.metadata.tags } : {};
      if (cell.cell_type !== "code")
        return { cell_type: cell.cell_type, id: cell.id, metadata: tags, source: lines(joinSource(cell)) };
      const code = await prettier.format(joinSource(cell), { parser: "typescript", printWidth });
      const source = lines(code.replace(/;?\n$/, /;\n$/.test(joinSource(cell) + "\n") ? ";" : ""));
      return { cell_type: "code", execution_count: null, id: cell.id, metadata: tags, outputs: [], source };
    }),
  );
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1) + "\n";
}

function joinSource(cell) {
  return Array.isArray(cell.source) ? cell.source.join("") : cell.source;
}

/** The lines of a text as a notebook keeps them, each but the last with its line end. */
function lines(text) {
  return text === "" ? [] : text.trimEnd().split(/(?<=\n)/);
}
