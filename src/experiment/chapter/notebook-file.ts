import { readFileSync, statSync } from "node:fs";
import { jsonMistake } from "./json-mistake";

/** A cell of a notebook, as far as a run needs it. */
export interface NotebookCell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly id: string;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly source: string;
  /** pictures of a markdown cell */
  readonly attachments?: object;
}

/** A notebook as nbformat accepts it: without outputs, and without what editors keep in it. */
export interface Notebook {
  readonly cells: readonly NotebookCell[];
  readonly metadata: object;
  readonly nbformat: 4;
  readonly nbformat_minor: 5;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a notebook in nbformat 4.
 *
 * @throws RangeError that names the file, the cell or the line, and what is wrong there
 */
export function readNotebook(file: string): Notebook {
  const need = (what: string, got: string): RangeError =>
    new RangeError(`${file} requires ${what}, got ${got}`);
  const found = parse(file, need);
  if (!isObject(found)) throw need("a notebook", say(found));
  if (found.nbformat !== 4)
    throw need("a notebook of nbformat 4, which JupyterLab saves", `nbformat ${say(found.nbformat)}`);
  if (!Array.isArray(found.cells)) throw need("a list of cells", say(found.cells));
  const cells = found.cells.map((cell: unknown, i) => readCell(cell, i, need));
  if (!cells.some(({ cell_type }) => cell_type === "code")) throw need("a code cell", "none");
  const metadata = readMetadata(found.metadata, need);
  return { cells: withIds(cells), metadata, nbformat: 4, nbformat_minor: 5 };
}

type Need = (what: string, got: string) => RangeError;

function parse(file: string, need: Need): unknown {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) throw need("a notebook", "no file");
  if (!status.isFile()) throw need("a notebook", status.isDirectory() ? "a folder" : "no plain file");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === "EACCES" ? need("permission to read it", "none") : need("a text in UTF-8", "other bytes");
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw need("JSON", text.trim() === "" ? "an empty file" : jsonMistake(text, error as SyntaxError));
  }
}

function readCell(cell: unknown, i: number, need: Need): NotebookCell {
  const inCell: Need = (what, got) => need(`${what} in cell ${i + 1}`, got);
  if (!isObject(cell)) throw inCell("an object", say(cell));
  const { cell_type, source, metadata, id, attachments } = cell;
  if (cell_type !== "code" && cell_type !== "markdown" && cell_type !== "raw")
    throw inCell("cell_type code, markdown or raw", say(cell_type));
  const lines = typeof source === "string" ? [source] : source;
  if (!isTexts(lines)) throw inCell("source that is a text or a list of lines", say(source));
  if (!isObject(metadata)) throw inCell("metadata", say(metadata));
  const { tags } = metadata;
  if (tags !== undefined && !isTexts(tags)) throw inCell("tags that are a list of words", say(tags));
  const words = tags === undefined ? [] : [...new Set(tags)].filter((tag) => /^[^,]+$/.test(tag));
  const kept = words.length > 0 ? { tags: words } : {};
  const name = typeof id === "string" && /^[\w-]{1,64}$/.test(id) ? id : "";
  const pictures = cell_type !== "code" && isBundles(attachments) ? { attachments } : {};
  return { cell_type, id: name, metadata: kept, source: lines.join(""), ...pictures };
}

/** The kernel, the language and the title. */
function readMetadata(metadata: unknown, need: Need): object {
  if (!isObject(metadata)) throw need("metadata", say(metadata));
  const { kernelspec, language_info: info, title } = metadata;
  if (!isObject(kernelspec) || typeof kernelspec.name !== "string" || kernelspec.name === "")
    throw need("metadata.kernelspec with the name of a kernel, such as tslab", say(kernelspec));
  const { name, display_name, language } = kernelspec;
  const spec = { name, display_name: typeof display_name === "string" ? display_name : name };
  const spoken = typeof language === "string" ? language : isObject(info) ? info.name : undefined;
  if (typeof spoken !== "string") throw need("metadata.kernelspec with a language", say(language));
  const named = typeof title === "string" ? { title } : {};
  return { kernelspec: { ...spec, language: spoken }, language_info: { name: spoken }, ...named };
}

/** Gives each cell a name of its own, as nbformat does for older notebooks, and code cells no output. */
function withIds(cells: readonly NotebookCell[]): NotebookCell[] {
  const used = new Set<string>();
  return cells.map((cell, i) => {
    let id = cell.id === "" || used.has(cell.id) ? `cell-${i + 1}` : cell.id;
    while (used.has(id)) id += "-";
    used.add(id);
    return { ...cell, id, ...(cell.cell_type === "code" ? { execution_count: null, outputs: [] } : {}) };
  });
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === "string");

/** Whether every value is a bundle of texts by media type. */
const isBundles = (value: unknown): value is Json =>
  isObject(value) &&
  Object.values(value).every(
    (bundle) =>
      isObject(bundle) && Object.values(bundle).every((data) => typeof data === "string" || isTexts(data)),
  );

const say = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);
