/**
 * The process in which cells run, seen from the kernel's process.
 *
 * Stock tslab runs cells in the process that talks to clients: a loop keeps it from answering, and what ends the cell
 * ends the kernel. Here the kernel is always free. The stop button sends `SIGINT` to the cells' process and its
 * commands. If that process does not turn to its event loop, the code that runs there is ended. If that does not help
 * either, one more press ends the process, and another one is started without the variables.
 */
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import type { Answer } from "../cells/input";
import {
  descriptors,
  eachMessage,
  internalsFlag,
  type FromCells,
  type Outcome,
  type Run,
  type ToCells,
} from "../cells/messages";
import { CodeEnder, patience } from "./code-ender";

/** Receives what a cell does besides running. */
export interface CellClient {
  publish(kind: string, content: object, metadata?: object): void;
  /** Asks a person. */
  ask(prompt: string, password: boolean): Promise<Answer>;
  /** Its code is about to run. */
  begun(): void;
}

/** How often code that does not end is ended before a person is told. */
const attempts = 10;
/** How many cells may still print. */
const kept = 1000;

/**
 * Resolves when all is read that commands of a cell wrote before the message that is handled now: they write to pipes of
 * their own. Two turns, as the first may have asked which pipes are ready before they wrote.
 */
async function commandsRead(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}

export class CellProcess {
  private child: ChildProcess;
  private code!: CodeEnder;
  private readonly clients = new Map<number, CellClient>();
  /** Targets of the comms that cells have opened, by id. */
  readonly comms = new Map<string, string>();
  private latest = 0;
  private running:
    { serial: number; begun: boolean; resolve(outcome: Outcome | undefined): void } | undefined;
  private stopping: Promise<void> | undefined;
  private stuck = false;
  /** The stop button was pressed since the latest cell was sent. */
  private pressed = false;
  private asking = false;

