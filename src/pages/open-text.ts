import { markdownCells } from "../derivation/documents/notebook";

/** The most that is read of a file, in bytes. */
const most = 2_000_000;

/** A document that was opened: its name, and its text. */
export interface OpenedText {
  file: string;
  text: string;
}

/**
 * Reads a file that was chosen or dropped. Of a notebook it is the text of its cells.
 *
 * @throws Error in words for the reader
 */
export async function openText(file: File): Promise<OpenedText> {
  if (file.size > most) throw new Error(`${file.name} has more than 2 MB: choose the derivation itself`);
  const text = await file.text();
  if (text.includes("\0"))
    throw new Error(`${file.name} is no text: choose a file in LaTeX, Markdown or a notebook`);
  return /\.ipynb$/i.test(file.name) ? fromNotebook(file.name, text) : { file: file.name, text };
}

/** The Markdown cells of a notebook as one text, each behind its number. */
export function fromNotebook(file: string, text: string): OpenedText {
  let cells;
  try {
    cells = markdownCells(file, text);
  } catch {
    throw new Error(`${file} is no notebook: choose another file, or paste the text`);
  }
  const parts = cells.map((cell) => `<!-- cell ${cell.cell} -->\n${cell.text.trimEnd()}`);
  return { file: file.replace(/\.ipynb$/i, ".md"), text: parts.join("\n\n") };
}

/** Whether a text that was pasted is a notebook. */
export function isNotebook(text: string): boolean {
  return /^\s*\{\s*"/.test(text) && text.includes('"cells"');
}
