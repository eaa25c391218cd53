import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { openCorpus } from "../../dist/corpus/open-corpus";
import { TrainingRun } from "../../dist/model/run";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { uniform } from "../../dist/random/random";
import { readVectors } from "../../dist/vectors/read-vectors";
import { LightChapter, runningKernels } from "./light-chapter";

/** How often the command is killed; each time costs some seconds. */
const kills = 20;
const longest = 4000; // ms that it lives, from its start; at every other time, from the first run it made, a quarter

/** How many runs the grid has: more than the kills let through. */
const runs = 3 * Math.ceil((kills + 1) / 3);

const light = new LightChapter();
after(() => light.remove());

test(`a grid that is killed ${kills} times at random moments ends complete and correct`, async (t) => {
  const grid = ["--grid", "dimensions=2,3,4", "--seeds", String(runs / 3)];
  const random = new Xoshiro128(7);
  for (let kill = 0; kill < kills; kill++) {
    const child = light.start(...grid);
    const ended = once(child, "close");
    const before = light.keys().length;
    if (kill % 2) await light.until("one more run", () => light.keys().length > before);
    const life = Math.round(uniform(random) * (kill % 2 ? longest / 4 : longest));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, life))]);
    child.kill("SIGKILL");
    await ended;
    for (const { status, folder } of light.experiments()) {
      assert.equal(status, "done");
      assert.equal(readdirSync(folder).length, 8, folder);
    }
    t.diagnostic(
      `killed after ${life} ms${kill % 2 ? " from a run" : ""}, ${light.keys().length} of ${runs} runs are there`,
    );
  }
  await light.until("the kernels have ended", () => runningKernels(light.runs).length === 0);
  const { status, stdout, stderr } = light.experiment(...grid);
  assert.equal(status, 0, stderr);
  assert.match(stdout, new RegExp(`^${runs} runs: `, "m"));
  assert.equal(new Set(light.keys()).size, runs);
  assert.deepEqual(readdirSync(path.join(light.runs, ".making")), []);
  for (const { folder, settings } of light.experiments()) {
    const run = new TrainingRun(settings, await openCorpus(light.text, { say: () => {} }));
    while (!run.done) run.step();
    const { vectors } = await readVectors(path.join(folder, "vectors.txt"), "float64");
    assert.deepEqual(vectors.data, run.parameters.V.data);
  }
});
