/**
 * Starts the program of the cells' process (`program.ts`) with built-in objects of its own.
 *
 * A cell may replace what `JSON`, `Array.prototype` or `setTimeout` do. That harms whoever shares them: cells, and the
 * packages that they use. The kernel's modules are therefore loaded into a context of Node's `vm`, which has its own.
 * What belongs to the cells comes from `cells-global.ts`.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";

/** Of Node, as they are before any cell runs. */
const { Buffer, TextDecoder, URL, clearTimeout, console, performance, process, setImmediate, setTimeout } =
  globalThis;
const context = vm.createContext({
  Buffer,
  TextDecoder,
  URL,
  clearTimeout,
  console,
  performance,
  process,
  setImmediate,
  setTimeout,
});

const library = path.join(__dirname, "../..") + path.sep;
const parameters = ["exports", "require", "module", "__filename", "__dirname"];
const loaded = new Map<string, { exports: object }>();

/** Loads a module of the project into the context, other modules as Node does. */
function load(file: string): object {
  const known = loaded.get(file);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const require = createRequire(file);
  const own = (name: string): unknown => {
    const found = name.startsWith(".") ? require.resolve(name) : "";
    return found.startsWith(library) ? load(found) : require(name);
  };
  const code = vm.compileFunction(readFileSync(file, "utf8"), parameters, {
    filename: file,
    parsingContext: context,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  code(module.exports, Object.assign(own, require), module, file, path.dirname(file));
  return module.exports;
}

load(path.join(__dirname, "program.js"));
