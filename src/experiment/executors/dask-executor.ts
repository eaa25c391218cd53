import { createHash } from "node:crypto";
import type { Executor, Outcome, RunProgress, RunRequest } from "./executor";
import { LineProgram, ProgramEnded } from "../../processes/line-program";
import { daskPython } from "./dask-environment";
import type { Machine } from "../../runs/machine";
import type { RunVersion } from "../grid/plan";
import type { Parameters } from "../../runs/experiment-json";
import { DaskWorkers, type WorkerEvent } from "./dask-workers";

/** The first event of the client program. */
interface Ready {
  dashboard: string;
  workers: Record<string, string | null>;
}

type Event = WorkerEvent | ({ id: number } & (Outcome | RunProgress));

/** A run that was given to Dask. */
interface Given {
  readonly request: RunRequest;
  readonly onCell: (now: RunProgress) => void;
  resolve(outcome: Outcome): void;
  reject(reason: Error): void;
}

const minute = 60_000; // ms

/** How many runs are given to Dask at a time; each has a folder in the making. */
const outstanding = 200;

/** Executes runs on Dask distributed, which queues them, retries, and goes on without a worker that is lost. */
export class DaskExecutor implements Executor {
  readonly parallel = outstanding;
  private readonly given = new Map<number, Given>();
  private count = 0;
  private minutes = 0; // since a run ended
  private readonly clock: NodeJS.Timeout;

  private constructor(
    private readonly client: LineProgram,
    private readonly workers: DaskWorkers,
    private readonly say: (line: string) => void,
  ) {
    this.clock = setInterval(() => this.sayWhatIsLeft(), minute);
    client.listen(
      (line) => this.receive(JSON.parse(line) as Event),
      (reason) => this.fail(clientMessage(reason)),
    );
  }

  /**
   * @param address   a scheduler, `tcp://host:port`, or `local` for a cluster on this machine
   * @param processes of a local cluster: a number, or LOW..HIGH
   * @param machine   the workers must have its processor type and Node
   * @param versions  the workers must have these versions of code and corpora
   * @param runs      number of runs of the grid
   * @param say       called with a line for each worker that joins, is refused or lost, and each minute without a result
   * @throws Error if no scheduler answers
   */
  static async connect(
    address: string,
    processes: string,
    machine: Machine,
    versions: readonly RunVersion[],
    runs: number,
    say: (line: string) => void,
  ): Promise<DaskExecutor> {
    const client = new LineProgram(["client", address, processes], "word2vec_dask", daskPython(say));
    const { node, arch } = machine;
    const wanted = { machine: { node, arch }, versions };
    const hash = createHash("sha256").update(JSON.stringify(wanted)).digest("hex").slice(0, 12);
    const first = { resource: `word2vec-${hash}`, wanted };
    const asking = setInterval(() => say(`waiting for the answers of the workers of ${address}`), minute);
    const ready = await client
      .ask(JSON.stringify(first), (line) => JSON.parse(line) as Ready)
      .catch((reason: Error) => {
        throw clientMessage(reason);
      })
      .finally(() => clearInterval(asking));
    const workers = new DaskWorkers(ready.workers);
    for (const line of workers.refusals()) say(line);
    say(`${workers.used} Dask workers; dashboard: ${ready.dashboard}`);
    if (workers.used === 0) say(workers.waiting(runs, 0));
    return new DaskExecutor(client, workers, say);
  }

  run(request: RunRequest, onCell: (now: RunProgress) => void): Promise<Outcome> {
    const id = this.count++;
    return new Promise((resolve, reject) => {
      this.given.set(id, { request, onCell, resolve, reject });
      this.client.send(JSON.stringify({ id, key: request.key, run: request }));
    });
  }

  close(): void {
    clearInterval(this.clock);
    this.client.kill();
  }

  private receive(event: Event): void {
    if (!("id" in event)) return this.say(this.workers.follow(event, (key) => this.parametersOf(key)));
    const { id, ...outcome } = event;
    if ("of" in outcome) return this.given.get(id)?.onCell(outcome);
    this.minutes = 0;
    this.given.get(id)?.resolve(outcome);
    this.given.delete(id);
  }

  private parametersOf(key: string): Parameters | undefined {
    return [...this.given.values()].find(({ request }) => request.key === key)?.request.parameters;
  }

  private sayWhatIsLeft(): void {
    this.minutes++;
    if (this.given.size > 0) this.say(this.workers.waiting(this.given.size, this.minutes));
  }

  private fail(reason: Error): void {
    for (const { reject } of this.given.values()) reject(reason);
    this.given.clear();
  }
}

/** The message of the client program, which names a missing or lost scheduler, instead of its exit status. */
function clientMessage(reason: Error): Error {
  return reason instanceof ProgramEnded && reason.lastLines
    ? new Error(reason.lastLines, { cause: reason })
    : reason;
}
