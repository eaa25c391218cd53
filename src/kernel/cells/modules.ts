/**
 * How cells load modules: `require` from the notebook's folder, TypeScript modules beside the notebook as the compiler
 * gave them, and `tslab` without its compiler, when a cell first asks for it.
 */
import Module, { createRequire } from "node:module";
import path from "node:path";
import { redirectDisplay } from "../display/cell-output";

/** Compiled modules of the notebook, by file name. */
const compiled = new Map<string, string>();

interface Loader {
  _resolveFilename(request: string, parent: { filename?: string } | undefined, ...rest: unknown[]): string;
}
interface Compiling extends NodeJS.Module {
  _compile(code: string, file: string): void;
}

const endings = ["", ".ts", ".tsx"];

/** `require` of the cells in a folder. */
export function cellRequire(folder: string): NodeJS.Require {
  const loader = Module as unknown as Loader;
  const resolve = loader._resolveFilename.bind(loader);
  const tslab = require.resolve("tslab"); // also for a notebook elsewhere
  const tslabFolder = path.dirname(tslab) + path.sep;
  loader._resolveFilename = (request, parent, ...rest) => {
    if (request.startsWith(".") && parent?.filename !== undefined) {
      const base = path.resolve(path.dirname(parent.filename), request.replace(/\.jsx?$/, ""));
      const own = endings.map((ending) => base + ending).find((file) => compiled.has(file));
      if (own !== undefined) return own;
    }
    const file = request === "tslab" ? tslab : resolve(request, parent, ...rest);
    if (file.startsWith(tslabFolder)) prepareTslab(tslab);
    return file;
  };
  for (const ending of [".ts", ".tsx"]) {
    require.extensions[ending] = (module, file) =>
      (module as Compiling)._compile(compiled.get(file) ?? "", file);
  }
  return createRequire(path.join(folder, "cell.js"));
}

/** Makes modules of the notebook known; those that have changed are loaded again. */
export function provideModules(modules: Record<string, string>): void {
  for (const [file, code] of Object.entries(modules)) {
    if (compiled.get(file) === code) continue;
    compiled.set(file, code);
    delete require.cache[file];
  }
}

let prepared = false;

/**
 * Before tslab is first loaded: what it displays goes to the cell, and it gets no compiler. The one that it brings takes
 * 45 MB and 0.25 CPU seconds, and a cell needs only its display.
 */
function prepareTslab(tslab: string): void {
  if (prepared) return;
  prepared = true;
  const load = createRequire(tslab);
  for (const name of ["./converter", "@tslab/typescript-for-tslab"]) {
    const file = load.resolve(name);
    const stub = new Module(file);
    Object.assign(stub, { filename: file, loaded: true, exports: { version: "" } });
    require.cache[file] = stub;
  }
  redirectDisplay(load("./jupyter") as object);
}

type Exports = Record<string, unknown> & { __esModule?: boolean };

/** What a name that is imported from a module stands for; "*" is the whole module. */
export function exported(module: unknown, name: string): unknown {
  const isModule = (typeof module === "object" || typeof module === "function") && module !== null;
  const exports = (isModule ? module : {}) as Exports;
  if (name === "default") return exports.__esModule ? exports.default : module;
  if (name !== "*") return exports[name];
  if (exports.__esModule) return module;
  return Object.assign(Object.create(null), exports, { default: module });
}
