import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { openCorpus } from "../../dist/corpus/open-corpus";
import { AssignmentRun } from "../../dist/training/assignment/run";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { uniform } from "../../dist/random/random";
import { readVectors } from "../../dist/vectors/read-vectors";
import { LightChapter, runningKernels } from "./light-chapter";

/** How often the command is killed, at most; each time costs some seconds. KILLS is how many kills all commands have. */
const kills = Math.max(10, Math.round(0.1 * Number(process.env.KILLS ?? 0)));
const longest = 2500; // ms that it lives, from its start; at every other time, from the first run it made, a third

/** How many runs the grid has: more than most machines finish between the kills. */
const runs = 3 * Math.ceil(kills / 2); // three for each seed

const light = new LightChapter();
after(() => light.remove());

test("a grid that is killed again and again at random moments ends complete and correct", async (t) => {
  const grid = ["--grid", "dimensions=2,3,4", "--seeds", String(runs / 3)];
  const random = new Xoshiro128(Number(process.env.KILLS_SEED ?? 7));
  let kill = 0;
  for (; kill < kills && light.keys().length < runs; kill++) {
    const child = light.start(...grid);
    const ended = once(child, "close");
    const before = light.keys().length;
    if (kill % 2) await light.until("one more run", () => light.keys().length > before);
    const life = Math.round(uniform(random) * (kill % 2 ? longest / 3 : longest));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, life))]);
    child.kill("SIGKILL");
    await ended;
    for (const { status, folder } of light.experiments()) {
      assert.equal(status, "done");
      assert.equal(readdirSync(folder).length, 10, folder);
    }
    t.diagnostic(
      `killed after ${life} ms${kill % 2 ? " from a run" : ""}, ${light.keys().length} of ${runs} runs are there`,
    );
  }
  assert.ok(kill >= kills / 2, `all runs were there after ${kill} kills`);
  await light.until("the kernels have ended", () => runningKernels(light.runs).length === 0);
  const { status, stdout, stderr } = light.experiment(...grid);
  assert.equal(status, 0, stderr);
  assert.match(stdout, new RegExp(`^${runs} runs: `, "m"));
  assert.equal(new Set(light.keys()).size, runs);
  assert.deepEqual(readdirSync(path.join(light.runs, ".making")), []);
  for (const { folder, settings } of light.experiments()) {
    const run = new AssignmentRun(settings, await openCorpus(light.text, { say: () => {} }));
    while (!run.done) run.step();
    const { vectors } = await readVectors(path.join(folder, "vectors.txt"), "float64");
    assert.deepEqual(vectors.data, run.parameters.V.data);
  }
});
