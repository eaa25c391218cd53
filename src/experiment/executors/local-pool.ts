import { LineProgram, ProgramEnded } from "../../processes/line-program";
import type { FailedCell } from "../../runs/experiment-json";
import type { Executor, Outcome, RunProgress, RunRequest } from "./executor";

type Event = { ready: true } | RunProgress | Outcome;

/**
 * Executes runs in processes of this machine. A process executes many runs: loading papermill and nbconvert takes
 * longer than a short run. If a process dies, for example for lack of memory, its run fails and the process is replaced.
 */
export class LocalPool implements Executor {
  private readonly idle: LineProgram[] = [];
  private readonly all = new Set<LineProgram>();
  private closed = false;

  /** @param parallel the largest number of processes; each is started when it is needed */
  constructor(readonly parallel: number) {}

  async run(request: RunRequest, onCell: (now: RunProgress) => void): Promise<Outcome> {
    const worker = this.idle.pop() ?? this.start();
    let cell: FailedCell | undefined;
    const onProgress = (now: RunProgress): void => {
      cell = now.name;
      onCell(now);
    };
    try {
      return await worker.ask(JSON.stringify(request), (line) => findOutcome(line, onProgress));
    } catch (error) {
      if (this.closed) throw error;
      return { status: "failed", error: explainEnd(error as Error), ...(cell && { cell }) };
    } finally {
      if (worker.alive) this.idle.push(worker);
      else this.all.delete(worker);
    }
  }

  close(): void {
    this.closed = true;
    for (const worker of this.all) worker.kill();
  }

  private start(): LineProgram {
    const worker = new LineProgram(["worker"]);
    this.all.add(worker);
    return worker;
  }
}

function findOutcome(line: string, onCell: (now: RunProgress) => void): Outcome | undefined {
  const event = JSON.parse(line) as Event;
  if ("status" in event) return event;
  if ("of" in event) onCell(event);
  return undefined;
}

function explainEnd(error: Error): string {
  if (!(error instanceof ProgramEnded)) return error.message;
  return `the program that executes the run ended (${error.how}); perhaps there was too little memory`;
}
