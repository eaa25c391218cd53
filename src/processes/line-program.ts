import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { venvPython } from "../files/checkout";
import { projectEnvironment } from "./environment";

/** A program ended by itself. */
export class ProgramEnded extends Error {
  /**
   * @param program   its name
   * @param how       the signal that ended it, or its exit status
   * @param lastLines what it last printed to stderr
   */
  constructor(
    program: string,
    readonly how: string,
    readonly lastLines: string,
  ) {
    const ended = `${program} ended (${how})`;
    super(lastLines ? `${ended}: ${lastLines}` : ended);
  }
}

/**
 * A Python program of this project that reads and writes lines. It has a process group of its own, so that a Ctrl-C
 * in the terminal reaches only this process. It ends when this process ends, even if this process is killed.
 */
export class LineProgram {
  private readonly child: ChildProcess;
  private stderr = "";
  private onLine: ((line: string) => void) | undefined;
  private fail: ((reason: Error) => void) | undefined;
  private ended: Error | undefined;

  /**
   * @param module      the module of the package, and its arguments
   * @param interpreter the Python that has the package
   */
  constructor(
    [module, ...args]: readonly string[],
    pythonPackage = "word2vec_experiment",
    interpreter = venvPython,
  ) {
    this.child = spawn(interpreter, ["-m", `${pythonPackage}.${module}`, ...args], {
      env: projectEnvironment(process.env),
      detached: process.platform !== "win32",
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr = (this.stderr + text).slice(-10_000);
    });
    this.child.stdin?.on("error", () => {}); // the program has ended; `close` reports that
    if (this.child.stdout)
      createInterface({ input: this.child.stdout }).on("line", (line) => this.onLine?.(line));
    this.child.on("error", (error) => this.end(error));
    this.child.on("close", (status, signal) => {
      const lastLines = this.stderr.trim().split("\n").slice(-3).join("\n");
      this.end(new ProgramEnded(module, signal ?? `exit status ${status}`, lastLines));
    });
  }

  /** False once the program has ended. */
  get alive(): boolean {
    return this.ended === undefined;
  }

  /** Writes a line; expects no answer. */
  send(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  /**
   * Writes a line and reads lines until one is the answer. Only one question may be open.
   *
   * @param parseAnswer returns the answer, or undefined for another line
   * @throws Error if the program ends before it answers
   */
  ask<T>(line: string, parseAnswer: (line: string) => T | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      this.fail = reject;
      this.onLine = (answer) => {
        const found = parseAnswer(answer);
        if (found !== undefined) resolve(found);
      };
      this.send(line);
    });
  }

  /** Receives every line from now on, and the end of the program. */
  listen(onLine: (line: string) => void, fail: (reason: Error) => void): void {
    this.onLine = onLine;
    this.fail = fail;
    if (this.ended) fail(this.ended);
  }

  /** Ends the program and what it runs. */
  kill(): void {
    this.child.kill("SIGTERM");
  }

  private end(reason: Error): void {
    this.ended ??= reason;
    this.fail?.(reason);
  }
}
