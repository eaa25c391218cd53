import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import assert from "node:assert/strict";
import { inCheckout } from "../dist/files/checkout";

/** The folder of the values that the published program gave. */
const folder = inCheckout("test/reference");

/** The values of a reference file; its README says what each holds. */
export function reference<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(folder, name), "utf8")) as T;
}

/** The text of a reference file. */
export function referenceText(name: string): string {
  return readFileSync(path.join(folder, name), "utf8");
}

/** Fails where any number differs from the expected one by more than `tolerance`, relatively. */
export function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length, "as many numbers");
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]);
    assert.ok(
      error <= tolerance * Math.abs(expected[i]),
      `number ${i}: got ${actual[i]}, expected ${expected[i]} to ${tolerance}`,
    );
  }
}

/** SHA-256 of a text or of an array's bytes, in hexadecimal. */
export function sha256(data: string | Uint32Array | Int32Array | Float64Array): string {
  return createHash("sha256").update(data).digest("hex");
}
