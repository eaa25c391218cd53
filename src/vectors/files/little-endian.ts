import { endianness } from "node:os";

/**
 * Numbers of a file whose bytes come lowest first, turned into this machine's order in place, or back: on nearly
 * every machine that is the same.
 */
export function littleEndian<T extends Float32Array | Float64Array>(numbers: T): T {
  if (endianness() === "BE") {
    const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    if (numbers.BYTES_PER_ELEMENT === 4) bytes.swap32();
    else bytes.swap64();
  }
  return numbers;
}
