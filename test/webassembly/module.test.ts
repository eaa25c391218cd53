import assert from "node:assert/strict";
import { test } from "node:test";
import { canInstantiate, instantiate, sharedMemory } from "../../dist/webassembly/module";
import { canInstantiateRelaxed } from "../../dist/webassembly/relaxed";

interface Peak {
  multiplyAdds(rounds: number, a: number, b: number): number;
}

test("a module is compiled at build time and computes: s ← s/2 + 1/4 from 1/2 stays there, in twelve sums", () => {
  const { multiplyAdds } = instantiate<Peak>("bench/assembly/peak.wasm", sharedMemory(1));
  assert.equal(multiplyAdds(1000, 0.5, 0.25), 6);
  assert.equal(multiplyAdds(2, 1, 1), 36);
});

test("a module with relaxed SIMD can be used as well, on a Node that has it behind an option too", () => {
  assert.ok(canInstantiate("bench/assembly/peak.wasm"));
  assert.ok(canInstantiateRelaxed("bench/assembly/peak-relaxed.wasm"));
  const { multiplyAdds } = instantiate<Peak>("bench/assembly/peak-relaxed.wasm", sharedMemory(1));
  assert.equal(multiplyAdds(1000, 0.5, 0.25), 6);
});

test("sharedMemory gives whole pages of zeros that threads can share, at most 4 GiB", () => {
  const { buffer } = sharedMemory(65537);
  assert.ok(buffer instanceof SharedArrayBuffer);
  assert.equal(buffer.byteLength, 131072);
  assert.ok(new Uint8Array(buffer).every((byte) => byte === 0));
  assert.throws(
    () => sharedMemory(2 ** 32 + 1),
    /sharedMemory requires 1 to 4294967296 bytes, got 4294967297/,
  );
  assert.throws(() => sharedMemory(0), RangeError);
});
