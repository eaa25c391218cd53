import { statSync } from "node:fs";
import os from "node:os";
import { findCorpus } from "../../corpus/open-corpus";
import { DaskExecutor } from "../../experiment/executors/dask-executor";
import type { Executor } from "../../experiment/executors/executor";
import { LocalPool } from "../../experiment/executors/local-pool";
import { describeMachine } from "../../runs/machine";
import type { PlannedRun } from "../../experiment/grid/plan";
import { parallelRuns } from "../../experiment/executors/memory-budget";
import { checkout } from "../../files/checkout";

/** @throws RangeError unless the address has the form of a Dask scheduler's, or is `local` */
export function requireScheduler(address: string | undefined): void {
  if (address !== undefined && address !== "local" && !/^\w+:\/\/.+:\d+$/.test(address))
    throw new RangeError(`experiment requires --scheduler to be tcp://host:port or local, got ${address}`);
}

/**
 * The executor of a grid: processes of this machine, or Dask if a scheduler is named.
 *
 * @param parallel runs at a time on this machine; by default as many as there are cores and memory for
 * @param adapt    `LOW..HIGH` processes of a local cluster, as many as there is work for
 */
export async function chooseExecutor(
  planned: readonly PlannedRun[],
  scheduler: string | undefined,
  parallel: number | undefined,
  say: (line: string) => void,
  adapt?: string,
): Promise<Executor> {
  if (adapt !== undefined && scheduler !== undefined) return connectDask(scheduler, adapt, planned, say);
  const processes = parallel ?? (await countParallelRuns(planned));
  return scheduler === undefined ? new LocalPool(processes) : connectDask(scheduler, String(processes), planned, say); // prettier-ignore
}

/** @throws RangeError unless `--adapt` is LOW..HIGH, and belongs to a local cluster */
export function requireAdapt(adapt: string | undefined, scheduler: string | undefined): void {
  if (adapt === undefined) return;
  const [, low, high] = /^([1-9]\d{0,3})\.\.([1-9]\d{0,3})$/.exec(adapt) ?? [];
  if (low === undefined || Number(low) > Number(high))
    throw new RangeError(`experiment requires --adapt to be LOW..HIGH, such as 1..8, got ${adapt}`);
  if (scheduler !== "local")
    throw new RangeError(`experiment requires --scheduler local with --adapt, got ${scheduler ?? "none"}; a cluster of machines adapts itself`); // prettier-ignore
}

async function countParallelRuns(planned: readonly PlannedRun[]): Promise<number> {
  const names = [...new Set(planned.map(({ version }) => version.corpus))];
  const found = await Promise.all(
    names.map((name) => findCorpus(name, { say: () => {}, sstPath: process.env.SST_PATH })),
  );
  const corpus = Math.max(...found.map(({ file }) => statSync(file).size));
  const dimensions = Math.max(...planned.map(({ settings }) => settings.dimensions));
  const available = process.availableMemory?.() ?? os.freemem(); // what a container allows, in newer Nodes
  return parallelRuns(os.availableParallelism(), available, corpus, dimensions);
}

async function connectDask(
  address: string,
  processes: string,
  planned: readonly PlannedRun[],
  say: (line: string) => void,
): Promise<Executor> {
  const versions = new Map(planned.map(({ version }) => [version.corpus, version]));
  return DaskExecutor.connect(
    address,
    processes,
    describeMachine(checkout),
    [...versions.values()],
    planned.length,
    say,
  );
}
