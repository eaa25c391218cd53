/**
 * The compiler in a process of its own, so that it answers while a cell runs, and begins with a snapshot.
 *
 * A process that fails, hangs or grows beyond its memory is ended, its requests are refused, and the next request starts
 * another, which learns the earlier cells again.
 */
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import type { Origins } from "./cell-code";
import type { Completeness } from "./is-complete";
import { freshSnapshot, megabytes, settings } from "./snapshot";
import type { Compilation } from "./type-checker";

type CellArguments = [source: string, origins: Origins];

export type Request = { id: number; files: Record<string, string> } & (
  | { method: "warmUp" | "forget"; args: [] }
  | { method: "compile"; args: CellArguments }
  | { method: "complete"; args: [...CellArguments, at: number] }
  | { method: "inspect"; args: [...CellArguments, at: number] }
  | { method: "isComplete"; args: [code: string] }
);

/** What the process sends: a result, or why there is none. */
export interface Answer {
  id: number;
  result?: unknown;
  problem?: string;
}

interface Results {
  warmUp: undefined;
  forget: undefined;
  compile: Compilation;
  complete: { start: number; end: number; matches: string[] };
  inspect: string | undefined;
  isComplete: Completeness;
}
type Method = keyof Results;
type Arguments<M extends Method> = M extends "warmUp" | "forget"
  ? []
  : Extract<Request, { method: M }>["args"];

interface Open {
  request: Omit<Request, "files">;
  resolve(result: unknown): void;
  reject(problem: Error): void;
}

/** What a process may take before it is ended. */
export interface Limits {
  /** For an answer. */
  seconds: number;
  /** Of memory. */
  megabytes: number;
  /** Without a request, after which its memory is given back: with a snapshot it is soon there again. */
  idleSeconds: number;
}

/**
 * Starts Node with a deep stack, where the system gives one; without, V8 must not be told of it. Beside it waits a shell
 * that ends it, even while it compiles, when the kernel's process is gone and with it the other end of standard input.
 *
 * Its arguments: Node, the folder, the program, the snapshot or nothing, and V8's settings.
 */
const start = `exec 4<&0
{ read -r _ <&4; kill -9 $$; } 3>&- &
ulimit -c 0
folder=$1 program=$2 snapshot=$3; shift 3
ulimit -s ${megabytes.stack * 1024} 2>/dev/null || exec "$0" "$program" "$folder"
[ -n "$snapshot" ] && exec "$0" "$@" --snapshot-blob "$snapshot" "$folder"
exec "$0" "$@" "$program" "$folder"`;

const usual: Limits = { seconds: 60, megabytes: megabytes.memory, idleSeconds: 60 };

export class CompilerProcess {
  private child: ChildProcess | undefined;
  private readonly open = new Map<number, Open>();
  private serial = 0;
  /** Cells that the process has not been told of. */
  private untold: Record<string, string> = {};
  private readonly files: Record<string, string> = {};
  /** For an answer, or for a request. */
  private waiting: NodeJS.Timeout | undefined;
  /** The process has answered, so it did begin. */
  private begun = false;

  /**
   * @param folder   of the notebook
   * @param limits   read again for every process and every request
   * @param snapshot with which processes begin, if there is one
   */
  constructor(
    private readonly folder: string,
    private readonly limits: Limits = usual,
    private snapshot = freshSnapshot(),
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Makes a cell that was compiled known to later requests. */
  add(file: string, text: string): void {
    this.files[file] = text;
    this.untold[file] = text;
  }

  /** Forgets all cells. */
  clear(): void {
    for (const file of Object.keys(this.files)) delete this.files[file];
    this.untold = {};
    if (this.child) this.ask("forget").catch(() => {}); // it forgets when it ends, too
  }

  ask<M extends Method>(method: M, ...args: Arguments<M>): Promise<Results[M]> {
    this.child ??= this.start();
    const request = { id: ++this.serial, method, args } as Omit<Request, "files">;
    return new Promise((resolve, reject) => {
      this.open.set(request.id, { request, resolve: resolve as (result: unknown) => void, reject });
      this.send(request);
      this.watch();
    });
  }

  /** Refuses all open requests and ends the process. */
  end(reason: string): void {
    const { child } = this;
    this.child = undefined;
    clearTimeout(this.waiting);
    this.waiting = undefined;
    for (const { reject } of this.open.values()) reject(new CompilerProblem(reason));
    this.open.clear();
    if (child) endGroup(child);
  }

  private send(request: Omit<Request, "files">): void {
    this.child?.send({ ...request, files: this.untold }, () => {}); // its end is told by `exit`
    this.untold = {};
  }

  private start(): ChildProcess {
    const env = { ...process.env, NODE_OPTIONS: undefined }; // V8's settings are those of the snapshot
    const memory = this.limits.megabytes;
    const snapshot = memory === megabytes.memory ? (this.snapshot ?? "") : "";
    const program = path.join(__dirname, "compiler-program.js");
    const child = spawn(
      "sh",
      ["-c", start, process.execPath, this.folder, program, snapshot, ...settings(memory)],
      {
        env,
        stdio: ["pipe", "ignore", "ignore", "ipc"],
        serialization: "advanced",
        detached: true, // a group of its own: signals to the kernel are not for it
      },
    );
    this.begun = false;
    this.untold = { ...this.files };
    child.on("message", (answer: Answer) => this.answered(child, answer));
    child.on(
      "error",
      (problem) => child === this.child && this.end(`the compiler did not start: ${problem.message}`),
    );
    child.on("exit", (_, signal) => {
      endGroup(child);
      if (child !== this.child) return;
      if (snapshot && !this.begun) this.startWithout();
      else this.end(`the compiler ${signal === "SIGABRT" ? "ran out of memory" : "ended"}`);
    });
    return child;
  }

  /** Node refuses a snapshot that another one has made: a process without it is asked the same. */
  private startWithout(): void {
    this.snapshot = undefined;
    this.child = this.start();
    for (const { request } of this.open.values()) this.send(request);
  }

  private answered(child: ChildProcess, { id, result, problem }: Answer): void {
    if (child === this.child) this.begun = true;
    const request = this.open.get(id);
    this.open.delete(id);
    this.watch();
    if (problem === undefined) return request?.resolve(result);
    request?.reject(new CompilerProblem(problem));
    if (child === this.child) this.end("the compiler failed"); // its state may be half changed
  }

  private watch(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    const { seconds, idleSeconds } = this.limits;
    if (this.open.size > 0)
      this.waiting = setTimeout(
        () => this.end(`the compiler gave no answer within ${seconds} s`),
        seconds * 1000,
      );
    else if (this.child && this.snapshot)
      this.waiting = setTimeout(() => this.end("the compiler was idle"), idleSeconds * 1000).unref();
  }
}

/** Ends the process and the shell that waits beside it. */
function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    return; // they have ended
  }
}

/** The compiler has no answer for this request; it is started again for the next. */
export class CompilerProblem extends Error {
  override name = "CompilerProblem";
}
