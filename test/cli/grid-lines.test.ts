import assert from "node:assert/strict";
import { test } from "node:test";
import { gridLines } from "../../dist/cli/experiment/grid-lines";

/** A terminal that does what it is told: its lines, and the cursor at the end of the last one. */
function terminal(columns: number, rows: number) {
  let lines = [""];
  const write = (text: string): void => {
    for (const [part] of text.matchAll(/\x1b\[(\d*)([AJK])|\r|\n|[^\x1b\r\n]+/g)) {
      const [, count, command] = /^\x1b\[(\d*)(.)/.exec(part) ?? [];
      if (command === "A") lines = lines.slice(0, lines.length - Number(count));
      else if (command === "J" || part === "\r") lines[lines.length - 1] = "";
      else if (part === "\n") lines.push("");
      else if (command === undefined) lines[lines.length - 1] += part;
    }
  };
  return { isTTY: true, columns, rows, write, lines: () => lines };
}

test("on a terminal the lines of runs change in place, above the whole and below the lines that stay", () => {
  const shown = terminal(40, 10);
  let now = 0;
  const lines = gridLines(shown, () => now);
  lines.say("the first line");
  lines.update("0 of 3 runs", 0, () => ["a: cell 1", "b: cell 1"]);
  const bar = `[${".".repeat(24)}]   0 %  0 of `;
  assert.deepEqual(shown.lines(), ["the first line", "a: cell 1", "b: cell 1", bar]);
  lines.update("too soon", 0, () => assert.fail("too soon"));
  lines.say("a: loss 9.9");
  assert.deepEqual(shown.lines(), ["the first line", "a: loss 9.9", "a: cell 1", "b: cell 1", bar]);
  now = 1000;
  lines.update("0 of 3 runs", 0, () => ["b".repeat(50)]);
  assert.deepEqual(shown.lines(), ["the first line", "a: loss 9.9", "b".repeat(39), bar]);
  lines.done();
  assert.deepEqual(shown.lines(), ["the first line", "a: loss 9.9", ""]);
});

test("on a low terminal some lines of runs are counted", () => {
  const shown = terminal(80, 6);
  const lines = gridLines(shown, () => 0);
  lines.update("x", 0, () => Array.from({ length: 9 }, (_, i) => `run ${i}`));
  assert.deepEqual(shown.lines().slice(0, -1), ["run 0", "run 1", "run 2", "and 6 more"]);
});

test("where lines cannot change, those of the runs are written every half minute", () => {
  const written: string[] = [];
  let now = 0;
  const lines = gridLines({ write: (text: string) => written.push(text) }, () => now);
  for (; now < 70_000; now += 500) lines.update("x", 0, () => [`run at ${now / 1000} s`]);
  lines.update("1 of 2 runs", 0.5, () => []);
  lines.done();
  assert.deepEqual(written, ["run at 30 s\n", "run at 60 s\n", " 50 %  1 of 2 runs\n"]);
});
