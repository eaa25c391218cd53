import assert from "node:assert/strict";
import test from "node:test";
import { row } from "../../../dist/model/matrix";
import { AssignmentRun } from "../../../dist/training/assignment/run";
import { withDefaults } from "../../../dist/settings/settings";
import { assertClose, reference, referenceText } from "../../reference";
import { treebank } from "../../treebank";

interface Training {
  official_final_running_loss_iter_40000: number;
  first_50_batch_losses: number[];
  batch_loss_at: Record<string, number>;
  running_loss_at: Record<string, number>;
  mean_batch_loss_per_1000: number[];
  center_vectors_of_24_words: Record<string, number[][]>;
  outside_vectors_of_24_words_40000: number[][];
  mean_center_norm: number;
  mean_outside_norm: number;
}

test("the published run is followed from the first to the last of its 40,000 iterations", async (t) => {
  const corpus = await treebank(t);
  if (!corpus) return;
  const expected = reference<Training>("sst_training.json");
  const { visualize_words: words } = reference<{ visualize_words: string[] }>("sst_dataset.json");
  const run = new AssignmentRun(withDefaults({ corpus: "sst", reference: true }), corpus);
  const { V, U } = run.parameters;
  const ids = words.map((word) => run.vocabulary.ids.get(word) as number);

  for (const [iteration, vectors] of Object.entries(expected.center_vectors_of_24_words)) {
    while (run.iteration < Number(iteration)) run.step();
    ids.forEach((id, i) => assertClose(row(V, id), vectors[i], 1e-12));
  }
  assert.ok(run.done);
  ids.forEach((id, i) => assertClose(row(U, id), expected.outside_vectors_of_24_words_40000[i], 1e-12));

  const { batchLosses, lossCurve } = run;
  assertClose(batchLosses.subarray(0, 50), expected.first_50_batch_losses, 1e-12);
  for (const [iteration, loss] of Object.entries(expected.batch_loss_at)) {
    assertClose([batchLosses[Number(iteration) - 1]], [loss], 1e-12);
  }
  for (const [iteration, loss] of Object.entries(expected.running_loss_at)) {
    assertClose([lossCurve[Number(iteration) / 10 - 1]], [loss], 1e-12);
  }
  const mean = (losses: Float64Array): number => losses.reduce((a, b) => a + b) / losses.length;
  const means = expected.mean_batch_loss_per_1000.map((_, i) =>
    mean(batchLosses.subarray(1000 * i, 1000 * (i + 1))),
  );
  assertClose(means, expected.mean_batch_loss_per_1000, 1e-12);
  const lines = referenceText("sst_loss_curve.csv").trim().split("\n").slice(1);
  assertClose(
    lossCurve,
    lines.map((line) => Number(line.split(",")[1])),
    1e-12,
  );
  assert.equal(run.runningLoss, expected.official_final_running_loss_iter_40000);

  const norms = (matrix: typeof V): number[] =>
    Array.from({ length: matrix.rows }, (_, w) => Math.hypot(...row(matrix, w)));
  assertClose([mean(Float64Array.from(norms(V)))], [expected.mean_center_norm], 1e-12);
  assertClose([mean(Float64Array.from(norms(U)))], [expected.mean_outside_norm], 1e-12);
});
