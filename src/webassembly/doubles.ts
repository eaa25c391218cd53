import { mostBytes, sharedMemory, type WasmMemory } from "./module";

/**
 * Allocates arrays of doubles in a memory of their own, each at an address that is a multiple of 16.
 *
 * @param what    needs them, for an error
 * @param lengths of the arrays, by name
 * @throws RangeError if they take more than the 4 GiB that a module can address
 */
export function doublesInMemory<Name extends string>(
  what: string,
  lengths: Record<Name, number>,
): { memory: WasmMemory; arrays: Record<Name, Float64Array> } {
  const even = (length: number): number => length + (length % 2);
  const sizes = Object.entries<number>(lengths);
  const bytes = sizes.reduce((sum, [, length]) => sum + 8 * even(length), 0);
  if (bytes > mostBytes) {
    const [most, got] = [mostBytes, bytes].map((size) => (size / 2 ** 30).toFixed(1));
    throw new RangeError(`${what} requires at most ${most} GiB of memory, got ${got} GiB`);
  }
  const memory = sharedMemory(bytes);
  let at = 0;
  const arrays = Object.fromEntries(
    sizes.map(([name, length]) => {
      const array = new Float64Array(memory.buffer, at, length);
      at += 8 * even(length);
      return [name, array];
    }),
  ) as Record<Name, Float64Array>;
  return { memory, arrays };
}
