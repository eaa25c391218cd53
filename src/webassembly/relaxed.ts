import v8 from "node:v8";
import { canInstantiate } from "./module";

/**
 * Whether this Node supports a module that uses relaxed SIMD. Node 20 needs an option of V8 for it, which is set here for
 * the whole process if it is needed.
 */
export function canInstantiateRelaxed(file: string): boolean {
  if (canInstantiate(file)) return true;
  v8.setFlagsFromString("--experimental-wasm-relaxed-simd");
  return canInstantiate(file);
}
