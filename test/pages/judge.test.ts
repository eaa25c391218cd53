import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../dist/derivation/declare/declare";
import { derive } from "../../dist/derivation/derivation";
import { Judge } from "../../dist/pages/judge";
import type { LineView } from "../../dist/pages/line-view";
import { naive } from "../derivation/declared";

const declared = declare(naive);

const first = String.raw`J &= -\log \hat{y}_o`;
const gradient = String.raw`\frac{\partial J}{\partial v_c} &= \sum_w (\hat{y}_w - y_w) u_w \\
  &= U (\hat{y} - y)`;
const slip = String.raw`\frac{\partial J}{\partial v_c} &= -u_o - \sum_w \hat{y}_w u_w && \text{a sign}`;

function linesOf(judge: Judge, text: string): LineView[] {
  return [...judge.judge(text)].flatMap(({ lines }) => lines);
}

const seen = ({ number, row, from, to, mark }: LineView): unknown => ({ number, row, from, to, mark });

test("a text has the lines, marks and places that the checker gives it, however it came about", () => {
  const judge = new Judge(declared);
  const texts = [
    first,
    `${first} \\\\\n${gradient}`,
    `${slip} \\\\\n${gradient}`,
    `${gradient} \\\\\n${slip} \\\\\n${first}`,
    `Text.\n$$${slip}$$\nand\n$$= -u_o$$\n$$${gradient}$$`,
    `z := 2 v_c \\\\ z &= v_c + v_c \\\\\n${gradient}`,
    `z := 3 v_c \\\\ z &= v_c + v_c \\\\\n${gradient}`,
    String.raw`\newcommand{\loss}{J} $$\loss = -\log \hat{y}_o$$`,
    String.raw`\newcommand{\loss}{2 J} $$\loss = -\log \hat{y}_o$$`,
  ];
  assert.deepEqual(linesOf(judge, "there is nothing to judge"), []);
  for (const text of [...texts, ...[...texts].reverse()]) {
    const { lines } = derive(text, declared);
    assert.deepEqual(
      linesOf(judge, text).map(seen),
      lines.map(({ number, from, to, mark }) => ({
        number,
        row: text.slice(0, from).split("\n").length,
        from,
        to,
        mark,
      })),
      text,
    );
  }
});

test("a chain that stays as it was is not judged again, though it moves; one whose meaning changes is", () => {
  const judge = new Judge(declared);
  linesOf(judge, `${slip} \\\\\n${gradient}`);
  assert.equal(judge.judged, 2);
  linesOf(judge, `${gradient} \\\\\n${slip} \\\\\n${first}`);
  assert.equal(judge.judged, 3);
  linesOf(judge, `v_c := U y \\\\\n${gradient}`);
  assert.equal(judge.judged, 5);
});

test("a mend changes the text to a line that is right, wherever the line has moved to", () => {
  const judge = new Judge(declared);
  linesOf(judge, slip);
  const text = `${first} \\\\\n${slip}`;
  const [, wrong] = linesOf(judge, text);
  assert.equal(wrong.mark, "wrong here");
  assert.deepEqual(
    wrong.hints.map(({ name }) => name),
    ["counterexample", "repair, checked"],
  );
  const [{ from, to, replacement }] = wrong.mends;
  const mended = text.slice(0, from) + replacement + text.slice(to);
  assert.deepEqual(
    linesOf(judge, mended).map(({ mark }) => mark),
    ["right", "right"],
  );
});
