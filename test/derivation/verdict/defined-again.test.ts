import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

const marks = (text: string): string[] =>
  deriveDocument(readDocument("a.tex", text)).derivations.flatMap(({ lines }) =>
    lines.map(({ mark }) => mark),
  );

const softmax = String.raw`%% W: matrix n x d; x: vector d; y: vector n
%% \hat{y} := \operatorname{softmax}(W x)
`;
const shown = String.raw`Let \[ z = W x \] and \[ \hat{y} = \operatorname{softmax}(z). \]`;

/** A name that has a meaning is given another one without a word: the text claims it, and is wrong. */
const refused: [text: string, ...marks: string[]][] = [
  [softmax + String.raw`Then \[ \hat{y} := y \] \[ \hat{y} = y \]`, "wrong here", "wrong here"],
  [softmax + String.raw`\section{Gradient} \[ \hat{y} := y \]`, "wrong here"],
  [
    softmax + String.raw`Let \[ \hat{y} := y \] \[ \sum_i \hat{y}_i = \sum_i y_i \]`,
    "wrong here",
    "wrong here",
  ],
  ["%% a, b: scalar\n$$ a := 2b $$ $$ a := 3b $$ $$ a = 3b $$", "definition", "wrong here", "wrong here"],
  [
    "%% U: matrix d x n, columns u_w, w in Vocab; V: matrix d x n; o in Vocab\n$$ U := V $$ $$ u_o = V_o $$",
    "",
  ],
  [
    shown + String.raw`Then \[ \hat{y} = t \] \[ \hat{y}_k = t_k \]`,
    "definition",
    "definition",
    "wrong here",
    "wrong here",
  ],
  [
    shown + String.raw`We therefore obtain \[ z = t \] \[ z = t \]`,
    "definition",
    "definition",
    "not decided",
    "not decided",
  ],
];

/** A name that is defined again where something new begins, or as it was. */
const allowed: [text: string, ...marks: string[]][] = [
  ["%% a, b: scalar\n$$ a := 2b $$ $$ a + b = 3b $$", "definition", "right"],
  [
    String.raw`%% a, b: scalar
$$ a := 2b $$ $$ a = b + b $$ \section{Another} $$ a := 3b $$ $$ a = b + 2b $$`,
    ...["definition", "right", "definition", "right"],
  ],
  [
    String.raw`%% J := x^2; x, y: scalar
\textbf{(a)} $$ \frac{\partial J}{\partial x} = 2x $$ \textbf{(b)} Here $$ J := y^3 $$ $$ \frac{\partial J}{\partial y} = 3y^2 $$`,
    ...["right", "definition", "right"],
  ],
  [
    String.raw`%% J := x^2; x, y: scalar
$$ \frac{\partial J}{\partial x} = 2x $$ Now we take instead $$ J := y^3 $$ $$ \frac{\partial J}{\partial y} = 3y^2 $$`,
    ...["right", "definition", "right"],
  ],
  [
    String.raw`$$ f = a^\top x $$ $$ \nabla_x f = a $$ For the second case let $$ f = b^\top b $$ $$ \nabla_b f = 2b $$`,
    ...["definition", "right", "definition", "right"],
  ],
  [
    String.raw`%% J := x^2; x: scalar
$$ J := x \cdot x $$ $$ \frac{\partial J}{\partial x} = 2x $$`,
    ...["right", "right"],
  ],
];

test("a name with a meaning is not given another one in passing", () => {
  for (const [text, ...wanted] of refused)
    if (wanted[0] === "") assert.ok(!marks(text).includes("right"), text);
    else assert.deepEqual(marks(text), wanted, text);
});

test("a name may be defined again where something new begins, and as it was anywhere", () => {
  for (const [text, ...wanted] of allowed) assert.deepEqual(marks(text), wanted, text);
});
