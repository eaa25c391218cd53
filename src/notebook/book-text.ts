import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Corpus } from "../corpus/corpus";
import { splitSentences } from "../corpus/read/sentences";
import { treebankTokens } from "../corpus/read/treebank-tokens";
import { inCheckout } from "../files/checkout";

/**
 * What the chapters themselves say, as a text to train on: it is this project's own, so that a page may pass it on. Formulas
 * and code are left out, and links are their words.
 *
 * @param folder the chapters, by default those of this checkout
 */
export function bookText(folder: string = inCheckout("notebooks")): Corpus {
  const chapters = fs.readdirSync(folder).filter((name) => /^\d\d-.*\.ipynb$/.test(name));
  const paragraphs = chapters.sort().flatMap((name) => paragraphsOf(path.join(folder, name)));
  const sentences = paragraphs
    .flatMap((paragraph) => splitSentences(paragraph))
    .map((sentence) => treebankTokens(sentence))
    .filter((tokens) => tokens.length > 1);
  const lines = sentences.map((tokens) => tokens.join(" ")).join("\n");
  return {
    name: "the chapters of this book",
    sha256: createHash("sha256").update(lines).digest("hex"),
    sentences,
  };
}

interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
}

function paragraphsOf(file: string): string[] {
  const { cells } = JSON.parse(fs.readFileSync(file, "utf8")) as { cells: Cell[] };
  return cells
    .filter(({ cell_type }) => cell_type === "markdown")
    .flatMap(({ source }) =>
      (Array.isArray(source) ? source.join("") : String(source)).split(/\n\s*\n|\n(?=\d+\. |- |#)/),
    )
    .map(inWords)
    .filter((text) => text !== "");
}

/** A paragraph of Markdown without what is no word. */
function inWords(markdown: string): string {
  return markdown
    .replace(/\$\$[^]*?\$\$|\$[^$]*\$|```[^]*?```|`[^`]*`|<[^>]*>/g, " ")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*(#+|\d+\.|-|>|\|)\s*/, "")
    .replace(/[*_|]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
