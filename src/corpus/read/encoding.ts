/** The encoding that is read as it is. */
export const utf8 = "utf-8";

/** Longest stretch without a space or the end of a line, in bytes. */
const longestStretch = 1 << 20;

const [NEWLINE, SPACE] = [0x0a, 0x20];

/**
 * What windows-1252, which the web calls latin1 too, has in the place of the control characters 0x80 to 0x9F: Unicode's
 * letters for these bytes. Some versions of Node leave the control characters there.
 */
const windows1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * The name of an encoding, as `TextDecoder` spells it.
 *
 * @throws RangeError if it has none of this name
 */
export function findEncoding(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new RangeError(
      `settings require encoding to be utf-8, latin1, windows-1252, utf-16le, shift_jis or another name that TextDecoder knows, got ${JSON.stringify(name)}`,
    );
  }
}

/**
 * Turns a text of another encoding into UTF-8, a chunk at a time. Holds one chunk and the word that crosses its edge.
 *
 * @param bytes    unpacked, in chunks of any length
 * @param encoding as `findEncoding` returns it; UTF-8 passes as it is
 * @param name     of the text, for an error
 * @throws RangeError with the offset of the first byte that is not of the encoding
 */
export async function* toUtf8(
  bytes: AsyncIterable<Buffer>,
  encoding: string,
  name: string,
): AsyncGenerator<Buffer> {
  if (encoding === utf8) {
    yield* bytes;
    return;
  }
  let open: Buffer = Buffer.alloc(0); // of an unfinished word
  let offset = 0; // of `open` in the text
  for await (const chunk of bytes) {
    const all = open.length > 0 ? Buffer.concat([open, chunk]) : chunk;
    const end = endOfWords(all, encoding);
    if (end > 0) yield decode(all.subarray(0, end), encoding, offset, name);
    offset += end;
    open = Buffer.from(all.subarray(end));
    if (open.length > longestStretch)
      throw new RangeError(
        `a text in ${encoding} is required to have words of at most ${longestStretch} bytes, got a longer one at offset ${offset} of ${name}; put a sentence on each line`,
      );
  }
  if (open.length > 0) yield decode(open, encoding, offset, name);
}

/**
 * Where the last space or end of a line ends: no decoder is inside a character there. One of ISO-2022-JP may be in a state
 * of its own behind a space, but not behind the end of a line.
 */
function endOfWords(bytes: Buffer, encoding: string): number {
  const width = encoding.startsWith("utf-16") ? 2 : 1;
  const unit = (at: number): number =>
    width === 1 ? bytes[at] : encoding === "utf-16le" ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  for (let at = bytes.length - (bytes.length % width) - width; at >= 0; at -= width)
    if (unit(at) === NEWLINE || (unit(at) === SPACE && encoding !== "iso-2022-jp")) return at + width;
  return 0;
}

function decode(bytes: Buffer, encoding: string, offset: number, name: string): Buffer {
  try {
    const text = openDecoder(encoding).decode(bytes);
    return Buffer.from(encoding === "windows-1252" ? withoutControls(text) : text);
  } catch {
    const wrong = firstWrongByte(bytes, encoding);
    const got =
      wrong < bytes.length ? `byte 0x${bytes[wrong].toString(16).padStart(2, "0")}` : "the end of the text";
    throw new RangeError(`the text requires ${encoding}, got ${got} at offset ${offset + wrong} of ${name}`);
  }
}

const openDecoder = (encoding: string): InstanceType<typeof TextDecoder> =>
  new TextDecoder(encoding, { fatal: true, ignoreBOM: true });

const withoutControls = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (control) => windows1252[control.charCodeAt(0) - 0x80]);

/** The index of the byte at which no beginning of a right text goes on; the length, if only its end is missing. */
function firstWrongByte(bytes: Buffer, encoding: string): number {
  const goesOn = (length: number): boolean => {
    try {
      openDecoder(encoding).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [right, wrong] = [0, bytes.length + 1];
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    if (goesOn(middle)) right = middle;
    else wrong = middle;
  }
  return right;
}
