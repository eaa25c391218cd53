import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { compareResults } from "../../experiment/again/compare-files";
import { findDifferences } from "../../experiment/again/differences";
import { readChapter } from "../../experiment/chapter/chapter";
import { LocalPool } from "../../experiment/executors/local-pool";
import { parseGrid } from "../../experiment/grid/grid";
import { planRuns } from "../../experiment/grid/plan";
import { findRun } from "../../experiment/order/choose-runs";
import { checkout, inCheckout } from "../../files/checkout";
import { inTemporaryFolder } from "../../files/temporary-folder";
import { readRecords } from "../../runs/run-record";
import { parseOptions } from "../../settings/options";
import { gridLines } from "./grid-lines";
import { makeRuns } from "./make-grid";
import { print } from "../terminal/standard-output";

/**
 * The command `again`: makes a run once more from what its folder holds, aside, and says whether its vectors and losses are the
 * same bits.
 *
 * @returns exit status 1 if they are not
 */
export async function againCommand(args: readonly string[]): Promise<number> {
  const options = { runs: { type: "string" }, chapter: { type: "string" } } as const;
  const { values, positionals } = parseOptions(args, options, true);
  if (positionals.length !== 1)
    throw new Error(`again requires one RUN, got ${positionals.join(" and ") || "none"}`);
  const run = findRun(positionals[0], readRecords(path.resolve(values.runs ?? inCheckout("runs"))).found);
  if (run.chapter === null || run.status === "failed")
    throw new Error(`again requires a run of an experiment that is done, got ${run.id}, which ${run.chapter === null ? "npm run train has made" : "failed"}`); // prettier-ignore
  const chapters = inCheckout("notebooks");
  if (values.chapter === undefined && !existsSync(path.join(chapters, `${run.chapter}.ipynb`)))
    throw new Error(`again requires --chapter NOTEBOOK for a run of a notebook of your own, got ${run.id} of ${run.chapter}`); // prettier-ignore
  const chapter = readChapter(values.chapter ?? run.chapter, chapters);
  const known = Object.entries(run.settings).filter(([name]) => chapter.parameters.has(name));
  const combinations = parseGrid(chapter, { file: new Map(known) });
  const lines = gridLines(process.stderr);
  const planned = await planRuns(chapter, combinations, checkout, {
    say: lines.say,
    sstPath: process.env.SST_PATH,
  });
  for (const { what, differs } of findDifferences(run.folder, planned[0], checkout))
    print(differs === undefined ? `${what}: the same` : `${what}: differs; ${differs}`);
  return inTemporaryFolder(os.tmpdir(), "again", async (runs) => {
    const executor = new LocalPool(1);
    const grid = { chapter, planned, runs, root: checkout, executor, again: true, pages: false };
    const [made] = (await makeRuns(grid, lines)).made;
    if (made.status === "failed") throw new Error(`again requires a run that can be made, got ${made.error}`);
    const compared = compareResults(run.folder, path.join(runs, made.folder));
    for (const { file, differs } of compared)
      print(differs === undefined ? `${file}: the same bits` : `${file}: differs in ${differs}`);
    return compared.some(({ differs }) => differs !== undefined) ? 1 : 0;
  });
}
