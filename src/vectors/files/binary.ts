import type { ByteReader } from "./byte-reader";
import { littleEndian } from "./little-endian";
import { LONGEST_WORD, placeOf, requireFinite } from "./row-store";
import type { NamedVectors } from "../../model/word-vectors";
import { refuse, RowStore, numbersOfType } from "./row-store";
import { parseHeader } from "./text";

const NEWLINE = 0x0a;
const SPACE = 0x20;

/**
 * Reads word2vec's binary format: a line `n d`, then for each word its text, a space and d floats of 32 bits,
 * lowest byte first. word2vec.c ends each vector with a line end, gensim does not.
 */
export async function readBinary(bytes: ByteReader): Promise<NamedVectors> {
  const { n, d } = parseHeader((await bytes.until(NEWLINE, 200)).bytes, bytes);
  const store = new RowStore(d, numbersOfType.float32, bytes.size === undefined ? 1 : n);
  const vector = new Float32Array(d);
  for (let w = 0; w < n; w++) {
    const place = `word ${w + 1} of ${bytes.name}`;
    if ((await bytes.peek(1))[0] === NEWLINE) await bytes.fill(new Uint8Array(1));
    const { bytes: word, closed } = await bytes.until(SPACE, LONGEST_WORD);
    if (!closed) refuse(place, `${n} words`, "the end of the file");
    const at = store.add(word, place);
    const filled = await bytes.fill(new Uint8Array(vector.buffer));
    if (filled < 4 * d) refuse(place, `${4 * d} bytes of its vector`, `${filled} before the end of the file`);
    store.data.set(littleEndian(vector), at);
    requireFinite(store.data, at, at + d, (i) => placeOf(i, store.words, d, bytes.name));
  }
  if ((await bytes.peek(1))[0] === NEWLINE) await bytes.fill(new Uint8Array(1));
  if (!(await bytes.ended())) refuse(`word ${n + 1} of ${bytes.name}`, `the end after ${n} words`, "more");
  return store.named();
}

/**
 * Formats vectors as word2vec's binary file, with a line end after each vector, as word2vec.c does. The bytes of a vector
 * are valid until the next one.
 */
export function* formatBinary({ words, vectors }: NamedVectors): Generator<string | Uint8Array> {
  const { rows, cols, data } = vectors;
  yield `${rows} ${cols}\n`;
  const floats = new Float32Array(cols);
  const bytes = new Uint8Array(floats.buffer);
  for (let w = 0; w < rows; w++) {
    yield `${words[w]} `;
    floats.set(data.subarray(w * cols, (w + 1) * cols));
    littleEndian(floats);
    yield bytes;
    yield "\n";
  }
}
