import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * The bytes of a module that the build has compiled. The program of a page has the modules that it uses in itself:
 * `src/pages/bundle.mjs` puts its own function in the place of this one.
 *
 * @param file its path below dist/, as `training/fast/assembly/skip-gram.wasm`
 */
export function readModule(file: string): Uint8Array {
  return readFileSync(path.join(__dirname, "..", file));
}
