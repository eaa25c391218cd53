import { createHash } from "node:crypto";
import type { Executor, Outcome, RunRequest } from "./executor";
import { LineProgram, ProgramEnded } from "./json-lines";
import { daskPython } from "./dask-environment";
import type { Machine } from "./machine";
import type { RunVersion } from "./plan";

/** What the client program says once. */
interface Ready {
  ready: number;
  dashboard: string;
  refused: Record<string, string>;
}

type Event = Ready | ({ id: number } & Outcome);

/** Runs that are handed to Dask and not yet back; each has a folder in the making. */
const outstanding = 200;

/** Executes runs on Dask distributed, which queues them, tries again, and does without a worker that is lost. */
export class DaskExecutor implements Executor {
  readonly parallel = outstanding;
  private readonly waiting = new Map<
    number,
    { resolve(outcome: Outcome): void; reject(reason: Error): void }
  >();
  private count = 0;

  private constructor(private readonly client: LineProgram) {}

  /**
   * @param address   of a scheduler, `tcp://host:port`, or `local` for a cluster on this machine
   * @param processes of a local cluster
   * @param machine   whose processor and Node the workers must have
   * @param versions  of code and corpora, which they must have as well
   * @throws Error where no scheduler answers, or no worker may take part
   */
  static async connect(
    address: string,
    processes: number,
    machine: Machine,
    versions: readonly RunVersion[],
    say: (line: string) => void,
  ): Promise<DaskExecutor> {
    const client = new LineProgram(["client", address, String(processes)], "word2vec_dask", daskPython(say));
    const { node, arch } = machine;
    const wanted = { machine: { node, arch }, versions };
    const hash = createHash("sha256").update(JSON.stringify(wanted)).digest("hex").slice(0, 12);
    const first = { resource: `word2vec-${hash}`, wanted };
    const ready = await client
      .ask(JSON.stringify(first), (line) => JSON.parse(line) as Ready)
      .catch((reason: Error) => {
        throw itsOwnWords(reason);
      });
    for (const [worker, reason] of Object.entries(ready.refused)) say(`${worker} takes no part: ${reason}`);
    say(`${ready.ready} Dask workers; dashboard: ${ready.dashboard}`);
    if (ready.ready === 0) say("waiting for a worker that may take part");
    const executor = new DaskExecutor(client);
    client.listen(
      (line) => executor.take(JSON.parse(line) as Event),
      (reason) => executor.fail(itsOwnWords(reason)),
    );
    return executor;
  }

  run(request: RunRequest): Promise<Outcome> {
    const id = this.count++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.client.tell(JSON.stringify({ id, key: request.key, run: request }));
    });
  }

  close(): void {
    this.client.kill();
  }

  private take(event: Event): void {
    if (!("id" in event)) return;
    const { id, ...outcome } = event;
    this.waiting.get(id)?.resolve(outcome);
    this.waiting.delete(id);
  }

  private fail(reason: Error): void {
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }
}

/** What the client program says of a scheduler that is not there or was lost is for people to read. */
function itsOwnWords(reason: Error): Error {
  return reason instanceof ProgramEnded && reason.said ? new Error(reason.said, { cause: reason }) : reason;
}
