import path from "node:path";
import { formats, type Wanted } from "./format-table";

/** How many of the first bytes decide. */
export const HEAD_BYTES = 1 << 16;

/**
 * Names the format of a file that cannot be read as what is wanted, with the command that converts it; completes "got …".
 * The bytes decide, not the name.
 *
 * @param head the first bytes, or all; unpacked, if the reader unpacks gzip
 * @returns undefined if they are of no such format
 */
export function nameUnreadFormat(head: Uint8Array, file: string, wanted: Wanted): string | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES));
  const format = formats.find(({ matches }) => matches(bytes));
  if (!format || format.read === wanted) return undefined;
  const pattern = typeof format.command === "string" ? format.command : format.command[wanted];
  if (pattern === undefined) return `${format.is}, ${without[wanted]}`;
  return `${format.is} (to convert it: ${fillIn(pattern, file, !!format.unpacks)})`;
}

/** The format of a file that a reader here may be given by mistake: `a PDF document`. Its first bytes decide. */
export function formatOf(head: Uint8Array): string | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES));
  return formats.find(({ matches }) => matches(bytes))?.is;
}

/** What is said of a format that never holds what is wanted: no command makes the one from the other. */
const without: Readonly<Record<Wanted, string>> = {
  text: "which is no text; name the text that it was made from",
  vectors: "which is no file of vectors; npm run train makes vectors of a text",
};

/** A command with the names of its files. */
function fillIn(pattern: string, file: string, unpacks: boolean): string {
  const { dir, name, ext } = path.parse(file);
  const end = unpacks ? (ext === "" ? ".unpacked" : "") : ext === ".txt" ? "-converted.txt" : ".txt";
  const names = { IN: file, OUT: path.join(dir, name + end), VECTORS: path.join(dir, "vectors.tsv") };
  return pattern.replace(/\b(IN|OUT|VECTORS)\b/g, (key) => quoteForShell(names[key as "IN"]));
}

/** A file name as a shell takes it: between quotes, unless it has only letters, digits and a few signs. */
export function quoteForShell(name: string): string {
  const plain = name.startsWith("-") ? `./${name}` : name; // a name is no option
  return /^[\w./:@%+,=-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", `'\\''`)}'`;
}
