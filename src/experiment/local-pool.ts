import { LineProgram } from "./json-lines";
import type { Executor, Outcome, RunRequest } from "./executor";

type Event = { ready: true } | { cell: number; of: number } | Outcome;

/**
 * Executes runs in processes of this machine. A process stays for many runs: loading papermill and nbconvert takes
 * longer than a short run. One that dies, for lack of memory say, costs the run it was at and is replaced.
 */
export class LocalPool implements Executor {
  private readonly idle: LineProgram[] = [];
  private readonly all = new Set<LineProgram>();
  private closed = false;

  /** @param parallel how many processes at most; each is started when it is first needed */
  constructor(readonly parallel: number) {}

  async run(request: RunRequest, onCell: (cell: number, of: number) => void): Promise<Outcome> {
    const worker = this.idle.pop() ?? this.start();
    try {
      return await worker.ask(JSON.stringify(request), (line) => outcomeIn(line, onCell));
    } catch (error) {
      if (this.closed) throw error;
      return { status: "failed", error: (error as Error).message };
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

function outcomeIn(line: string, onCell: (cell: number, of: number) => void): Outcome | undefined {
  const event = JSON.parse(line) as Event;
  if ("cell" in event) onCell(event.cell, event.of);
  return "status" in event ? event : undefined;
}
