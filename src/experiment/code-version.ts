import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Chapter } from "./chapter";

/** The compiled files that a chapter's results depend on, and one hash of all. */
export interface CodeVersion {
  /** names within the checkout, sorted */
  readonly files: readonly string[];
  /** SHA-256 over the names and contents */
  readonly code: string;
}

const imports = /(?:from|import|require\()\s*"([./][^"]+)"/g;

/**
 * The version of the code that a chapter imports, followed through to the last file of this project. A change
 * elsewhere leaves it as it is, and with it the runs that were made.
 *
 * @param root the checkout
 */
export function codeVersion(chapter: Chapter, root: string): CodeVersion {
  const found = new Set<string>();
  const waiting = chapter.code.flatMap((source) => importedBy(source, chapter.folder));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    waiting.push(...importedBy(readFileSync(file, "utf8"), path.dirname(file)));
  }
  const files = [...found].map((file) => path.relative(root, file).split(path.sep).join("/")).sort();
  const hash = createHash("sha256");
  for (const name of files) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(root, name)))
      .update("\0");
  }
  return { files, code: hash.digest("hex") };
}

/** Files that are there; the kernel will name one that is missing better than we can. */
function importedBy(source: string, folder: string): string[] {
  const names = Array.from(source.matchAll(imports), ([, name]) => path.resolve(folder, name));
  return names
    .flatMap((name) => [name, `${name}.js`])
    .filter((file) => /\.c?js$/.test(file) && existsSync(file));
}
