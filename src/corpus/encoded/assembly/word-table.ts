/*
 * The different words of a text as bytes, numbered in the order of first appearance: a hash table with open
 * addressing and linear probing, at most half full. A slot has 16 bytes: the first eight of the word (0 after a
 * shorter one), its length, its id + 1 (0 in an empty slot). A word of at most eight bytes is found by its slot alone,
 * so that most look-ups touch one line of the processor's cache.
 */
import { allocate, enlarged } from "./memory";

let slots: usize = 0;
let slotBits: u64 = 12;
let capacity: u32 = 1 << 10; // words that `ends` and `counts` have room for
let counts: usize = 0; // f64 of each word
let ends: usize = 0; // u32 of each word: where it ends, and the next one begins, in `bytes`
let bytes: usize = 0;
let bytesSize: usize = 1 << 14;
let size: u32 = 0;
let limit: u32 = 0;

/** Makes an empty table. One word more than `mostWords` ends the call with a trap. */
export function openTable(mostWords: u32): void {
  limit = mostWords;
  slots = allocate(16 << (<usize>slotBits));
  counts = allocate(8 * <usize>capacity);
  ends = allocate(4 * <usize>capacity);
  bytes = allocate(bytesSize + 8);
}

/** How many words there are. */
export function wordCount(): u32 {
  return size;
}

/** Where the counts are, f64, shape (words). */
export function countsAt(): usize {
  return counts;
}

/** Where the bytes of a word begin. */
export function wordAt(id: u32): usize {
  return bytes + wordStart(id);
}

/** How many bytes a word has. */
export function wordLength(id: u32): u32 {
  return load<u32>(ends + 4 * <usize>id) - <u32>wordStart(id);
}

/** Finds the id of a word, or adds the word. Up to seven bytes behind it are read, and not used. */
export function findOrAdd(at: usize, length: u32): u32 {
  const first = firstBytes(at, length);
  const mask = ((<usize>1) << (<usize>slotBits)) - 1;
  let place = <usize>(hashWord(at, length, first) >>> (64 - slotBits));
  let slot = slots + (place << 4);
  let id = load<u32>(slot, 12);
  while (id != 0) {
    if (load<u64>(slot) == first && load<u32>(slot, 8) == length) {
      if (length <= 8 || memory.compare(at, wordAt(id - 1), length) == 0) return id - 1;
    }
    place = (place + 1) & mask;
    slot = slots + (place << 4);
    id = load<u32>(slot, 12);
  }
  return add(at, length, first, slot);
}

function wordStart(id: u32): usize {
  return id == 0 ? 0 : <usize>load<u32>(ends + 4 * <usize>(id - 1));
}

function firstBytes(at: usize, length: u32): u64 {
  const eight = load<u64>(at);
  return length >= 8 ? eight : eight & (((<u64>1) << (8 * length)) - 1);
}

function hashWord(at: usize, length: u32, first: u64): u64 {
  let hash = mixed(first, length);
  if (length > 8) {
    const last = at + length - 8;
    for (let next = at + 8; next < last; next += 8) hash = mixed(load<u64>(next), hash);
    hash = mixed(load<u64>(last), hash);
  }
  return hash * 0x9e3779b97f4a7c15; // its high bits depend on all (Knuth's multiplicative hashing)
}

function mixed(value: u64, hash: u64): u64 {
  const product = (value ^ (hash * 0x9e3779b97f4a7c15)) * 0xbf58476d1ce4e5b9;
  return product ^ (product >>> 29);
}

function add(at: usize, length: u32, first: u64, slot: usize): u32 {
  const start = wordStart(size);
  const end = start + length;
  if (size == limit || end < start) unreachable();
  if (end > bytesSize) {
    const more = <usize>min<u64>(2 * <u64>end, 0xffffff00);
    bytes = enlarged(bytes, start, more + 8);
    bytesSize = more;
  }
  memory.copy(bytes + start, at, length);
  if (size == capacity) {
    counts = enlarged(counts, 8 * <usize>capacity, 16 * <usize>capacity);
    ends = enlarged(ends, 4 * <usize>capacity, 8 * <usize>capacity);
    capacity *= 2;
  }
  const id = size++;
  store<u32>(ends + 4 * <usize>id, <u32>end);
  store<u64>(slot, first);
  store<u32>(slot, length, 8);
  store<u32>(slot, id + 1, 12);
  if (2 * <u64>size > (<u64>1) << slotBits) moreSlots();
  return id;
}

/** Twice as many slots, and every word in its new one. */
function moreSlots(): void {
  const old = slots;
  const oldEnd = old + (16 << (<usize>slotBits));
  slotBits++;
  slots = allocate(16 << (<usize>slotBits));
  const mask = ((<usize>1) << (<usize>slotBits)) - 1;
  for (let slot = old; slot < oldEnd; slot += 16) {
    const id = load<u32>(slot, 12);
    if (id == 0) continue;
    let place = <usize>(hashWord(wordAt(id - 1), load<u32>(slot, 8), load<u64>(slot)) >>> (64 - slotBits));
    while (load<u32>(slots + (place << 4), 12) != 0) place = (place + 1) & mask;
    memory.copy(slots + (place << 4), slot, 16);
  }
}
