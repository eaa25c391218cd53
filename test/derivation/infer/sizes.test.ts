import assert from "node:assert/strict";
import { test } from "node:test";
import { Sizes } from "../../../dist/derivation/infer/shapes/sizes";

test("equal sizes share what is known of them, whichever way round they are equated", () => {
  const sizes = new Sizes();
  const [a, b, c] = [sizes.unknown(), sizes.many(), sizes.unknown()];
  assert.ok(sizes.equate(a, b));
  assert.ok(sizes.equate(c, a));
  assert.ok(sizes.isMany(c), "c is equal to b, which is more than 1");
  assert.ok(sizes.equate(sizes.named("d"), b));
  assert.equal(sizes.letterOf(c), "d");
});

test("1 is not equal to a size that is more, and two letters are not equal, and nothing changes then", () => {
  const sizes = new Sizes();
  const many = sizes.many();
  assert.equal(sizes.equate(many, sizes.one), false);
  assert.equal(sizes.equate(sizes.named("d"), sizes.named("n")), false);
  assert.equal(sizes.letterOf(many), undefined);
  assert.ok(!sizes.same(sizes.named("d"), sizes.named("n")));
});

test("an equation that does not fit leaves nothing behind", () => {
  const sizes = new Sizes();
  const [a, b] = [sizes.unknown(), sizes.unknown()];
  let inside = 0;
  assert.throws(() =>
    sizes.whole(() => {
      sizes.equate(a, b);
      inside = sizes.many();
      sizes.equate(a, inside);
      throw new Error("it does not fit");
    }),
  );
  assert.ok(!sizes.same(a, b));
  assert.ok(!sizes.isMany(a));
  assert.ok(sizes.isMany(inside), "a size made meanwhile stays what it was made");
  assert.ok(!sizes.same(inside, a));
});
