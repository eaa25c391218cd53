import assert from "node:assert/strict";
import test from "node:test";
import { progressLine, type ProgressStream } from "../../dist/cli/terminal/progress-line";

function recorder(terminal: Partial<ProgressStream>): ProgressStream & { written: string[] } {
  const written: string[] = [];
  return { ...terminal, written, write: (text: string) => written.push(text) };
}

test("progressLine writes a plain line at each tenth where lines cannot change", () => {
  const stream = recorder({});
  const line = progressLine(stream);
  for (let i = 0; i <= 1000; i++) line.update(`step ${i}`, i / 1000);
  line.done("ready");
  const tenths = Array.from(
    { length: 10 },
    (_, i) => `${`${10 * (i + 1)} %`.padStart(5)}  step ${100 * (i + 1)}\n`,
  );
  assert.deepEqual(stream.written, [...tenths, "ready\n"]);
});

test("progressLine changes its line at most ten times a second on a terminal, and never fills it", () => {
  const stream = recorder({ isTTY: true, columns: 40 });
  let now = 0;
  const line = progressLine(stream, () => now);
  for (; now < 1000; now += 10) line.update("a text that is too long for the line", 0.5);
  assert.equal(stream.written.length, 10);
  assert.equal(stream.written[0], "\r[############............]  50 %  a tex\x1b[K"); // 39 of 40 columns
  line.done("ready");
  assert.equal(stream.written.at(-1), "\r\x1b[Kready\n");
});

test("progressLine leaves nothing on a terminal after an empty last text", () => {
  const stream = recorder({ isTTY: true });
  progressLine(stream).done("");
  assert.deepEqual(stream.written, ["\r\x1b[K"]);
});

test("progressLine shows an unknown part as none", () => {
  const stream = recorder({ isTTY: true });
  progressLine(stream).update("2 MB", NaN);
  assert.match(stream.written[0], /\[\.{24}\] {3}0 % {2}2 MB/);
});
