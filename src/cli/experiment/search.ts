import { changesTheLoss } from "../../comparison/run-groups";
import type { Chapter } from "../../experiment/chapter/chapter";
import type { Executor } from "../../experiment/executors/executor";
import { finishedFolder } from "../../experiment/grid/finished-run";
import { parseGrid, type GridOptions } from "../../experiment/grid/grid";
import type { PlannedRun } from "../../experiment/grid/plan";
import { drawCombinations } from "../../experiment/search/draw";
import { atBudget, survivors, type Rungs } from "../../experiment/search/halving";
import type { Parameters } from "../../runs/experiment-json";
import { readRecord } from "../../runs/run-record";
import type { GridLines } from "./grid-lines";
import { makeRuns, report, type Grid } from "./make-grid";

/* The options of `npm run experiment` that say which settings are tried, and for how long. */

export const searchOptions = {
  random: { type: "string" },
  sobol: { type: "string" },
  "search-seed": { type: "string" },
  halving: { type: "boolean" },
} as const;

interface SearchValues {
  random?: string;
  sobol?: string;
  "search-seed"?: string;
}

/** All combinations of a grid, or those that a search draws. @throws RangeError as these do */
export function chooseCombinations(chapter: Chapter, values: SearchValues, grid: GridOptions): Parameters[] {
  const { random, sobol, "search-seed": seed } = values;
  if (random !== undefined && sobol !== undefined)
    throw new RangeError("experiment requires --random or --sobol, got both");
  const method = random === undefined ? "sobol" : "random";
  const text = random ?? sobol;
  if (text === undefined) {
    if (seed !== undefined) throw new RangeError("--search-seed requires --random or --sobol, got neither");
    return parseGrid(chapter, grid);
  }
  const count = requireWhole(`--${method}`, text, 1, 100_000);
  const searchSeed = requireWhole("--search-seed", seed ?? "1", 0, 2 ** 32 - 1);
  return drawCombinations(chapter, { ...grid, method, count, searchSeed });
}

function requireWhole(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new RangeError(
    `experiment requires ${option} to be an integer from ${least} to ${most}, got ${text}`,
  );
}

/**
 * Makes the rungs of successive halving, a grid each. What goes on follows from the losses of the runs alone, so that the same
 * command goes on where it was stopped.
 *
 * @param plan plans the runs of some combinations
 */
export async function makeRungs(
  grid: Omit<Grid, "planned">,
  combinations: readonly Parameters[],
  rungs: Rungs,
  plan: (of: readonly Parameters[]) => Promise<PlannedRun[]>,
  json: boolean,
  lines: GridLines,
): Promise<void> {
  const executor = keptOpen(grid.executor);
  let left = combinations;
  for (const name of changesTheLoss.filter((one) => differs(one, combinations)))
    lines.say(`${name} changes what the loss counts, by which halving chooses: a lower loss then does not mean better vectors`); // prettier-ignore
  try {
    for (const [i, budget] of rungs.budgets.entries()) {
      const tried = atBudget(left, rungs, budget);
      const planned = await plan(tried);
      const { length } = rungs.budgets;
      const count = `${planned.length} ${planned.length === 1 ? "run" : "runs"}`;
      lines.say(`rung ${i + 1} of ${length}: ${count} of ${budget} ${rungs.resource}`);
      const rung = { ...grid, planned, executor };
      const state = await makeRuns(rung, lines);
      if (i === length - 1) return report(state, rung, json);
      left = survivors(left, lossesOf(tried, rung));
    }
  } finally {
    grid.executor.close();
  }
}

const differs = (name: string, combinations: readonly Parameters[]): boolean =>
  new Set(combinations.map((one) => JSON.stringify(one[name]))).size > 1;

/** The mean loss of the run of each combination; null if it has failed. */
function lossesOf(tried: readonly Parameters[], grid: Grid): (number | null)[] {
  const keys = new Map(grid.planned.map(({ parameters, key }) => [JSON.stringify(parameters), key]));
  return tried.map((one) => {
    const folder = finishedFolder(keys.get(JSON.stringify(one)) ?? "", grid);
    return folder === undefined ? null : readRecord(folder).meanLoss;
  });
}

/** An executor that a grid does not end, since another rung follows; a request to stop ends the runs in progress. */
function keptOpen(executor: Executor): Executor {
  return {
    parallel: executor.parallel,
    run: (request, onCell) => executor.run(request, onCell),
    close: () => {},
  };
}
