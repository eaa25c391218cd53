import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { declarationLines } from "../../../dist/derivation/declare/declaration-lines";
import { pairs } from "../identities";
import { negatives, naive } from "../declared";
import { inferred, plain } from "./section-of";

const more = [
  String.raw`V: matrix n x d, rows v_w, w in Vocab; U: matrix n x d, rows u_w; c, x in Vocab; x != c`,
  String.raw`w_{jk} in Vocab, j in 1..m, k in 1..K; a: row d; I: identity d; layout: numerator`,
  String.raw`U: matrix d x n, columns u_w, w in V; w_{t+j} in V, j in -m..m; o in V; J(v_c, o, U) := -\log \sigma(u_o^\top v_c); v_c: vector d`,
];
const declarations = [
  ...new Set([...pairs.map(({ under }) => under), naive, negatives(", distinct, not o"), ...more]),
];

test("declarations that are written as lines are the same when the lines are read", () => {
  for (const text of declarations) {
    const declared = declare(text);
    const lines = declarationLines(declared).map(({ line }) => line);
    assert.deepEqual(
      plain(declare(lines.join("\n"))),
      plain(declared),
      `${text}\nbecame\n${lines.join("\n")}`,
    );
  }
});

test("what is worked out for an identity without declarations is the same when its lines are pasted", () => {
  for (const { right } of pairs) {
    const { assumed, declared } = inferred(right);
    const pasted = declare(assumed.map(({ line }) => `%% ${line}`).join("\n"));
    assert.deepEqual(plain(pasted), plain(declared), right);
  }
});
