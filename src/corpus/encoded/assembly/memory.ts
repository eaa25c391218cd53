/** The first byte that nothing uses yet. */
let top: usize = __heap_base;

/**
 * Allocates zero-filled memory, up to 4 GiB. It is never freed: data that grow move, and all that they leave behind is
 * no more than what they have then. A memory that cannot grow ends the call with a trap.
 */
export function allocate(bytes: usize): usize {
  const at = top;
  const end = <u64>at + ((<u64>bytes + 63) & ~63);
  const pages = <i64>((end + 0xffff) >>> 16) - memory.size();
  if (end > 0xffffffff || (pages > 0 && memory.grow(<i32>pages) < 0)) unreachable();
  top = <usize>end;
  return at;
}

/** Allocates more memory, which begins with a copy. */
export function enlarged(from: usize, used: usize, bytes: usize): usize {
  const to = allocate(bytes);
  memory.copy(to, from, used);
  return to;
}
