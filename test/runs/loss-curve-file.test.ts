import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";
import { lossBand, readLossCurve, readLossFile } from "../../dist/runs/loss-curve-file";

test("readLossCurve reads the curve that was written, and refuses a damaged one with its line", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "loss-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (text: string): void => writeFileSync(path.join(folder, "loss.csv"), text);
  write("iteration,running_loss\n10,20.5\n20,1e-3\n");
  const { iterations, loss } = readLossCurve(folder);
  assert.deepEqual([[...iterations], [...loss]], [[10, 20], [20.5, 0.001]]); // prettier-ignore
  const bad: [string, RegExp][] = [
    ["x\n", /iteration,running_loss or words,loss or iter,running_loss in line 1, got "x"/],
    ["iteration,running_loss\n10,20\n20,1", /a newline at its end/],
    ["iteration,running_loss\n10,20\n20,\n", /two numbers in line 3, got "20,"/],
    ["iteration,running_loss\n\n", /two numbers in line 2/],
    ["iteration,running_loss\n10,NaN\n", /two numbers in line 2/],
  ];
  for (const [text, message] of bad) {
    write(text);
    assert.throws(() => readLossCurve(folder), message);
  }
  write("iteration,running_loss\n"); // a run of less than ten iterations
  assert.equal(readLossCurve(folder).loss.length, 0);
});

test("lossBand gives the seeds' mean and range as far as the shortest goes, and no band for one seed", () => {
  const curve = (...loss: number[]) => ({
    iterations: Float64Array.from(loss, (_, i) => 10 * (i + 1)),
    loss: Float64Array.from(loss),
  });
  const { iterations, loss, band } = lossBand([curve(9, 6, 1), curve(7, 8), curve(8, 4)]);
  assert.deepEqual([...iterations], [10, 20]);
  assert.deepEqual([...loss], [8, 6]);
  assert.deepEqual([[...(band?.lower ?? [])], [...(band?.upper ?? [])]], [[7, 4], [9, 8]]); // prettier-ignore
  assert.equal(lossBand([curve(1, 2)]).band, undefined);
  const other = { iterations: Float64Array.of(5, 20), loss: Float64Array.of(1, 1) };
  assert.throws(() => lossBand([curve(1, 2), other]), /recorded at the same iterations/);
});

test("the published program's file has its first running loss at iteration 10, its last at 40,000", () => {
  const { iterations, loss } = readLossFile(inCheckout("test/reference/sst_loss_curve.csv"));
  assert.deepEqual([iterations[0], iterations.at(-1), loss.length], [10, 40_000, 4000]);
  assert.equal(loss.at(-1)?.toFixed(2), "9.81");
});
