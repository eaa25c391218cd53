import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { deriveFile } from "../../dist/derivation/derive-file";
import { inCheckout } from "../../dist/files/checkout";

const folder = inCheckout("test/derivations/beyond");
const files = readdirSync(folder).filter((name) => name.endsWith(".tex"));

/** CPU seconds that this process has taken. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

test("there are derivations of well-known models beside the assignment's", () => {
  assert.ok(files.length >= 20, `got ${files.length}`);
});

for (const file of files) {
  test(`${path.basename(file, ".tex")}: right lines are proved, and wrong ones refuted`, (context) => {
    const source = readFileSync(path.join(folder, file), "utf8");
    const expected = /^% expect: (.*)/.exec(source)?.[1].split(", ") ?? [];
    assert.ok(expected.includes("right") && expected.includes("wrong here"));
    const start = processorTime();
    const lines = deriveFile(source).flatMap((derivation) => [...derivation.lines]);
    const seconds = (processorTime() - start).toFixed(2);
    const steps = lines.map(({ checks }) => checks?.proof.steps ?? 0);
    context.diagnostic(
      `${lines.length} lines in ${seconds} s of processor time; proofs of ${steps.join(", ")} steps`,
    );
    assert.deepEqual(
      lines.map(({ mark }) => mark),
      expected,
    );
    // 30,000 steps take about half a second
    assert.ok(Math.max(...steps) < 15_000, `a proof took ${Math.max(...steps)} steps`);
    for (const { mark, checks } of lines) {
      if (mark !== "right") continue;
      assert.deepEqual(
        [checks?.shapes.verdict, checks?.numbers.verdict, checks?.proof.verdict],
        ["passed", "passed", "passed"],
      );
    }
  });
}
