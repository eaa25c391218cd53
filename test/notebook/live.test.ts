import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { jupyterDisplay, type Displayable, type MimeBundle } from "../../dist/display/displayable";
import { live } from "../../dist/notebook/live";
import type { OutputWriter } from "../../dist/notebook/output";
import { progress } from "../../dist/notebook/progress";

const words = (text: string): Displayable => ({ [jupyterDisplay]: () => ({ "text/plain": text }) });

/** A cell's output on a clock that stands still until it is moved. */
function stage(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let time = 0;
  const written: { text: string; html: string; id?: string; update?: boolean }[] = [];
  const output: OutputWriter = (bundle: MimeBundle, id, update) =>
    written.push({ text: String(bundle["text/plain"]), html: String(bundle["text/html"] ?? ""), id, update });
  const wait = (ms: number): void => {
    time += ms;
    t.mock.timers.tick(ms);
  };
  return { written, wait, options: { interval: 250, now: () => time, output } };
}

test("live shows its first value at once and later ones as updates of the same output", (t) => {
  const { written, wait, options } = stage(t);
  const output = live(words("a"), options);
  wait(300);
  output.update(words("b"));
  assert.deepEqual(
    written.map(({ text, update }) => [text, update ?? false]),
    [
      ["a", false],
      ["b", true],
    ],
  );
  assert.equal(written[0].id, written[1].id);
  assert.ok(written[0].id);
});

test("live draws at most once in an interval, and then the newest value", (t) => {
  const { written, wait, options } = stage(t);
  const output = live(words("0"), options);
  for (let i = 1; i <= 100; i++) {
    wait(10);
    output.update(words(String(i)));
  }
  assert.equal(written.length, 1 + 4); // 1,000 ms hold four intervals of 250
  assert.equal(written[1].text, "24"); // the timer at 250 ms draws what was given at 240 ms
});

test("live makes only what it draws, where it is told how", (t) => {
  const { written, wait, options } = stage(t);
  const output = live(words("a"), options);
  let made = 0;
  for (let i = 0; i < 10; i++) output.update(() => words(`${++made} made`));
  assert.equal(made, 0);
  wait(250);
  output.finish();
  assert.deepEqual(
    written.map(({ text }) => text),
    ["a", "1 made"],
  );
});

test("live draws its last value without being told, and at once when finished", (t) => {
  const { written, wait, options } = stage(t);
  const output = live(words("a"), options);
  output.update(words("b"));
  assert.equal(written.length, 1);
  wait(250);
  assert.equal(written.at(-1)?.text, "b");
  output.update(words("c"));
  output.finish();
  assert.equal(written.at(-1)?.text, "c");
  wait(1000);
  output.finish();
  assert.equal(written.length, 3);
});

test("two live outputs have different ids", (t) => {
  const { written, options } = stage(t);
  live(words("a"), options);
  live(words("b"), options);
  assert.notEqual(written[0].id, written[1].id);
});

test("progress shows how far, the note and the time left, and one line when finished", (t) => {
  const { written, wait, options } = stage(t);
  const bar = progress(40_000, options);
  wait(20_000);
  bar.update(10_000, "loss <12.5>");
  // a quarter took 20 s, so three quarters take 60 s
  assert.equal(written.at(-1)?.text, "25 %: 10,000 of 40,000 iterations, loss <12.5>, 1 min 0 s left");
  assert.match(written.at(-1)?.html ?? "", /loss &lt;12\.5&gt;/);
  assert.match(written.at(-1)?.html ?? "", /<progress value="0.25"/);
  wait(60_000);
  bar.update(40_000, "loss 9.81");
  bar.finish();
  assert.equal(written.at(-1)?.text, "40,000 iterations, 1 min 20 s, loss 9.81");
});

test("progress continues an earlier run and judges the time left by its own pace alone", (t) => {
  const { written, wait, options } = stage(t);
  const bar = progress(40_000, { ...options, from: 30_000 });
  wait(4_000);
  bar.update(32_000);
  assert.equal(written.at(-1)?.text, "80 %: 32,000 of 40,000 iterations, 16 s left");
  bar.finish();
  assert.equal(written.at(-1)?.text, "stopped at 32,000 of 40,000 iterations, 4.0 s");
});

test("progress refuses a total that is not positive", () => {
  assert.throws(() => progress(0), /^RangeError: progress requires a positive total, got 0$/);
});
