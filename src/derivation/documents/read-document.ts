import type { Document, Source } from "./document";
import { isDisplay } from "./environments";
import { noMacros } from "./macros";
import { takeLeadIns } from "./lead-in";
import { withoutCode } from "./markdown";
import { markdownCells } from "./notebook";
import type { Language, ReadOptions } from "./text-reader";
import { TextReader } from "./text-reader";

/**
 * Reads a document: LaTeX, Markdown, a Jupyter notebook or plain text, told by the ending of its name, or by
 * what it says where the name does not tell.
 *
 * @param file the name, for messages
 * @param text what it holds
 * @throws Error where a notebook is none
 */
export function readDocument(file: string, text: string, options: ReadOptions = {}): Document {
  const kind = findKind(file, text);
  const sources: Source[] = kind === "notebook" ? markdownCells(file, text) : [{ file, text }];
  const document: Document = { file, sources: [...sources], parts: [], unchecked: [] };
  const language: Language = kind === "notebook" ? "markdown" : kind;
  const macros = noMacros();
  for (const source of sources) {
    const shown = language === "markdown" ? withoutCode(source.text) : source.text;
    new TextReader(document, language, macros, source, shown, options).read();
  }
  takeLeadIns(document);
  return document;
}

/**
 * Reads a derivation by itself, such as the text of a cell: rows of a display, or text with displays.
 */
export function readDerivation(text: string): Document {
  const source: Source = { file: "", text };
  const document: Document = { file: "", sources: [source], parts: [], unchecked: [] };
  const reader = new TextReader(document, "latex", noMacros(), source, text, {});
  if (hasDisplay(text)) reader.read();
  else reader.readRows();
  return document;
}

/** Whether a display is opened in a text, outside of comments. */
function hasDisplay(text: string): boolean {
  const opened = /(?<!\\)%[^\n]*|\$\$|(?<!\\)\\\[|\\begin\{([a-zA-Z]+)\*?\}/g;
  return [...text.matchAll(opened)].some(
    ([sign, name]) => !sign.startsWith("%") && (name === undefined || isDisplay(name)),
  );
}

const endings: [RegExp, Language | "notebook"][] = [
  [/\.(?:tex|ltx|latex)$/i, "latex"],
  [/\.(?:md|markdown|qmd|rmd)$/i, "markdown"],
  [/\.ipynb$/i, "notebook"],
  [/\.(?:txt|text)$/i, "plain"],
];

/** Whether the name of a file says that it may hold derivations. */
export function isDocument(file: string): boolean {
  return endings.some(([ending]) => ending.test(file));
}

function findKind(file: string, text: string): Language | "notebook" {
  const told = endings.find(([ending]) => ending.test(file));
  if (told) return told[1];
  if (/^\s*\{\s*"/.test(text) && text.includes('"cells"')) return "notebook";
  if (/^(?:#{1,6} |```|- |\* )/m.test(text) && !/\\(?:documentclass|begin\{document\})/.test(text))
    return "markdown";
  return /\\(?:documentclass|section|usepackage|newcommand|def|begin\{document\})/.test(text)
    ? "latex"
    : "plain";
}
