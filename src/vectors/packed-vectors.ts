import { row, zeros, type Matrix } from "../model/matrix";
import type { Rows } from "../model/word-vectors";

/** Vectors in 16 bits a number, as text that a page can hold: whole numbers and a scale for each row, in base64. */
export interface PackedVectors {
  readonly rows: number;
  readonly cols: number;
  /** shape (rows, cols), signed 16-bit numbers, little endian */
  readonly numbers: string;
  /** shape (rows), 32-bit floats, little endian */
  readonly scales: string;
}

const LARGEST = 32767;

/**
 * Rounds rows of a matrix to 16 bits a number. Each row has a scale of its own:
 *
 *     scale_w = max_i |V_wi| / 32767        number_wi = round(V_wi / scale_w)
 *
 * So a number is at most scale_w / 2 from its own value, and a cosine of unpacked rows within about √d · 3·10⁻⁵ of its own.
 *
 * @param vectors shape (n, d), finite
 * @param ids     the rows to pack, in the order in which they are packed
 */
export function packVectors(vectors: Rows, ids: ArrayLike<number>): PackedVectors {
  const [rows, cols] = [ids.length, vectors.cols];
  const numbers = new DataView(new ArrayBuffer(2 * rows * cols));
  const scales = new DataView(new ArrayBuffer(4 * rows));
  for (let w = 0; w < rows; w++) {
    const values = row(vectors, ids[w]);
    let largest = 0;
    for (const value of values) largest = Math.max(largest, Math.abs(value));
    const scale = Math.fround(largest / LARGEST) || 1; // a row of zeros stays one
    scales.setFloat32(4 * w, scale, true);
    values.forEach((value, i) => {
      const number = Math.max(-LARGEST, Math.min(LARGEST, Math.round(value / scale)));
      numbers.setInt16(2 * (w * cols + i), number, true);
    });
  }
  return { rows, cols, numbers: toBase64(numbers), scales: toBase64(scales) };
}

/** The rows that {@link packVectors} packed, to 16 bits of their largest number. */
export function unpackVectors({ rows, cols, numbers, scales }: PackedVectors): Matrix {
  const [packed, scaled] = [fromBase64(numbers), fromBase64(scales)];
  if (packed.byteLength !== 2 * rows * cols || scaled.byteLength !== 4 * rows)
    throw new RangeError(`unpackVectors requires numbers of ${rows} x ${cols} vectors, got others`);
  const vectors = zeros(rows, cols);
  for (let w = 0, i = 0; w < rows; w++) {
    const scale = scaled.getFloat32(4 * w, true);
    for (let c = 0; c < cols; c++, i++) vectors.data[i] = scale * packed.getInt16(2 * i, true);
  }
  return vectors;
}

/** Bytes of one vector of d numbers once it is packed. */
export const packedBytes = (d: number): number => (4 / 3) * (2 * d + 4);

/** In parts, since a call takes some ten thousand arguments at most. */
function toBase64({ buffer }: DataView): string {
  const bytes = new Uint8Array(buffer);
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 0x2000)
    parts.push(String.fromCharCode(...bytes.subarray(i, i + 0x2000)));
  return btoa(parts.join(""));
}

function fromBase64(text: string): DataView {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return new DataView(bytes.buffer);
}
