/**
 * The global object of cells, and what the kernel takes from it before a cell can change it: errors that cells catch
 * and promises that they await are of their own classes. The kernel's modules have others (`main.ts`).
 */
import vm from "node:vm";

export const cellsGlobal = vm.runInThisContext("globalThis") as typeof globalThis;

export const { Error: CellError, ReferenceError: CellReferenceError, Promise: CellPromise } = cellsGlobal;
const { then } = CellPromise.prototype;

/** A promise of a cell as one of the kernel's, whatever a cell made of `then`. */
export function ownPromise<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => void Reflect.apply(then, promise, [resolve, reject]));
}

export const cellsObjectPrototype = cellsGlobal.Object.prototype;
