import { readModule } from "./read-module";

/** Memory that a module works on, in pages of 64 KiB. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

/** The parts of WebAssembly that are used here: TypeScript declares it with the browser's types only. */
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
 * @param file   its path below dist/, as `training/fast/assembly/skip-gram.wasm`
 * @param memory for a module that works on shared memory; other modules export their own as `memory`
 * @returns its exports, of the type that its source defines
 */
export function instantiate<Exports extends object>(file: string, memory?: WasmMemory): Exports {
  const module = new WebAssembly.Module(readModule(file));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
}

/** Whether this Node, or this browser, supports everything that a module uses, such as SIMD or shared memory. */
export function canInstantiate(file: string): boolean {
  return typeof WebAssembly === "object" && WebAssembly.validate(readModule(file));
}

/** Zero-filled memory that threads can share, of a fixed size. */
export function sharedMemory(bytes: number): WasmMemory {
  if (!(bytes > 0 && bytes <= mostBytes))
    throw new RangeError(`sharedMemory requires 1 to ${mostBytes} bytes, got ${bytes}`);
  const pages = Math.ceil(bytes / page);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}
