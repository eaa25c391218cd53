import assert from "node:assert/strict";
import test from "node:test";
import { declare } from "../../dist/derivation/declare/declare";
import { derive } from "../../dist/derivation/derivation";
import { messageText } from "../../dist/derivation/latex/message";
import { jupyterDisplay } from "../../dist/display/displayable";
import {
  derivationExercises as exercises,
  derivationNames,
  type DerivationName,
} from "../../dist/course/derivations/derivation-exercises";
import { deriveIt, hint } from "../../dist/course/derivations/derive-it";
import { hintFor } from "../../dist/course/derivations/hints";
import { judge } from "../../dist/course/derivations/judge";
import { otherWays, wrongLines } from "./derivation-lines";

/** Lines below the left side of an exercise. */
const written = (name: DerivationName, lines: readonly string[]): string =>
  `${exercises[name].left}\n${lines.map((line) => `  &= ${line}`).join(" \\\\\n")}`;
const shareOf = (name: DerivationName, ...lines: string[]): number => judge(name, written(name, lines)).share;
const shown = (value: ReturnType<typeof hint>): string => String(value[jupyterDisplay]()["text/plain"]);

for (const name of derivationNames) {
  const { title, declarations, book, lines: asked } = exercises[name];
  const all = book.map(({ latex }) => latex);

  test(`${title}: a student goes wrong, asks for hints, and derives it`, () => {
    const start = deriveIt(name, `${exercises[name].left}\n  &= `);
    assert.deepEqual([start.share, start.finished, start.lines.length], [0, false, 0]);
    for (const wrong of wrongLines[name]) {
      const { lines, share } = judge(name, written(name, [wrong]));
      assert.deepEqual([lines[0].line.mark, share], ["wrong here", 0], wrong);
      assert.equal(lines[0].line.repair, undefined, "a repair would be the answer");
    }
    let lines: string[] = [];
    for (;;) {
      const judged = judge(name, written(name, lines));
      if (lines.length > 0 && judged.finished) break;
      const next = all[lines.length];
      for (const step of [1, 2, 3] as const) {
        const says = messageText(hintFor(name, judged, step) ?? []);
        if (step === 1) assert.ok(says.includes(book[lines.length].rule), `${name}: ${says}`);
        else assert.ok(says.includes("\\square"), `${name}: ${says}`);
        const [given] = derive(written(name, [next]), declare(declarations)).lines;
        const whole = typeof given.right === "string" ? next : messageText([given.right]);
        assert.ok(next.length < 4 || !says.includes(whole), `${name}: hint ${step} holds the line ${whole}`);
      }
      lines = [...lines, next];
    }
    const done = deriveIt(name, written(name, lines));
    assert.equal(done.share, 1);
    assert.ok(done.passed);
    assert.match(String(done[jupyterDisplay]()["text/html"]), /<summary>The book's derivation<\/summary>/);
    assert.equal(hintFor(name, done, 1), undefined);
    assert.equal(
      judge(name, written(name, lines.slice(0, -1))).share,
      Math.min(lines.length - 1, asked - 1) / asked,
    );
  });

  test(`${title}: the book's lines are right, and other ways count as much`, () => {
    const { lines } = derive(written(name, all), declare(declarations));
    for (const line of lines) assert.equal(line.mark, "right", `${name}, line ${line.number}`);
    for (const way of exercises[name].otherWays ?? []) {
      const lines = way.map(({ latex }) => latex);
      assert.equal(judge(name, written(name, lines)).share, 1, "a way that hints follow");
      for (let i = 1; i < lines.length; i++) {
        const says = messageText(hintFor(name, judge(name, written(name, lines.slice(0, i))), 1) ?? []);
        assert.ok(says.includes(way[i].rule) || says === "", `after ${lines[i - 1]}: ${says}`);
      }
    }
    for (const way of otherWays[name]) {
      const { share, lines } = judge(name, way);
      assert.equal(share, 1, lines.map(({ line, why }) => `${line.mark}: ${why}`).join("\n"));
    }
  });
}

test("the answer at once earns one line, and nothing where it was given", () => {
  assert.equal(shareOf("softmaxCentre", String.raw`U (\hat{y} - y)`), 1 / 3);
  assert.equal(shareOf("samplingOutside", exercises.samplingOutside.book[3].latex), 1 / 2);
  assert.equal(shareOf("otherCentres", "0"), 1 / 2);
  assert.equal(shareOf("crossEntropy", String.raw`-\log \hat{y}_o`), 0);
  assert.equal(
    shareOf("crossEntropy", String.raw`-\sum_k \log(\hat{y}_k) y_k`, String.raw`-\log \hat{y}_o`),
    0,
  );
});

test("a line that says nothing new earns nothing, however it is written", () => {
  const start = String.raw`\frac{\partial J}{\partial v_c}`;
  const same = [
    start,
    String.raw`\nabla_{v_c} J`,
    String.raw`-(-${start})`,
    String.raw`${start} + 0`,
    String.raw`1 \cdot ${start}`,
    String.raw`2 ${start} - ${start}`,
    String.raw`${start} + u_o - u_o`,
    String.raw`\frac{2}{2} ${start}`,
    String.raw`\frac{Z}{Z} ${start}`,
    String.raw`e^0 \, ${start} + 0 \cdot u_o`,
    String.raw`\frac{\partial}{\partial v_c} \log \exp J`,
    String.raw`${start} \cdot (3 - 2)`,
    String.raw`({${start}^\top})^\top`,
  ];
  for (const line of same) {
    const { lines, share } = judge("softmaxCentre", written("softmaxCentre", [line]));
    assert.deepEqual([lines[0].line.mark, lines[0].earns, share], ["right", false, 0], line);
  }
  const line = String.raw`-u_o + \frac{1}{Z} \sum_w \exp(u_w^\top v_c) u_w`;
  for (const again of [
    String.raw`\frac{1}{Z} \sum_w \exp(u_w^\top v_c) u_w - u_o`,
    String.raw`-u_o + \frac{1}{Z} \sum_k \exp(u_k^\top v_c) u_k`,
    String.raw`-u_o + \frac{\sum_w \exp(u_w^\top v_c) u_w}{Z}`,
    String.raw`-u_o + \frac{1}{Z} \sum_w e^{u_w^\top v_c} u_w`,
  ])
    assert.equal(shareOf("softmaxCentre", line, again), 1 / 3, again);
});

test("what was given keeps its meaning, and a line holds for every case", () => {
  for (const trick of [String.raw`\hat{y} := y`, "J := 0", "U := 0", String.raw`Z := \log Z`]) {
    const { share } = judge(
      "softmaxCentre",
      `${trick} \\\\ ${written("softmaxCentre", ["0", String.raw`U (\hat{y} - y)`])}`,
    );
    assert.equal(share, 0, trick);
  }
  const own = String.raw`\delta := \hat{y} - y \\ ${written("softmaxCentre", [String.raw`U \delta`])}`;
  assert.equal(judge("softmaxCentre", own).share, 1 / 3);
  const cases = String.raw`${exercises.softmaxOutside.left} &= \hat{y}_k v_c && \text{for } k \neq o`;
  const { share, lines } = judge("softmaxOutside", cases);
  assert.equal(share, 0);
  assert.match(lines[0].why, /write one line for every case/);
  assert.equal(judge("softmaxCentre", "1 + 1 = 2 \\\\ 2 + 2 = 4 \\\\ 3 + 3 = 6").share, 0);
});

test("a wrong line costs itself and what follows from it; lines after the end earn nothing", () => {
  const [one, two, three] = exercises.softmaxCentre.book.map(({ latex }) => latex);
  const end = String.raw`U \hat{y} - u_o`;
  assert.equal(shareOf("softmaxCentre", one, two, three, end), 1);
  assert.equal(shareOf("softmaxCentre", one, two.replace("-u_o", "u_o"), three, end), 2 / 5);
  assert.equal(
    shareOf("softmaxCentre", end, String.raw`U \hat{y} - U y`, String.raw`U (\hat{y} - y)`),
    1 / 3,
  );
});

test("hints start from the student's own line, on other ways than the book's", () => {
  const from = (line: string): string => shown(hint("softmaxCentre", written("softmaxCentre", [line]), 1));
  assert.match(from(String.raw`-u_o + \sum_w \frac{\exp(u_w^\top v_c)}{Z} u_w`), /an entry of the softmax/);
  assert.match(
    from(String.raw`-u_o + \frac{1}{Z} \sum_w \frac{\partial}{\partial v_c} \exp(u_w^\top v_c)`),
    /line 1, .*chain rule for the exponential/,
  );
  const wrongAfter = written("softmaxCentre", [exercises.softmaxCentre.book[0].latex, "u_o"]);
  assert.match(shown(hint("softmaxCentre", wrongAfter, 1)), /^From your line 1, .*linear/);
});

test("nobody is told to declare what an exercise has declared", () => {
  const adviceFor = (line: string): string =>
    String(deriveIt("softmaxCentre", written("softmaxCentre", [line]))[jupyterDisplay]()["text/plain"]);
  for (const line of [String.raw`-u_c + \sum_w \hat{y}_w u_w`, String.raw`\sum_w p_w u_w`])
    assert.match(
      adviceFor(line),
      /not declared[^]*the letters here are `U`, .*, `k`; one of your own is defined by `:=`/,
    );
  const row = adviceFor(String.raw`-u_o^\top + \sum_w \hat{y}_w u_w^\top`);
  assert.match(row, /a slope along a column is a column here/);
  assert.doesNotMatch(row, /%%/);
});

test("what is asked wrongly is refused, with what was wanted", () => {
  assert.throws(
    () => deriveIt("softmaxCenter" as DerivationName, ""),
    /requires one of crossEntropy, .*, got softmaxCenter/,
  );
  assert.throws(
    () => deriveIt("crossEntropy", undefined as unknown as string),
    /requires the text of crossEntropy, got undefined/,
  );
  assert.throws(() => hint("crossEntropy", "", 4 as 3), /requires 1, 2 or 3, got 4/);
  assert.throws(() => judge("crossEntropy", "x".repeat(10_001)), /at most 10000 characters/);
});
