/**
 * The compiler in a thread of its own, so that it answers while a cell runs.
 *
 * A thread that fails, hangs or grows beyond its memory is ended, its requests are refused, and the next request starts
 * another, which learns the earlier cells again.
 */
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Origins } from "./cell-code";
import type { Completeness } from "./is-complete";
import type { Compilation } from "./type-checker";

type CellArguments = [source: string, origins: Origins];

export type Request = { id: number; files: Record<string, string> } & (
  | { method: "warmUp" | "forget"; args: [] }
  | { method: "compile"; args: CellArguments }
  | { method: "complete"; args: [...CellArguments, at: number] }
  | { method: "inspect"; args: [...CellArguments, at: number] }
  | { method: "isComplete"; args: [code: string] }
);

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
  resolve(result: unknown): void;
  reject(problem: Error): void;
}

/** What a thread may take before it is ended. */
export interface Limits {
  /** For an answer. */
  seconds: number;
  /** Of memory; a chapter's first program takes 300. */
  megabytes: number;
}

/** In megabytes; deep cells need a deep one. */
const stack = 64;

export class CompilerThread {
  private worker: Worker | undefined;
  private readonly open = new Map<number, Open>();
  private serial = 0;
  /** Cells that the thread has not been told of. */
  private untold: Record<string, string> = {};
  private readonly files: Record<string, string> = {};
  private hanging: NodeJS.Timeout | undefined;

  /**
   * @param folder of the notebook
   * @param limits read again for every thread and every request
   */
  constructor(
    private readonly folder: string,
    private readonly limits: Limits = { seconds: 60, megabytes: 2048 },
  ) {}

  /** Makes a cell that was compiled known to later requests. */
  add(file: string, text: string): void {
    this.files[file] = text;
    this.untold[file] = text;
  }

  /** Forgets all cells. */
  clear(): void {
    for (const file of Object.keys(this.files)) delete this.files[file];
    this.untold = {};
    if (this.worker) this.ask("forget").catch(() => {}); // it forgets when it ends, too
  }

  ask<M extends Method>(method: M, ...args: Arguments<M>): Promise<Results[M]> {
    const worker = (this.worker ??= this.start());
    const id = ++this.serial;
    const files = this.untold;
    this.untold = {};
    worker.postMessage({ id, method, args, files });
    return new Promise((resolve, reject) => {
      this.open.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.watch();
    });
  }

  /** Refuses all open requests and ends the thread. */
  end(reason: string): void {
    const { worker } = this;
    this.worker = undefined;
    clearTimeout(this.hanging);
    this.hanging = undefined;
    for (const { reject } of this.open.values()) reject(new CompilerProblem(reason));
    this.open.clear();
    void worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(path.join(__dirname, "compiler-worker.js"), {
      workerData: this.folder,
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes, stackSizeMb: stack },
      execArgv: [],
    });
    this.untold = { ...this.files };
    worker.on("message", ({ id, result, problem }: { id: number; result: unknown; problem?: string }) => {
      const request = this.open.get(id);
      this.open.delete(id);
      this.watch();
      if (problem === undefined) request?.resolve(result);
      else {
        request?.reject(new CompilerProblem(problem));
        if (worker === this.worker) this.end("the compiler failed"); // its state may be half changed
      }
    });
    const ended = (reason: string) => () => {
      if (worker === this.worker) this.end(reason);
    };
    worker.on("error", ended("the compiler ran out of memory"));
    worker.on("exit", ended("the compiler ended"));
    return worker;
  }

  private watch(): void {
    clearTimeout(this.hanging);
    this.hanging = undefined;
    if (this.open.size === 0) return;
    const { seconds } = this.limits;
    this.hanging = setTimeout(
      () => this.end(`the compiler gave no answer within ${seconds} s`),
      seconds * 1000,
    );
  }
}

/** The compiler has no answer for this request; it is started again for the next. */
export class CompilerProblem extends Error {
  override name = "CompilerProblem";
}
