/**
 * Records what a run reads. The program that executes runs loads this file before anything else into the kernel, its
 * threads and the Node programs that it starts; no other process loads it.
 *
 * A line of JSON for each path and kind goes to the file that WORD2VEC_READS names, at the time of the first access: the
 * kind, the path, and the file's size and time of change. Kinds: `r` the content of a file, `d` the list of a folder,
 * `e` whether it exists, `w` it was written. `reads.py` makes `reads.json` of it when the run has ended.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { isMainThread } from "node:worker_threads";
import { fileURLToPath } from "node:url";

type Kind = "r" | "d" | "e" | "w";
type Method = (...args: unknown[]) => unknown;

const checkout = path.resolve(__dirname, "../../..") + path.sep;
/** Code is known by its version, and what is made of it is kept by its hash. */
const code = /^(dist|node_modules)([/\\].*\.([cm]?[jt]s|json|map|node|wasm)$|[/\\][^.]*$)/;
const made = /^(\.cache|\.venv|\.git|data[/\\]cache[/\\]runs)[/\\]/;
const system = /^[/\\](proc|dev|sys)[/\\]/;

const writes = ["writeFile", "appendFile", "rm", "unlink", "mkdir", "truncate"];
const reads: readonly [Kind, readonly string[]][] = [
  ["r", ["readFile", "copyFile", "cp", "openAsBlob"]],
  ["d", ["readdir", "opendir"]],
];

function record(log: string): void {
  const original = { ...fs };
  const connection = process.argv.map((word) => word.replace(/^--config-path=/, ""));
  const seen = new Set<string>();
  const own = path.dirname(log) + path.sep;
  const note = (kind: Kind, where: unknown): void => {
    const file = fullPath(where);
    if (file === undefined || file.startsWith(own) || file === own.slice(0, -1) || isKnown(file)) return;
    if (connection.includes(file)) return; // how Jupyter reaches the kernel
    const key = kind + file;
    if (seen.has(key)) return;
    seen.add(key);
    const status = original.statSync(file, { throwIfNoEntry: false });
    const line = JSON.stringify([kind, file, status?.size ?? null, status?.mtimeMs ?? null]);
    original.appendFileSync(log, line + "\n");
  };
  const wrap = (name: string, before: (args: unknown[]) => void): void => {
    for (const of of [fs, fs.promises] as unknown as Record<string, Method | undefined>[])
      for (const form of [name, `${name}Sync`]) {
        const plain = of[form];
        if (typeof plain !== "function") continue;
        const noting: Method = function (this: unknown, ...args) {
          try {
            before(args);
          } catch {
            // what cannot be noted, such as a file in a folder without permission, fails by itself
          }
          return plain.apply(this, args);
        };
        of[form] = Object.assign(noting, plain);
      }
  };
  for (const [kind, names] of reads) for (const name of names) wrap(name, ([where]) => note(kind, where));
  for (const name of writes) wrap(name, ([where]) => note("w", where));
  wrap("exists", ([where]) => note("e", where));
  wrap("access", ([where]) => note("e", where));
  wrap("rename", ([from, to]) => (note("w", from), note("w", to)));
  wrap("open", ([where, flags]) => note(opensToWrite(flags) ? "w" : "r", where));
  for (const name of ["copyFile", "cp"]) wrap(name, ([, to]) => note("w", to));
  syncBuiltinESMExports();
}

function isKnown(file: string): boolean {
  if (!file.startsWith(checkout)) return system.test(file);
  const inside = file.slice(checkout.length);
  return code.test(inside) || made.test(inside);
}

/** A path as the file system takes it; undefined for the number of an open file. */
function fullPath(where: unknown): string | undefined {
  if (where instanceof URL) return fileURLToPath(where);
  if (Buffer.isBuffer(where)) return path.resolve(where.toString());
  return typeof where === "string" ? path.resolve(where) : undefined;
}

const opensToWrite = (flags: unknown): boolean =>
  typeof flags === "string"
    ? /[wa+]/.test(flags)
    : typeof flags === "number" && (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0;

const { WORD2VEC_READS: log, WORD2VEC_RUN_FOLDER: folder } = process.env;
if (log !== undefined && folder !== undefined) {
  const isKernel = isMainThread && process.argv[1] === path.join(checkout, "dist", "kernel", "main.js");
  if (isKernel)
    setImmediate(() => record(log)); // what the kernel reads while it starts is no chapter's
  else record(log);
}
