/**
 * What packages bring along and nothing here reads, by folder of node_modules: 170 MB. Set-up deletes it after
 * `npm ci` has checked every package whole against package-lock.json.
 *
 * An entry is `{ folder, unused, because }`: what of the folder goes (names; `*.map` is every file below it that
 * ends so), and why nothing misses it. A package that no longer has what its entry names ends set-up.
 */
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.mjs";
import { filesBelow } from "./prepare.mjs";

const systems = [
  ...["darwin/arm64", "darwin/x64", "linux/arm64", "linux/x64"],
  ...["win32/arm64", "win32/ia32", "win32/x64"],
];

export const unusedFiles = [
  {
    folder: "binaryen",
    unused: ["bin"],
    because: "nine programs with a compiler in each; AssemblyScript calls the one in index.js",
  },
  {
    folder: ".bin",
    unused: [
      ...["wasm-as", "wasm-ctor-eval", "wasm-dis", "wasm-merge", "wasm-metadce"],
      ...["wasm-opt", "wasm-reduce", "wasm-shell", "wasm2js"],
    ].map((name) => (process.platform === "win32" ? `${name}.cmd` : name)),
    because: "they start those programs",
  },
  {
    folder: "@tslab/typescript-for-tslab/lib",
    unused: ["tsserver.js", "tsserverlibrary.js", "tsserverlibrary.d.ts", "typingsInstaller.js"],
    because: "servers for editors; the kernel calls the compiler in typescript.js",
  },
  {
    folder: "zeromq/build",
    unused: systems.filter((system) => system !== `${process.platform}/${process.arch}`),
    because: "compiled for other systems and processors",
  },
  {
    folder: ".",
    unused: ["*.map"],
    because: "for debuggers; no package reads its own",
  },
];

/**
 * Deletes what the table names.
 *
 * @param packages the folder node_modules
 * @param table    entries as above; one whose folder is not there is passed over
 * @throws Error where a folder has nothing of that name
 */
export function removeUnused(packages = inRoot("node_modules"), table = unusedFiles) {
  const there = table.filter(({ folder }) => fs.existsSync(path.join(packages, folder)));
  for (const { folder, unused } of there) for (const name of unused) remove(packages, folder, name);
}

function remove(packages, folder, name) {
  const file = path.join(packages, folder, name);
  if (name.startsWith("*"))
    for (const found of filesBelow(path.dirname(file), name.slice(1))) fs.rmSync(found);
  else if (fs.lstatSync(file, { throwIfNoEntry: false })) fs.rmSync(file, { recursive: true });
  else throw new Error(`unused-files.mjs requires ${folder} to have ${name}, got none: correct its table`);
}
