import { linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeTemporaryFolder } from "../../files/temporary-names";
import { effectCautions } from "../../comparison/cautions";
import { spreadByLoss } from "../../comparison/choose";
import { compare } from "../../comparison/compare";
import { mapsFigure, movedFigure } from "../../comparison/forms/comparison-figures";
import { effects } from "../../comparison/effects";
import { lossBand, readLossCurve } from "../../runs/loss-curve-file";
import { readRuns } from "../../runs/read-runs";
import { groupRuns } from "../../comparison/run-groups";
import { differingSettings, effectiveValue } from "../../runs/run-settings";
import { seedAgreement } from "../../comparison/seed-agreement";
import { jupyterDisplay } from "../../display/displayable";
import { lossCurve } from "../../plots/loss-curve";
import { resultsByValue } from "../../plots/results-by-value";
import { standardNormal } from "../../random/normal";
import { Xoshiro128 } from "../../random/xoshiro";
import { withDefaults } from "../../settings/settings";
import { timeRunsPage } from "./runs-page";
import { writeVectors } from "../../vectors/write-vectors";

const words = 19_539; // as many as the treebank has
const steps = [0.1, 0.3, 1, 3, 10];
const windows = [3, 5];
const dimensions = [10, 11, 12, 13];
const seeds = 25;

/** Compares 1,000 runs of the treebank's size as chapter 09 does, from their folders to the figures; and the page of all of them. */
export async function benchComparison(say: (line: string) => void): Promise<Record<string, number | string>> {
  const folder = makeTemporaryFolder("bench-comparison");
  try {
    say("writing 1,000 run folders");
    writeFolders(folder);
    const begun = { cpu: process.cpuUsage(), wall: performance.now() };
    const runs = compareAll(folder);
    const seconds = (performance.now() - begun.wall) / 1000;
    const { user, system } = process.cpuUsage(begun.cpu);
    const cpuSeconds = (user + system) / 1e6;
    say(`${runs} runs compared in ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} CPU-seconds`);
    return {
      runs,
      comparisonSeconds: seconds,
      comparisonCpuSeconds: cpuSeconds,
      ...(await timeRunsPage(folder, say)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compareAll(folder: string): number {
  const { runs } = readRuns([folder]);
  const groups = groupRuns(runs);
  const drawn = spreadByLoss(groups, 6).map(({ name, runs: members }) => {
    return { name, ...lossBand(members.map(({ folder: of }) => readLossCurve(of))) };
  });
  const axes = differingSettings(runs).map((name) => {
    return { name, values: runs.map(({ settings }) => effectiveValue(settings, name)) };
  });
  const result = { name: "loss", unit: "nats", values: runs.map(({ loss }) => loss) };
  effectCautions(effects(runs, ({ loss }) => loss));
  groups.forEach((group) => seedAgreement(group));
  const comparison = compare(groups[0], groups[1]);
  const figures = [lossCurve(drawn), resultsByValue(axes, result, "Runs"), movedFigure(comparison)];
  for (const figure of [...figures, mapsFigure(comparison)]) JSON.stringify(figure?.[jupyterDisplay]());
  return runs.length;
}

/** The numbers are random: their values do not change the work. */
function writeFolders(folder: string): void {
  const normal = standardNormal(new Xoshiro128(1));
  const names = Array.from({ length: words }, (_, w) => `word${w}`);
  const curve = Array.from({ length: 4000 }, (_, i) => `${10 * (i + 1)},${10 + normal()}\n`);
  let number = 0;
  for (const d of dimensions) {
    const vectors = { rows: words, cols: d, data: Float64Array.from({ length: words * d }, normal) };
    const file = path.join(folder, `.vectors-${d}.txt`);
    writeVectors(file, { words: names, vectors });
    for (const stepSize of steps)
      for (const window of windows)
        for (let seed = 1; seed <= seeds; seed++) {
          const into = path.join(folder, `run-${number++}`);
          mkdirSync(into);
          linkSync(file, path.join(into, "vectors.txt")); // as if each had its own
          writeFileSync(path.join(into, "loss.csv"), "iteration,running_loss\n" + curve.join(""));
          const settings = withDefaults({ dimensions: d, stepSize, window, seed });
          const corpus = { name: "sst", sha256: "0", sentences: 1, tokens: 1, words };
          const loss = { finalRunningLoss: 10, meanOfLastLosses: 10 + normal() };
          const run = { settings, corpus, iterations: settings.iterations, ...loss };
          writeFileSync(path.join(into, "run.json"), JSON.stringify(run));
        }
  }
}
