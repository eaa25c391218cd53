import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Files by their names within the checkout, with one hash. */
export interface CodeVersion {
  /** sorted */
  readonly files: readonly string[];
  /** SHA-256 of their names and contents */
  readonly code: string;
}

/** What JavaScript and TypeScript import by name, and the programs of threads, which are started by their file. */
const imported = [/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*(["'`])(\.[^"'`\n]+|\/[^"'`\n]+)\1/g, /\b__dirname,\s*(["'])([^"'\n]+)\1\)/g]; // prettier-ignore
const endings = ["", ".js", ".cjs", ".mjs", ".ts", ".json", "/index.js", "/index.ts"];
const isCode = /\.([cm]?[jt]s|json)$/;

/** What a project's own lock files decide: the packages that code imports by name. */
const locks = ["package-lock.json"];

/**
 * The version of what some sources run: the files that they import, directly or through others, the WebAssembly beside
 * those, and the lock of the packages. A change in other files does not change it.
 *
 * @param sources texts of programs, each with the folder that its imports start from
 * @param root    the checkout
 * @param more    further files that take part, by their names within the checkout
 */
export function codeClosure(
  sources: readonly { readonly text: string; readonly folder: string }[],
  root: string,
  more: readonly string[] = [],
): CodeVersion {
  const found = new Set<string>();
  const pending = sources.flatMap(({ text, folder }) => findImports(text, folder));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const module of modulesBeside(file)) found.add(module);
    pending.push(...findImports(readFileSync(file, "utf8"), path.dirname(file)));
  }
  for (const name of [...locks, ...more])
    if (existsSync(path.join(root, name))) found.add(path.join(root, name));
  const files = [...found].map((file) => path.relative(root, file).split(path.sep).join("/")).sort();
  return { files, code: hashFiles(files, root) };
}

/** The version of what compiled files run, themselves included. @param files names within the checkout */
export function fileClosure(files: readonly string[], root: string): CodeVersion {
  const text = files.map((file) => `import ${JSON.stringify(`./${file}`)};`).join("\n");
  return codeClosure([{ text, folder: root }], root);
}

/** SHA-256 of the names and contents of files, as `version.py` computes it. */
function hashFiles(names: readonly string[], root: string): string {
  const hash = createHash("sha256");
  for (const name of names)
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(root, name)))
      .update("\0");
  return hash.digest("hex");
}

/** The files that a source imports and that exist; the kernel reports missing ones better. Packages are in the lock. */
function findImports(source: string, folder: string): string[] {
  const names = imported.flatMap((form) => Array.from(source.matchAll(form), ([, , name]) => path.resolve(folder, name))); // prettier-ignore
  return names
    .filter((name) => !name.includes("\0")) // no system has such a file
    .map((name) => endings.map((ending) => name + ending).find((file) => isCode.test(file) && isFile(file)))
    .filter((file) => file !== undefined);
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** The WebAssembly that the build has compiled for the folder of a file. */
function modulesBeside(file: string): string[] {
  const folder = path.join(path.dirname(file), "assembly");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".wasm")) : [];
  return names.map((name) => path.join(folder, name));
}
