import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { declare } from "../../../dist/derivation/declare/declare";
import { mendEscapes } from "../../../dist/derivation/latex/escapes";
import { Malformed } from "../../../dist/derivation/latex/malformed";
import { print } from "../../../dist/derivation/latex/printer";
import { readExpression } from "../../../dist/derivation/latex/reader";
import { readDerivation, readDocument } from "../../../dist/derivation/documents/read-document";
import { inCheckout } from "../../../dist/files/checkout";

const source = readFileSync(inCheckout("test/derivations/write-up-mended.tex"), "utf8");
const pieces = source.match(/\\[a-zA-Z]+|\\\\|[^\s]/g) ?? [];

/** Reading either succeeds or refuses with a place inside the text; it never fails in another way. */
function requireRefusal(text: string, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    assert.ok(error.at >= 0 && error.at <= text.length, `${error.at} of ${text.length}`);
    assert.ok(error.says.length > 0);
  }
}

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((list) => list.join("")),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((list) => list.join(" ")),
);

/** A stretch of the write-up with some of it left out, doubled or replaced. */
const damaged = fc
  .tuple(
    fc.nat(source.length),
    fc.nat(200),
    fc.array(
      fc.tuple(fc.nat(200), fc.nat(8), fc.constantFrom("", "{", "}", "\\", "^", "_", "&", "=", "\t", "\b")),
      {
        maxLength: 4,
      },
    ),
  )
  .map(([from, length, cuts]) =>
    cuts.reduce(
      (text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut),
      source.slice(from, from + length),
    ),
  );

test("random text is read or refused with a place inside it", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, damaged), (text) => {
      requireRefusal(text, () => readExpression(text));
      for (const { unchecked } of [readDerivation(text), readDocument("random.tex", text)])
        for (const { start, end } of unchecked) assert.ok(0 <= start && start <= end && end <= text.length);
      requireRefusal(text, () => declare(text));
      mendEscapes(text);
    }),
    { numRuns: 5000 },
  );
});

test("what random text reads as prints and reads back the same", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, damaged), (text) => {
      let once: string;
      try {
        once = print(readExpression(text));
      } catch {
        return;
      }
      assert.equal(print(readExpression(once)), once);
    }),
    { numRuns: 5000 },
  );
});

test("nesting too deep and text too long are refused, not run out of stack", () => {
  for (const text of [
    "(".repeat(50_000),
    "{".repeat(15_000),
    "-(".repeat(9_000),
    "\\frac{".repeat(3_000),
    "x^{".repeat(6000),
  ]) {
    requireRefusal(text, () => readExpression(text));
    assert.throws(() => readExpression(text), Malformed);
  }
  const long = Array.from({ length: 4000 }, () => "x").join("+");
  requireRefusal(long, () => print(readExpression(long)));
});
