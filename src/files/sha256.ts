import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync } from "node:fs";

/** SHA-256 of some bytes, or of a text as UTF-8, in hexadecimal. */
export function hashBytes(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** SHA-256 of a file, in hexadecimal; it is read in parts. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(bytes as Buffer);
  return hash.digest("hex");
}

/** As `hashFile`, at once. */
export function hashFileSync(file: string): string {
  const descriptor = openSync(file, "r");
  try {
    const hash = createHash("sha256");
    const bytes = Buffer.alloc(1 << 20);
    for (let n = readSync(descriptor, bytes); n > 0; n = readSync(descriptor, bytes))
      hash.update(bytes.subarray(0, n));
    return hash.digest("hex");
  } finally {
    closeSync(descriptor);
  }
}
