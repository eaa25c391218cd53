/** Whether a file begins with one of some byte sequences, written as latin-1. */
export const begins =
  (...magic: string[]) =>
  (head: Buffer): boolean =>
    magic.some((bytes) => head.toString("latin1", 0, bytes.length) === bytes);

/** Whether the first file in a zip archive has a name that matches. */
export const firstInZip =
  (name: RegExp) =>
  (head: Buffer): boolean =>
    begins("PK\x03\x04")(head) &&
    head.length >= 30 &&
    name.test(head.toString("latin1", 30, 30 + head.readUInt16LE(26)));

/** Whether there are control characters, which tell a format whose name is letters from a text that begins with them. */
export function hasControl(head: Buffer): boolean {
  return head.some((byte) => byte < 0x20 && (byte < 0x09 || byte > 0x0d));
}

/**
 * The encoding of a text whose characters have two or four bytes: by its byte order mark, or because the bytes that
 * are zero in Latin letters are zero in nearly all characters, and nearly no others are.
 */
export function wideUnits(head: Buffer): string | undefined {
  if (begins("\xff\xfe\0\0", "\0\0\xfe\xff")(head)) return "UTF-32";
  if (begins("\xff\xfe", "\xfe\xff")(head)) return "UTF-16";
  const units = Math.floor(head.length / 4);
  if (units < 2) return undefined;
  const zeros = [0, 0, 0, 0];
  for (let i = 0; i < 4 * units; i++) if (head[i] === 0) zeros[i % 4]++;
  const pattern = zeros
    .map((count) => (count > 0.9 * units ? "0" : count < 0.1 * units ? "x" : "?"))
    .join("");
  return { x000: "UTF-32LE", "000x": "UTF-32BE", x0x0: "UTF-16LE", "0x0x": "UTF-16BE" }[pattern];
}

/** Whether a file begins as JSON of objects or arrays does; `{` and `[` alone may be words or begin a sentence. */
export function isJson(head: Buffer): boolean {
  const text = head.toString("utf8").replace(/^\uFEFF/, "").trimStart(); // prettier-ignore
  return /^(\[\s*)*\{\s*("([^"\\]|\\.)*"\s*:|\}\s*[\],]?\s*$)/.test(text) || isJsonArray(text);
}

/** An array of texts, of numbers or of arrays: at least one comma or the end follows its first value. */
function isJsonArray(text: string): boolean {
  return /^\[\s*(("([^"\\]|\\.)*"|-?\d+\.\d+(e[-+]?\d+)?|\[\s*("([^"\\]|\\.)*"|-?\d+(\.\d+)?(e[-+]?\d+)?))\s*[,\]])/i.test(text); // prettier-ignore
}

/** Whether a file begins with the length of a header, which is a small number of 8 bytes, and `{`. */
export function isSafetensors(head: Buffer): boolean {
  return head.subarray(0, 8).includes(0) && head[8] === 0x7b;
}

/** Whether behind the line `n d` there are bytes of floats: of random bytes a tenth are control characters. */
export function isBinaryVectors(head: Buffer): boolean {
  const line = /^\d+ \d+\n/.exec(head.toString("latin1", 0, 40))?.[0];
  if (line === undefined) return false;
  const rest = head.subarray(line.length);
  return rest.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20)).length > rest.length / 50;
}

/** A number as programs write the entries of vectors. */
const entry = /^[-+]?(\d+\.\d*|\.\d+|\d+)(e[-+]?\d+)?$/i;
const fraction = /[.e]/i;

/**
 * Whether every whole line of the first bytes is a word and d numbers: behind a line `n d` numbers of any kind; without
 * one at least two lines, whose numbers are not all whole, as no sentences are.
 */
export function isTextVectors(head: Buffer): boolean {
  const lines = head
    .toString("utf8")
    .split(/\r?\n/)
    .slice(0, -1)
    .filter((line) => line.trim() !== "");
  const said = /^\d{1,15}[ \t]+(\d{1,15})$/.exec(lines[0]?.trimEnd() ?? "");
  const rows = said ? lines.slice(1) : lines;
  if (rows.length < (said ? 1 : 2)) return false;
  const d = said ? Number(said[1]) : fieldsOf(rows[0]).length - 1;
  return d > 0 && rows.every((row) => isRow(fieldsOf(row), d, said === null));
}

const fieldsOf = (line: string): string[] => line.trimEnd().split(/[ \t]/);

/** Whether the last d fields are numbers, behind a word, which may hold spaces where d was said. */
function isRow(fields: string[], d: number, unsaid: boolean): boolean {
  if (unsaid ? fields.length !== d + 1 : fields.length <= d) return false;
  const numbers = fields.slice(-d);
  return (
    numbers.every((field) => entry.test(field)) && (!unsaid || numbers.some((field) => fraction.test(field)))
  );
}