  /** @param onLoss called when the process has ended, with the reason; its variables are lost */
  constructor(private readonly onLoss: (reason: string, whileRunning: boolean) => void) {
    this.child = this.start();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Runs a cell. @returns how it ended; undefined if its process ended */
  async run(run: Run, client: CellClient): Promise<Outcome | undefined> {
    await this.stopping; // a press is for the cell before
    this.clients.set(run.serial, client);
    this.clients.delete(run.serial - kept);
    this.latest = run.serial;
    const outcome = await new Promise<Outcome | undefined>((resolve) => {
      this.running = { serial: run.serial, begun: false, resolve };
      this.send({ type: "run", run });
      if (this.pressed) void this.endWhatIsLeft(run);
      this.pressed = false;
    });
    await commandsRead();
    return outcome;
  }

  /** A front end's message for a control of a cell. @returns whether a cell has opened that */
  comm(kind: string, content: Record<string, unknown>): boolean {
    const known = this.comms.has(String(content.comm_id));
    if (known) this.send({ type: "comm", kind, content });
    if (kind === "comm_close") this.comms.delete(String(content.comm_id));
    return known;
  }

  /** The stop button. */
  stop(): Promise<void> {
    this.pressed = true;
    if (this.stuck) this.kill();
    else this.stopping ??= this.endRunningCode().finally(() => (this.stopping = undefined));
    return this.stopping ?? Promise.resolve();
  }

  /** Ends the process with its commands. */
  kill(): void {
    const { pid } = this.child;
    try {
      if (pid !== undefined) process.kill(-pid, "SIGKILL");
    } catch {
      return; // it has ended
    }
  }

  private async endRunningCode(): Promise<void> {
    const { running, code } = this;
    if (this.asking) this.answer({ problem: "stopped" });
    let terminated = false;
    for (let attempt = 0; !(await code.noticesStop(attempt === 0)); attempt++) {
      terminated = true;
      code.end(this.latest);
      if (attempt < attempts || this.stuck) continue;
      this.stuck = true;
      this.print("the cell cannot be stopped; one more press ends its process, and all variables are lost\n");
    }
    this.stuck = false;
    await code.ended();
    if (terminated) this.send({ type: "terminated" });
    if (running) void this.stopAgain(running.serial);
  }

  /** A cell that goes on after its awaits were rejected, and does not turn to the event loop, is ended. */
  private async stopAgain(serial: number): Promise<void> {
    await setTimeout(3_000, undefined, { ref: false });
    if (this.running?.serial === serial) await this.stop();
  }

  /** A stopped cell may have left code that never ends, as a timer; the next cell would wait for it. */
  private async endWhatIsLeft(next: Run): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      await setTimeout(patience, undefined, { ref: false });
      if (this.running?.serial !== next.serial || this.running.begun) return;
      this.code.end(next.serial - 1);
      await this.code.ended();
      this.send({ type: "run", run: next }); // what was ended may have been receiving it
    }
  }

  private start(): ChildProcess {
    const program = path.join(__dirname, "../cells/main.js");
    const flags = [...process.execArgv, "--enable-source-maps", internalsFlag];
    const child = spawn(process.execPath, [...flags, program], {
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe", "pipe"],
      detached: true, // a group of its own: signals to the kernel are not for it
    });
    for (const name of ["stdout", "stderr"] as const) {
      child[name]?.setEncoding("utf8").on("data", (text: string) => this.print(text, name));
    }
    for (const stream of child.stdio) stream?.on("error", () => {}); // its end is told by `close`
    const closed = (): void => void (child === this.child && this.kill());
    for (const pipe of child.stdio.slice(descriptors.toKernel)) pipe?.on("close", closed); // by a cell
    eachMessage<FromCells>(child.stdio[descriptors.toKernel] as Readable, (message) => this.handle(message));
    child.on("close", (status, signal) => this.ended(child, signal ?? `status ${status}`));
    this.code = new CodeEnder(child);
    return child;
  }

  private ended(child: ChildProcess, how: string): void {
    if (child !== this.child) return;
    this.code.gone();
    this.child = this.start();
    this.asking = false;
    this.comms.clear();
    const { running } = this;
    this.onLoss(how, running !== undefined);
    this.running = undefined;
    running?.resolve(undefined);
  }

  private handle(message: FromCells): void {
    if (message.type === "stopped") return this.code.noticed(message.signals);
    if (message.type === "publish") return this.publish(message);
    if (message.type === "input") return void this.ask(message);
    const { running } = this;
    if (message.serial !== running?.serial) return;
    if (message.type === "begun") {
      running.begun = true;
      return this.clients.get(message.serial)?.begun();
    }
    this.running = undefined;
    running.resolve(message.outcome);
  }

  private publish({ serial, kind, content, metadata }: Extract<FromCells, { type: "publish" }>): void {
    const { comm_id, target_name } = content as { comm_id?: string; target_name?: string };
    if (kind === "comm_open") this.comms.set(String(comm_id), String(target_name));
    const publish = (): void => this.clients.get(serial)?.publish(kind, content, metadata);
    if (kind === "execute_result") void commandsRead().then(publish);
    else publish();
  }

  private async ask({ serial, prompt, password }: Extract<FromCells, { type: "input" }>): Promise<void> {
    this.asking = true;
    const client = this.clients.get(serial);
    const answer: Answer = client ? await client.ask(prompt, password) : { problem: "unsupported" };
    if (this.asking) this.answer(answer);
  }

  private answer(answer: Answer): void {
    this.asking = false;
    this.stream(descriptors.input).write(`${JSON.stringify(answer)}\n`);
  }

  /** Shows text under the latest cell. */
  print(text: string, name = "stderr"): void {
    this.clients.get(this.latest)?.publish("stream", { name, text });
  }

  private send(message: ToCells): void {
    this.stream(descriptors.fromKernel).write(`${JSON.stringify(message)}\n`);
  }

  private stream(descriptor: number): Writable {
    return this.child.stdio[descriptor] as Writable;
  }
}
