import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { projectEnvironment, python } from "../report/environment";

/** A program ended before it was told to. */
export class ProgramEnded extends Error {
  /** @param said the last lines that it printed to stderr */
  constructor(
    how: string,
    readonly said: string,
  ) {
    super(said ? `${how}: ${said}` : how);
  }
}

/**
 * A Python program of this project that is told and answers in lines. It runs in a process group of its own, so
 * that a Ctrl-C in the terminal reaches this process alone, and ends when this process does, however that ends.
 */
export class LineProgram {
  private readonly child: ChildProcess;
  private stderr = "";
  private takeLine: ((line: string) => void) | undefined;
  private fail: ((reason: Error) => void) | undefined;
  private ended: Error | undefined;

  /**
   * @param module      of the package, with its arguments
   * @param interpreter Python of the environment that has the package
   */
  constructor(
    [module, ...args]: readonly string[],
    pythonPackage = "word2vec_experiment",
    interpreter = python,
  ) {
    this.child = spawn(interpreter, ["-m", `${pythonPackage}.${module}`, ...args], {
      env: projectEnvironment(process.env),
      detached: process.platform !== "win32",
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr = (this.stderr + text).slice(-10_000);
    });
    this.child.stdin?.on("error", () => {}); // the program is gone, which `close` tells
    if (this.child.stdout)
      createInterface({ input: this.child.stdout }).on("line", (line) => this.takeLine?.(line));
    this.child.on("error", (error) => this.end(error));
    this.child.on("close", (status, signal) => {
      const said = this.stderr.trim().split("\n").slice(-3).join("\n");
      this.end(new ProgramEnded(`${module} ended (${signal ?? status})`, said));
    });
  }

  /** False once the program has ended. */
  get alive(): boolean {
    return this.ended === undefined;
  }

  /** Writes a line without waiting for an answer. */
  tell(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  /**
   * Writes a line and reads on until a line is the answer. One question at a time.
   *
   * @param answerIn the answer, if the line is one
   * @throws Error if the program ends before
   */
  ask<T>(line: string, answerIn: (line: string) => T | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      this.fail = reject;
      this.takeLine = (answer) => {
        const found = answerIn(answer);
        if (found !== undefined) resolve(found);
      };
      this.tell(line);
    });
  }

  /** Hears every line from now on, and the end of the program. */
  listen(takeLine: (line: string) => void, fail: (reason: Error) => void): void {
    this.takeLine = takeLine;
    this.fail = fail;
    if (this.ended) fail(this.ended);
  }

  /** Ends the program, and what it runs, now. */
  kill(): void {
    this.child.kill("SIGTERM");
  }

  private end(reason: Error): void {
    this.ended ??= reason;
    this.fail?.(reason);
  }
}
