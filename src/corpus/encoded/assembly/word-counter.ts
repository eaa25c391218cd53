/*
 * Finds the words of a text, and gives them ids. The text comes in parts that end in white space. A part is first cut
 * into runs of other bytes (`cut`), then the runs are looked up (`lookUp`). A run with other than ASCII bytes may stand
 * for other words (`É` for `é`): then `lookUp` returns to its caller, which counts those words and calls it again.
 */
import { allocate } from "./memory";
import { countsAt, findOrAdd, openTable } from "./word-table";

export { countsAt, findOrAdd, wordAt, wordCount, wordLength } from "./word-table";

const NEWLINE: u8 = 0x0a;
const SPACE: u8 = 0x20;
const TAB: u8 = 0x09; // the first of five kinds of white space; the last is the carriage return
const END: i32 = -1; // the id that ends a sentence

let longest: u32 = 0; // most words of a sentence
let capitals: u8 = 26; // how many letters from A on become small
let length: u32 = 0; // words of the unfinished sentence
let tokens: f64 = 0; // of all finished sentences

let capacity: usize = 0; // most bytes of a part
let input: usize = 0;
let spaces: usize = 0; // a bit for each byte of the input: white space
let runs: usize = 0; // u32 where each run begins and u32 length; 0 and 0 for an end of line
let runsEnd: usize = 0;
let run: usize = 0; // the next one to look up
let ids: usize = 0;
let idsEnd: usize = 0;
let spareCapacity: usize = 0;
let spare: usize = 0;

/** Begins a text of at most `mostWords` different words; sentences longer than `longestSentence` are cut. */
export function open(mostWords: u32, longestSentence: u32, keepCase: bool): void {
  openTable(mostWords);
  capitals = keepCase ? 0 : 26;
  longest = longestSentence;
}

/** Where to put a part of so many bytes. */
export function inputFor(bytes: usize): usize {
  if (bytes > capacity) {
    capacity = 2 * bytes;
    input = allocate(capacity + 64);
    spaces = allocate(capacity / 8 + 64);
    runs = allocate(8 * capacity + 64);
    ids = allocate(4 * capacity + 64);
  }
  return input;
}

/** Where the ids are, and how many. They are valid until the next part. */
export function idsAt(): usize {
  return ids;
}
export function idCount(): usize {
  return (idsEnd - ids) >>> 2;
}

/** Tokens of all finished sentences. */
export function rawTokens(): f64 {
  return tokens;
}

/** Makes ASCII capitals small, unless case is kept, and cuts the part at `inputFor` into runs. */
export function cut(bytes: usize): void {
  findSpaces(bytes);
  runsEnd = runs;
  let from = input; // where the run, or the white space, began
  let inRun = false;
  let last: u64 = 1; // whether the byte before was white space; so it is before the first
  for (let block: usize = 0; block < bytes; block += 64) {
    const bits = load<u64>(spaces + (block >>> 3));
    let edges = bits ^ ((bits << 1) | last);
    last = bits >>> 63;
    while (edges != 0) {
      const at = input + block + <usize>ctz(edges);
      edges &= edges - 1;
      if (inRun) addRun(<u32>from, <u32>(at - from));
      else addLines(from, at);
      inRun = !inRun;
      from = at;
    }
  }
  if (!inRun) addLines(from, input + bytes);
  run = runs;
}

/** Looks up runs; returns the id of one that the caller has to count, or -1 when all are done. */
export function lookUp(): i32 {
  while (run < runsEnd) {
    const at = <usize>load<u32>(run);
    const size = load<u32>(run, 4);
    run += 8;
    if (size == 0) {
      if (length > 0) endSentence();
      continue;
    }
    const id = findOrAdd(at, size);
    const count = countsAt() + 8 * <usize>id;
    if (load<f64>(count) <= 0 && (load<f64>(count) < 0 || !isAscii(at, size))) return id;
    countWord(id);
  }
  return -1;
}

/** Counts a word, and adds its id. */
export function countWord(id: u32): void {
  const count = countsAt() + 8 * <usize>id;
  store<f64>(count, load<f64>(count) + 1);
  store<u32>(idsEnd, id);
  idsEnd += 4;
  if (++length == longest) endSentence();
}

function endSentence(): void {
  tokens += <f64>length;
  length = 0;
  store<i32>(idsEnd, END);
  idsEnd += 4;
}

function addRun(at: u32, size: u32): void {
  store<u32>(runsEnd, at);
  store<u32>(runsEnd, size, 4);
  runsEnd += 8;
}

function addLines(from: usize, to: usize): void {
  for (let at = from; at < to; at++) if (load<u8>(at) == NEWLINE) addRun(0, 0);
}

/** Sixteen bytes at a time: ASCII capitals become small, and white space becomes bits. */
function findSpaces(bytes: usize): void {
  idsEnd = ids;
  for (let i: usize = 0; i < bytes; i += 16) {
    let some = v128.load(input + i);
    const capital = i8x16.lt_u(i8x16.sub(some, i8x16.splat(0x41)), i8x16.splat(capitals));
    some = v128.or(some, v128.and(capital, i8x16.splat(0x20)));
    v128.store(input + i, some);
    const tabs = i8x16.lt_u(i8x16.sub(some, i8x16.splat(TAB)), i8x16.splat(5));
    const space = v128.or(i8x16.eq(some, i8x16.splat(SPACE)), tabs);
    store<u16>(spaces + (i >>> 3), <u16>i8x16.bitmask(space));
  }
  const end = spaces + (bytes >>> 3);
  store<u64>(end, load<u64>(end) | (~(<u64>0) << (bytes & 7))); // nothing begins behind the part
}

function isAscii(at: usize, size: u32): bool {
  for (const end = at + size; at < end; at++) if (load<u8>(at) >= 0x80) return false;
  return true;
}

/** Where to put a word of so many bytes that is not in the text. */
export function spareFor(bytes: usize): usize {
  if (bytes > spareCapacity) {
    spareCapacity = 2 * bytes;
    spare = allocate(spareCapacity + 8);
  }
  return spare;
}
