import { isUtf8 } from "node:buffer";

/**
 * Refuses bytes that are not UTF-8.
 *
 * @param what   the beginning of an error: what requires UTF-8
 * @param offset of the first of these bytes in the text
 * @param name   of the text, for an error
 * @param remedy what helps, for the end of an error
 * @throws Error that names the offset in the text of the first byte that begins no whole UTF-8 sequence
 */
export function requireUtf8(
  what: string,
  bytes: Uint8Array,
  offset: number,
  name: string,
  remedy = "",
): void {
  if (isUtf8(bytes)) return;
  const wrong = firstWrongByte(bytes);
  const value = bytes[wrong].toString(16).padStart(2, "0");
  throw new Error(
    `${what} requires UTF-8, got byte 0x${value} at offset ${offset + wrong} of ${name}${remedy}`,
  );
}

function firstWrongByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at]);
    if (at + length > bytes.length || !isUtf8(bytes.subarray(at, at + length))) break;
    at += length;
  }
  return at;
}

/** Bytes of the UTF-8 sequence that a byte begins. */
function sequenceLength(lead: number): number {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
