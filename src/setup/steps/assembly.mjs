/**
 * Step: the WebAssembly modules. Their sources are AssemblyScript, which is TypeScript with the types of
 * WebAssembly; they lie in folders named `assembly`, which tsc leaves out. `src/X/assembly/name.ts` becomes
 * `dist/X/assembly/name.wasm`; the table of modules is src/webassembly/modules.mjs.
 */
import fs from "node:fs";
import path from "node:path";
import { modules } from "../../webassembly/modules.mjs";
import { SetupError } from "../messages.mjs";
import { inRoot } from "../paths.mjs";
import { filesBelow, hashFiles } from "../prepare.mjs";
import { runCaptured } from "../processes.mjs";
import { packages } from "./packages.mjs";

const always = [
  ...["-O3", "--noAssert", "--runtime", "stub", "--noColors", "--enable", "simd"],
  ...["--disableWarning", "112"], // vectors are exchanged between a module's files only
];

/** The folders to watch: every one that holds a source. */
export const assemblyFolders = [...new Set(modules.map(({ source }) => inRoot("src", path.dirname(source))))];

export const assembly = {
  name: "WebAssembly modules",
  after: [packages],
  stamp: inRoot("dist", ".assembly.json"),
  inputs: () => ({ modules, sources: hashFiles([inRoot("package-lock.json"), ...sourceFiles()]) }),
  intact: () => modules.every(({ output }) => fs.existsSync(inRoot("dist", output))),
  make: async () => {
    removeStale();
    for (const module of modules) await compile(module);
  },
};

const sourceFiles = () => assemblyFolders.flatMap((folder) => filesBelow(folder, ".ts"));

async function compile({ source, output, options }) {
  const compiler = inRoot("node_modules", "assemblyscript", "bin", "asc.js");
  const beside = inRoot("dist", `${output}.${process.pid}.wasm`);
  const args = [path.join("src", source), ...always, ...options, "--outFile", beside];
  const { status, output: said } = await runCaptured(process.execPath, [compiler, ...args]);
  if (status !== 0)
    throw new SetupError(`src/${source} does not compile: mend what the compiler names\n${said.trim()}`);
  fs.renameSync(beside, inRoot("dist", output));
}

/** Deletes what an earlier table of modules, or a compiler that was killed, has left. */
function removeStale() {
  const kept = modules.map(({ output }) => inRoot("dist", output));
  for (const file of filesBelow(inRoot("dist"), ".wasm")) if (!kept.includes(file)) fs.rmSync(file);
}
