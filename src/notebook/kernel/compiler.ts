/**
 * The TypeScript that tslab loads, with the things tslab leaves out. Import this before any file of tslab.
 *
 * Stock tslab compiles a cell twice (TypeScript to ES modules to CommonJS) and drops both source maps, watches the
 * files of its program through the operating system, and loads every package of `node_modules/@types`. Here both
 * maps can be had by `cell-sources.ts`, files are watched by `watched-files.ts`, a program is made once a cell
 * (`cell-program.ts`), a cell is changed as it is compiled (`guard-awaits.ts`, `expand-shorthand.ts`), and only the
 * types of Node are global, as in the project's tsconfig.
 *
 * Nothing on disk is touched: tslab is handed an object that inherits from its TypeScript.
 */
import { createRequire } from "node:module";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import { CellPrograms } from "./cell-program";
import { expandShorthand } from "./expand-shorthand";
import { guardAwaits } from "./guard-awaits";
import { watchDirectory, watchFile } from "./watched-files";

/** What the compilation of a cell leaves behind beside the code. */
export interface Compilation {
  /** Source map from the emitted ES module to the cell below tslab's one-line prefix. */
  toCell: string;
  /** The emitted ES module, and how it is compiled to what runs. */
  module?: { source: string; options: TypeScript.TranspileOptions };
  /** Whether a statement outside any function awaits; tslab itself does not see `await (x)`. */
  awaits: boolean;
}

const tslabRequire = createRequire(require.resolve("tslab"));
const typescriptPath = tslabRequire.resolve("@tslab/typescript-for-tslab");
export const ts: typeof TypeScript = tslabRequire(typescriptPath);
export const programs = new CellPrograms(tslabRequire(typescriptPath));

const cellOutput = /(^|\/)__tslab__\.js(\.map)?$/;
/** Of the latest cell. */
export const latest: Compilation = { toCell: "", awaits: false };

type Emit = TypeScript.BuilderProgram["emit"];

/** An `emit` that changes a cell as said above, and keeps its map and the code free of a comment pointing to it. */
function emitMended(emit: Emit, checker: () => TypeScript.TypeChecker): Emit {
  return (file, write, token, declarationsOnly, transformers) => {
    if (!write || !file || !cellOutput.test(file.fileName.replace(/ts$/, "js"))) {
      return emit(file, write, token, declarationsOnly, transformers);
    }
    latest.awaits = false;
    const before = [
      expandShorthand(ts, checker()),
      guardAwaits(ts, () => (latest.awaits = true)),
      ...(transformers?.before ?? []),
    ];
    const keepMap: TypeScript.WriteFileCallback = (name, text, ...rest) => {
      if (name.endsWith(".js.map")) latest.toCell = text;
      else write(name, text.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n"), ...rest);
    };
    return emit(file, keepMap, token, declarationsOnly, { ...transformers, before });
  };
}

const createProgram: TypeScript.CreateProgram<TypeScript.BuilderProgram> = (...args) => {
  const builder = programs.create(...args);
  const emit = emitMended(builder.emit, () => builder.getProgram().getTypeChecker());
  return { ...builder, emit };
};

type CreateHost = (
  files: string[],
  options: TypeScript.CompilerOptions,
  system: TypeScript.System,
  ignored: null,
  reportDiagnostic: TypeScript.DiagnosticReporter,
  reportStatus: TypeScript.WatchStatusReporter,
) => object;

const createWatchCompilerHost: CreateHost = (
  files,
  options,
  system,
  _ignored,
  reportDiagnostic,
  reportStatus,
) =>
  ts.createWatchCompilerHost(
    files,
    { ...options, sourceMap: true, types: ["node"] },
    system,
    createProgram,
    reportDiagnostic,
    reportStatus,
  );

function transpileModule(source: string, options: TypeScript.TranspileOptions): TypeScript.TranspileOutput {
  latest.module = { source, options };
  return ts.transpileModule(source, options);
}

/** Source map from what runs to the emitted ES module, made when it is asked for: few cells fail. */
export function mapToModule({ module }: Compilation): string {
  if (!module) return "";
  const compilerOptions = { ...module.options.compilerOptions, sourceMap: true };
  return ts.transpileModule(module.source, { ...module.options, compilerOptions }).sourceMapText ?? "";
}

const writable = true;
const system = Object.create(ts.sys, {
  watchFile: { value: watchFile, writable },
  watchDirectory: { value: watchDirectory, writable },
});
const cached = require.cache[typescriptPath];
if (!cached)
  throw new Error(`compiler requires TypeScript in the module cache, got none at ${typescriptPath}`);
cached.exports = Object.create(ts, {
  __esModule: { value: true }, // so that tslab takes this object as it is, and not a copy of its own properties
  sys: { value: system },
  createWatchCompilerHost: { value: createWatchCompilerHost },
  transpileModule: { value: transpileModule },
});
