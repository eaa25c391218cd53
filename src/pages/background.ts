/**
 * Turns a job into results, one after the other; what takes long between two of them cannot be stopped.
 *
 * @param tell takes a result at once, in the middle of what takes long
 */
export type Work<Job, Part> = (job: Job, tell: (part: Part) => void) => Iterable<Part>;

/** Makes the work from plain data. It is loaded when it is first needed: it may be large. */
export type LoadWork<Setup, Job, Part> = (setup: Setup) => Promise<Work<Job, Part>>;

/** What the page hears of a job. Nothing is heard of one that a later job has taken the place of. */
export interface Listener<Part> {
  part(part: Part): void;
  end(): void;
  /** The work failed, with the words of its error. */
  fail(says: string): void;
}

/** `ready` is said once: this page may have a worker. */
type Said<Part> = { id: number } & ({ part: Part } | { failed: string } | { ended: true } | { ready: true });

/** The first message has the setup, all others have a job. */
type Asked<Setup, Job> = { id: number } & ({ setup: Setup } | { job: Job });

/** A worker that has been at its job for so long is replaced when there is another job, in milliseconds. */
const usualPatience = 5000;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Tells whether this program runs in the worker that {@link Background} makes of it. */
export const isWorker = typeof document === "undefined";

/** The worker's side: answers each message with the parts of its job, and leaves a job when another has come. */
export function serve<Setup, Job, Part>(load: LoadWork<Setup, Job, Part>): void {
  let last = 0;
  let work: Promise<Work<Job, Part>> | undefined;
  const say = (said: Said<Part>): void => postMessage(said);
  addEventListener("message", ({ data }: MessageEvent<Asked<Setup, Job>>) => {
    last = data.id;
    if ("setup" in data) work = load(data.setup);
    else if (work) void inSlices(work, data.job, data.id, () => last === data.id, say);
  });
  say({ id: 0, ready: true });
}

/** Does a job part by part, and lets other events happen in between. */
async function inSlices<Job, Part>(
  work: Promise<Work<Job, Part>>,
  job: Job,
  id: number,
  isLast: () => boolean,
  say: (said: Said<Part>) => void,
): Promise<void> {
  try {
    const ready = await work;
    if (!isLast()) return;
    for (const part of ready(job, (each) => say({ id, part: each }))) {
      say({ id, part });
      await pause();
      if (!isLast()) return;
    }
    say({ id, ended: true });
  } catch (error) {
    say({ id, failed: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * The page's side: work in a worker made of the page's own program, so that the page goes on meanwhile. Where no worker
 * may be made, as in a sandbox, the page does the work itself, in slices.
 */
export class Background<Setup, Job, Part> {
  private worker: Worker | undefined;
  private mayHaveWorker = true;
  private isReady = false;
  private here: Promise<Work<Job, Part>> | undefined;
  private id = 0;
  private job: Job | undefined;
  private begun = 0;

  /**
   * @param program the text of this script
   * @param listener of the last job only
   * @param patience with a worker that has another job; Infinity where its parts come often enough for it to hear of that
   */
  constructor(
    private readonly program: string,
    private readonly setup: Setup,
    private readonly load: LoadWork<Setup, Job, Part>,
    private readonly listener: Listener<Part>,
    private readonly patience = usualPatience,
  ) {}

  /** Begins a job in place of the one before. */
  ask(job: Job): void {
    const isStuck = this.job !== undefined && Date.now() - this.begun > this.patience;
    if (isStuck) this.endWorker();
    if (this.job === undefined || isStuck) this.begun = Date.now();
    this.job = job;
    this.id += 1;
    const worker = this.mayHaveWorker ? (this.worker ?? this.makeWorker()) : undefined;
    if (worker) worker.postMessage({ id: this.id, job });
    else void this.doHere(job, this.id);
  }

  private makeWorker(): Worker | undefined {
    try {
      const address = URL.createObjectURL(new Blob([this.program], { type: "text/javascript" }));
      const worker = new Worker(address);
      worker.addEventListener("message", ({ data }: MessageEvent<Said<Part>>) => this.hear(data));
      worker.addEventListener("error", (event) => this.fail(event));
      worker.postMessage({ id: 0, setup: this.setup });
      return (this.worker = worker);
    } catch {
      this.mayHaveWorker = false;
      return undefined;
    }
  }

  /** A worker that never began was forbidden; one that ended in the middle of a job would do so here, too. */
  private fail({ message = "" }: ErrorEvent): void {
    this.endWorker();
    if (this.isReady)
      return this.hear({ id: this.id, failed: message || "it needs more memory than there is" });
    this.mayHaveWorker = false;
    if (this.job !== undefined) void this.doHere(this.job, this.id);
  }

  private endWorker(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }

  private doHere(job: Job, id: number): Promise<void> {
    this.here ??= this.load(this.setup);
    const isLast = (): boolean => id === this.id;
    return inSlices(this.here, job, id, isLast, (said) => this.hear(said));
  }

  private hear(said: Said<Part>): void {
    if ("ready" in said) this.isReady = true;
    if (said.id !== this.id || "ready" in said) return;
    if ("part" in said) return this.listener.part(said.part);
    this.job = undefined;
    if ("failed" in said) this.listener.fail(said.failed);
    else this.listener.end();
  }
}
