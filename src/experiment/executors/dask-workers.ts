import { parametersText, type Parameters } from "../../runs/experiment-json";

/** What the client program says of workers: a reason is why one may not be used. */
export type WorkerEvent =
  | { readonly joined: string; readonly reason: string | null }
  | { readonly lost: string; readonly keys: readonly string[] }
  | { readonly full: string; readonly keys: readonly string[] };

/** The workers of a scheduler in words, for the person who started a grid. */
export class DaskWorkers {
  private readonly workers: Map<string, string | null>;

  /** @param reasons why each worker may not be used; null for one that may */
  constructor(reasons: Readonly<Record<string, string | null>>) {
    this.workers = new Map(Object.entries(reasons));
  }

  /** How many are used. */
  get used(): number {
    return this.workers.size - this.refused.length;
  }

  private get refused(): [string, string][] {
    return [...this.workers].filter((entry): entry is [string, string] => entry[1] !== null);
  }

  /** A line for each worker that is not used. */
  refusals(): string[] {
    return this.refused.map(([worker, reason]) => `${worker} is not used: ${reason}`);
  }

  /**
   * Takes an event into account.
   *
   * @param parametersOf the parameters of a run in progress, by its key
   * @returns the line that says what has happened
   */
  follow(event: WorkerEvent, parametersOf: (key: string) => Parameters | undefined): string {
    if ("joined" in event) {
      const { joined, reason } = event;
      this.workers.set(joined, reason);
      return reason === null
        ? `${joined} has joined: ${count(this.used)}`
        : `${joined} is not used: ${reason}`;
    }
    const { keys } = event;
    const lost = "lost" in event ? event.lost : event.full;
    const wasUsed = this.workers.get(lost) === null;
    this.workers.delete(lost);
    if (!wasUsed && "lost" in event) return `${lost} has left; it was not used`;
    const runs = keys.map(parametersOf).filter((found) => found !== undefined);
    const by = this.used > 0 ? "by another worker" : "when another worker joins";
    const what =
      runs.length === 1 ? `its run, ${parametersText(runs[0])}, is` : `its ${runs.length} runs are`;
    if ("full" in event) return `${lost} is not used any more, its disk is full: ${what} made again ${by}; ${count(this.used)}`; // prettier-ignore
    return `${lost} was lost: ${runs.length === 0 ? "it had no run" : `${what} made again ${by}`}; ${count(this.used)}`;
  }

  /**
   * What a grid waits for.
   *
   * @param runs    number of runs that have not ended
   * @param minutes since the last of them ended
   */
  waiting(runs: number, minutes: number): string {
    const these = `${runs} ${runs === 1 ? "run" : "runs"}`;
    if (this.used > 0) return `no run has ended for ${minutes} min: ${these} left, ${count(this.used)}`;
    const wanted = "a worker with the same code, corpus, packages, Node and processor type";
    const refused =
      this.refused.length === 0 ? "no other is there" : `${this.refused.length} there, not used`;
    return `${these} left, waiting for ${wanted} (${refused}); \`npm run experiment -- worker ADDRESS\` starts one`;
  }
}

const count = (used: number): string => (used === 1 ? "1 worker" : `${used} workers`);
