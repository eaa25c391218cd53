import { statSync } from "node:fs";
import os from "node:os";
import { findCorpus } from "../corpus/open-corpus";
import { DaskExecutor } from "../experiment/dask-executor";
import type { Executor } from "../experiment/executor";
import { LocalPool } from "../experiment/local-pool";
import { describeMachine } from "../experiment/machine";
import type { PlannedRun } from "../experiment/plan";
import { parallelRuns } from "../experiment/room";
import { root } from "../report/environment";

/** @throws RangeError unless an address is that of a Dask scheduler, or `local` */
export function requireScheduler(address: string | undefined): void {
  if (address !== undefined && address !== "local" && !/^\w+:\/\/.+:\d+$/.test(address))
    throw new RangeError(`experiment requires --scheduler tcp://host:port or local, got ${address}`);
}

/**
 * Who executes the runs of a grid: processes of this machine, or Dask where a scheduler is named.
 *
 * @param parallel runs at a time on this machine; without it as many as there is room for
 */
export async function executorFor(
  planned: readonly PlannedRun[],
  scheduler: string | undefined,
  parallel: number | undefined,
  say: (line: string) => void,
): Promise<Executor> {
  const processes = parallel ?? (await room(planned));
  return scheduler === undefined ? new LocalPool(processes) : onDask(scheduler, processes, planned, say);
}

async function room(planned: readonly PlannedRun[]): Promise<number> {
  const names = [...new Set(planned.map(({ version }) => version.corpus))];
  const found = await Promise.all(
    names.map((name) => findCorpus(name, { say: () => {}, sstPath: process.env.SST_PATH })),
  );
  const corpus = Math.max(...found.map(({ file }) => statSync(file).size));
  const dimensions = Math.max(...planned.map(({ settings }) => settings.dimensions));
  const available = process.availableMemory?.() ?? os.freemem(); // what a container allows, in newer Nodes
  return parallelRuns(os.availableParallelism(), available, corpus, dimensions);
}

async function onDask(
  address: string,
  processes: number,
  planned: readonly PlannedRun[],
  say: (line: string) => void,
): Promise<Executor> {
  const versions = new Map(planned.map(({ version }) => [version.corpus, version]));
  return DaskExecutor.connect(address, processes, describeMachine(root), [...versions.values()], say);
}
