import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { derive } from "../../../dist/derivation/derivation";
import { messageText } from "../../../dist/derivation/latex/message";

const columns = "U: matrix d x n, columns u_w, w in Vocab; o in Vocab";

const refused: [text: string, says: RegExp, place: string][] = [
  [`${columns}; u_o: vector d`, /`u_\{?o\}?` is column o of `U` already; .*`o in Vocab`/, "u_o"],
  [`u_o: vector d; ${columns}`, /`u_\{?o\}?` is column o of `U` already/, "U"],
  ["V: matrix n x d, rows v_w, w in Vocab; v_c: vector d", /`v_\{?c\}?` is row c of `V` already/, "v_c"],
  ["y: vector n; y_o: scalar", /`y_\{?o\}?` is an entry of `y` already/, "y_o"],
  ["o in Vocab; y: one-hot at o; y_w: scalar", /`y_\{?w\}?` is an entry of `y` already/, "y_w"],
  [
    String.raw`z: vector n; p := \operatorname{softmax}(z); p_i: scalar, positive`,
    /`p_\{?i\}?` is an entry of `p` already/,
    "p_i",
  ],
  ["y: vector n; o in Vocab; y: one-hot at o", /`y` is declared already; .*%% forget/, "y: one-hot"],
  [String.raw`x: scalar; p: vector n; p := x`, /`p` is declared already/, "p := x"],
];

test("one thing declared twice is refused at its place, with what it is already", () => {
  for (const [text, says, place] of refused) {
    assert.throws(
      () => declare(text),
      (error: Error & { at: number }) => {
        assert.match(error.message, says, text);
        assert.equal(error.at, text.lastIndexOf(place), `${text}: ${error.at}`);
        return true;
      },
    );
  }
});

test("names that only look alike may stand side by side", () => {
  for (const text of [
    "W: matrix m x d; W_1: matrix d x d; b: vector m; b_1: vector d",
    "x: vector d; x_t: vector d",
    "v_c, u_o: vector d; c, o in Vocab",
    String.raw`x: scalar; j in 1..m; J_j := x; J := \sum_{j=1}^m J_j; J := x`,
  ])
    declare(text);
});

test("no hint asks for a second declaration of one thing", () => {
  const hints = [
    [columns, "u_q = u_q"],
    ["U: matrix d x n; o in 1..n", "u_o = u_o"],
    ["y: vector n", "y_q = y_q"],
  ].map(([declared, latex]) => messageText(derive(latex, declare(declared)).lines[0].hint ?? []));
  for (const hint of hints) assert.doesNotMatch(hint, /`[uy](?:_\{?\w\}?)?: (?:vector|scalar)/, hint);
  assert.match(hints[1], /`U: matrix d x n, columns u_w`/);
});
