import type { Source } from "./document";

/**
 * The Markdown cells of a Jupyter notebook, each with its number among all cells.
 *
 * @throws Error where the text is no notebook
 */
export function markdownCells(file: string, text: string): Source[] {
  const { cells } = parsed(file, text);
  return cells.flatMap((cell, i): Source[] => {
    if (!isObject(cell) || cell.cell_type !== "markdown") return [];
    const { source } = cell;
    const lines = Array.isArray(source) ? source.filter((line) => typeof line === "string") : [source];
    return [{ file, cell: i + 1, text: lines.join("") }];
  });
}

function parsed(file: string, text: string): { cells: unknown[] } {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw new Error(`readDocument requires a notebook in JSON in ${file}, got text that is none`, {
      cause: error,
    });
  }
  if (!isObject(found) || !Array.isArray(found.cells))
    throw new Error(`readDocument requires a notebook with cells in ${file}, got JSON without them`);
  return { cells: found.cells };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
