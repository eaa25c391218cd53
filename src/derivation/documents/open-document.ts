import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { Document, Source } from "./document";
import { isDocument, readDocument } from "./read-document";

/** How documents are opened. */
export interface OpenOptions {
  /** Folder that relative names of files start from. */
  folder: string;
  /** Whether inline mathematics with a relation is judged like a display. */
  inline?: boolean;
}

/**
 * Reads a document from its file. `\input{name}` is read from the folder of the document or below it.
 *
 * @param file where it is; its sources have names that begin alike
 * @throws Error where the file cannot be read
 */
export function openDocument(file: string, { folder, inline = false }: OpenOptions): Document {
  const where = path.resolve(folder, file);
  const own = realpathSync(path.dirname(where));
  const sources = new Map<string, Source>();
  const include = (name: string): Source | string => {
    const found = findIncluded(own, name);
    if (found === undefined) return "no such file lies beside the document";
    if (!found.startsWith(own + path.sep)) return "only what lies below the document's folder is read";
    const known = sources.get(found);
    const source = known ?? {
      file: path.join(path.dirname(file), path.relative(own, found)),
      text: readText(found),
    };
    sources.set(found, source);
    return source;
  };
  return readDocument(file, readText(where), { inline, include });
}

function findIncluded(folder: string, name: string): string | undefined {
  for (const each of [name, `${name}.tex`]) {
    const found = path.resolve(folder, each);
    if (statSync(found, { throwIfNoEntry: false })?.isFile()) return realpathSync(found);
  }
  return undefined;
}

/** The text of a file, without the mark that some editors begin it with. */
function readText(file: string): string {
  return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
}

/**
 * The files that hold documents, by the endings of their names: each file that is named, and all such files of
 * each folder that is named and of the folders in it, in the order of their names. Hidden folders and those of
 * packages are left out.
 *
 * @param folder that relative names start from
 * @throws Error where there is no such file or folder
 */
export function listDocuments(paths: readonly string[], folder: string): string[] {
  const found = paths.flatMap((each) =>
    statSync(path.resolve(folder, each)).isDirectory() ? documentsIn(each, folder) : [each],
  );
  return [...new Set(found)];
}

function documentsIn(within: string, folder: string): string[] {
  const entries = readdirSync(path.resolve(folder, within), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const found = path.join(within, entry.name);
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    if (entry.isDirectory()) return documentsIn(found, folder);
    return entry.isFile() && isDocument(entry.name) ? [found] : [];
  });
}

/**
 * Reads several documents. A file that another of them includes is read with that one, and not by itself.
 *
 * @param files as `listDocuments` gives them
 */
export function openDocuments(files: readonly string[], options: OpenOptions): Document[] {
  const documents = files.map((file) => openDocument(file, options));
  const included = documents.flatMap(({ sources, file }) =>
    sources.filter((source) => source.file !== file).map((source) => path.normalize(source.file)),
  );
  return documents.filter(({ file }) => !included.includes(path.normalize(file)));
}
