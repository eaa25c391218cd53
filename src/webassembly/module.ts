import { readFileSync } from "node:fs";
import path from "node:path";
import v8 from "node:v8";

/** Memory that a module works on, in pages of 64 KiB. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

/** What is used of WebAssembly here: TypeScript declares it with the browser's types only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: object };
  Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
  validate(bytes: Uint8Array): boolean;
};

const page = 2 ** 16; // bytes

/** The most that a module can address: 4 GiB. */
export const mostBytes = 2 ** 32;

/**
 * Loads one of the project's WebAssembly modules, which the build compiles from src/X/assembly/name.ts.
 *
 * @param file   its path below dist/, as `fast/assembly/skip-gram.wasm`
 * @param memory for a module that works on shared memory; others export one of their own as `memory`
 * @returns its exports, of the type that the source says
 */
export function instantiate<Exports extends object>(file: string, memory?: WasmMemory): Exports {
  const module = new WebAssembly.Module(bytesOf(file));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
}

/** Whether this Node understands all that a module uses, such as SIMD or shared memory. */
export function canInstantiate(file: string): boolean {
  return typeof WebAssembly === "object" && WebAssembly.validate(bytesOf(file));
}

/**
 * The same for a module that uses relaxed SIMD. Node 20 has it behind an option of V8, which is switched on
 * here, for the whole process, where it is needed.
 */
export function canInstantiateRelaxed(file: string): boolean {
  if (canInstantiate(file)) return true;
  v8.setFlagsFromString("--experimental-wasm-relaxed-simd");
  return canInstantiate(file);
}

/** Zero-filled memory that threads can share, of a fixed size. */
export function sharedMemory(bytes: number): WasmMemory {
  if (!(bytes > 0 && bytes <= mostBytes))
    throw new RangeError(`sharedMemory requires 1 to ${mostBytes} bytes, got ${bytes}`);
  const pages = Math.ceil(bytes / page);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

function bytesOf(file: string): Uint8Array {
  return readFileSync(path.join(__dirname, "..", file));
}
