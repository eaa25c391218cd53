import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { roundToHalves, widenHalves, type HalfType } from "../../dist/vectors/files/half-floats";
import { openRows } from "../../dist/vectors/open-rows";
import { readVectors } from "../../dist/vectors/read-vectors";
import { writeVectors } from "../../dist/vectors/write-vectors";

const folder = mkdtempSync(path.join(tmpdir(), "halves-"));
after(() => rmSync(folder, { recursive: true }));

/** The value of a half by its definition: sign, exponent of 5 or 8 bits, fraction. */
function valueOf(half: number, type: HalfType): number {
  const [fractionBits, bias] = type === "F16" ? [10, 15] : [7, 127];
  const exponent = (half & 0x7fff) >> fractionBits;
  const fraction = (half & (2 ** fractionBits - 1)) / 2 ** fractionBits;
  const sign = half & 0x8000 ? -1 : 1;
  if (exponent === 2 * bias + 1) return fraction > 0 ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** (1 - bias) : sign * (1 + fraction) * 2 ** (exponent - bias);
}

for (const type of ["F16", "BF16"] as const) {
  const halves = Uint16Array.from({ length: 65536 }, (_, i) => i);
  const widened = new Float32Array(65536);
  widenHalves(new Uint8Array(halves.buffer), type, widened);

  test(`every number of ${type} is read as it is defined, and written as it was`, () => {
    for (let i = 0; i < 65536; i++) assert.ok(Object.is(widened[i], valueOf(i, type)), `${i}: ${widened[i]}`);
    const back = new Uint16Array(roundToHalves(widened, type).buffer);
    for (let i = 0; i < 65536; i++) if (!Number.isNaN(widened[i])) assert.equal(back[i], i);
  });

  test(`a number between two of ${type} becomes the nearer one, and the even one from the middle`, () => {
    const finite = [...halves].filter((i) => i < 0x7fff && Number.isFinite(widened[i + 1]));
    for (const i of finite.filter((i) => i % 97 < 2)) {
      const [low, high] = [widened[i], widened[i + 1]];
      const given = Float64Array.of(low + (high - low) * 0.49, (low + high) / 2, low + (high - low) * 0.51);
      const rounded = [...new Uint16Array(roundToHalves(given, type).buffer)];
      assert.deepEqual(rounded, [i, i % 2 === 0 ? i : i + 1, i + 1], `${low} to ${high}`);
    }
  });

  test(`vectors of ${type} are written as safetensors, read whole and asked row by row`, async () => {
    const file = path.join(folder, `${type}.safetensors`);
    const data = Float32Array.of(1, 0.1, -2, 3, 1e-3, -0);
    writeVectors(file, { words: ["a", "b"], vectors: { rows: 2, cols: 3, data } }, "safetensors", type);
    assert.match(readFileSync(file, "latin1"), new RegExp(`"dtype":"${type}","shape":\\[2,3\\],"data_offsets":\\[0,12\\]`)); // prettier-ignore
    const rounded = new Float32Array(6);
    widenHalves(roundToHalves(data, type), type, rounded);
    const { vectors } = await readVectors(file);
    assert.deepEqual(vectors.data, rounded);
    const rows = await openRows(file);
    assert.deepEqual(rows.find(["b"]).get("b"), rounded.slice(3));
    assert.throws(
      () => writeVectors(file, { words: ["a"], vectors: { rows: 1, cols: 1, data: Float64Array.of(1e39) } }, "safetensors", type),
      /vectors require numbers below \S+ for B?F16, got 1e\+39 for "a"/,
    ); // prettier-ignore
  });
}
