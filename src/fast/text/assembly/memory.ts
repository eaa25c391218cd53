/** The first byte that nothing uses yet. */
let top: usize = __heap_base;

/**
 * Takes memory, zero-filled, from what is left of 4 GiB. It is not given back: whoever needs more moves, and what
 * it leaves is together no more than what it then has. A memory that cannot grow ends the call with a trap.
 */
export function allocate(bytes: usize): usize {
  const at = top;
  const end = <u64>at + ((<u64>bytes + 63) & ~63);
  const pages = <i64>((end + 0xffff) >>> 16) - memory.size();
  if (end > 0xffffffff || (pages > 0 && memory.grow(<i32>pages) < 0)) unreachable();
  top = <usize>end;
  return at;
}

/** More memory, which begins with what is there. */
export function enlarged(from: usize, used: usize, bytes: usize): usize {
  const to = allocate(bytes);
  memory.copy(to, from, used);
  return to;
}
