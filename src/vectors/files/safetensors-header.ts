import { quoted, refuse } from "./row-store";

/** A tensor, as the header of a safetensors file describes it. */
export interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** where it begins and ends, in bytes after the header */
  readonly begin: number;
  readonly end: number;
}

/** What the header says. */
export interface Header {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Bytes of a number of the types that vectors come in. */
export const BYTES: Readonly<Record<string, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2 };

/** Most tensors of a file: more than a large model has. */
const MOST_TENSORS = 10_000;

/**
 * Reads the header of a safetensors file. Refuses what the format forbids: a repeated key, a value of the wrong type,
 * tensors that overlap, leave gaps, or do not end with the file.
 *
 * Format: https://huggingface.co/docs/safetensors
 *
 * @param text   the header, JSON in UTF-8
 * @param length bytes that follow it
 * @param place  of the header, for an error
 */
export function headerFrom(text: Buffer, length: number, place: string): Header {
  const json = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let source: string;
  let value: unknown;
  try {
    source = json.decode(text);
    value = JSON.parse(source);
  } catch (error) {
    refuse(place, "JSON in UTF-8", quoted((error as Error).message));
  }
  if (!isObject(value)) refuse(place, "an object", quoted(source));
  const count = Object.keys(value).length;
  if (count > MOST_TENSORS) refuse(place, `at most ${MOST_TENSORS} tensors`, String(count));
  const repeated = repeatedKey(source);
  if (repeated !== undefined) refuse(place, "every key once", `${quoted(repeated)} again`);
  const { __metadata__: given = {}, ...rest } = value;
  if (!isObject(given)) refuse(place, "an object as __metadata__", quoted(JSON.stringify(given)));
  const tensors = new Map(Object.entries(rest).map(([key, tensor]) => [key, tensorFrom(key, tensor, place)]));
  requireNoGaps(tensors, length, place);
  const metadata = new Map<string, string>();
  for (const [key, text] of Object.entries(given)) {
    if (typeof text !== "string") refuse(place, `a text as ${quoted(key)}`, typeof text);
    metadata.set(key, text);
  }
  return { tensors, metadata };
}

function tensorFrom(key: string, value: unknown, place: string): Tensor {
  const name = `tensor ${quoted(key)}`;
  if (!isObject(value)) refuse(place, `an object as ${name}`, typeof value);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== "string") refuse(place, `a text as dtype of ${name}`, JSON.stringify(dtype) ?? "none");
  if (!isSizes(shape))
    refuse(place, `whole numbers as shape of ${name}`, quoted(JSON.stringify(shape) ?? "none"));
  if (!isSizes(offsets) || offsets.length !== 2 || offsets[0] > offsets[1])
    refuse(
      place,
      `two rising whole numbers as data_offsets of ${name}`,
      quoted(JSON.stringify(offsets) ?? "none"),
    );
  const [begin, end] = offsets;
  const bytes = shape.reduce((product, size) => product * size, BYTES[dtype] ?? NaN);
  if (bytes !== end - begin && dtype in BYTES)
    refuse(place, `data_offsets of ${name} that hold ${shape.join(" x ")} ${dtype}`, `${end - begin} bytes`);
  return { dtype, shape, begin, end };
}

/** Tensors follow one another, from the first byte after the header to the last byte of the file. */
function requireNoGaps(tensors: ReadonlyMap<string, Tensor>, length: number, place: string): void {
  let at = 0;
  for (const [key, { begin, end }] of [...tensors].sort(
    ([, a], [, b]) => a.begin - b.begin || a.end - b.end,
  )) {
    if (begin !== at) refuse(place, `tensor ${quoted(key)} to begin at byte ${at}`, String(begin));
    at = end;
  }
  if (at !== length) refuse(place, `tensors of ${length} bytes, as many as follow it`, String(at));
}

/** A key that an object of a valid JSON text has twice: `JSON.parse` drops the first silently. */
function repeatedKey(json: string): string | undefined {
  const open: Set<string>[] = []; // the keys of the objects that are not closed yet
  for (let at = 0; at < json.length; at++) {
    if (json[at] === "{") open.push(new Set());
    else if (json[at] === "}") open.pop();
    if (json[at] !== '"') continue;
    const begin = at++;
    for (; json[at] !== '"'; at++) if (json[at] === "\\") at++;
    let next = at + 1;
    while (/\s/.test(json.charAt(next))) next++;
    if (json[next] !== ":") continue;
    const key = JSON.parse(json.slice(begin, at + 1)) as string;
    const keys = open[open.length - 1];
    if (keys.has(key)) return key;
    keys.add(key);
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
