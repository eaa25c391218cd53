import { endianness } from "node:os";

/**
 * Converts numbers in place between little-endian byte order and this machine's order, which is the same on nearly every
 * machine.
 */
export function littleEndian<T extends Float32Array | Float64Array>(numbers: T): T {
  if (endianness() === "BE") {
    const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    if (numbers.BYTES_PER_ELEMENT === 4) bytes.swap32();
    else bytes.swap64();
  }
  return numbers;
}
