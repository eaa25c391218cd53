import { fork, spawnSync, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { inCheckout } from "../../files/checkout";
import type { DerivationName } from "../derivations/derivation-exercises";
import type { Student } from "../run-checks";
import { readCells, readNotebookText, type CellProgram } from "./cells";
import { tooLarge, tooLong } from "./explain-failure";
import type { Reply, Request } from "./process";

/** What a notebook may use while it is graded. */
export interface Limits {
  /** for each cell, and for each question; three times that for all cells */
  readonly seconds: number;
  /** of the process, all in all */
  readonly megabytes: number;
}

/** A notebook that has run, in a process of its own. */
export interface RunNotebook {
  readonly student: Student;
  /** The text of a derivation; fails if there is none. */
  textOf(name: DerivationName): Promise<string>;
  /** cells that failed, with why: a sentence each */
  readonly failed: readonly string[];
  close(): void;
}

const program = path.join(__dirname, "process.js");

/** What the process may read: itself, and the few modules that a notebook may import; no answers and no checks. */
const readable = [
  ...["course/student/*", "course/least-seconds.js", "course/student-functions.js"],
  ...["model/matrix.js", "random/*"],
].map((each) => inCheckout(`dist/${each}`));

/** Node's own permissions: no writing, no other processes, no threads, and reading only what is named. */
function permissions(): string[] {
  const flag = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  return [flag, ...readable.map((each) => `--allow-fs-read=${each}`), "--no-warnings"];
}

/**
 * Namespaces of its own for a process: a network in which there is nobody, and process ids, so that it can name no
 * process but itself, and ends with the one that has started it.
 */
const namespaces = ["--map-root-user", "--net", "--pid", "--fork", "--kill-child"];

let apart: boolean | undefined;

/** Whether this system gives a process namespaces of its own. */
export function canSetApart(): boolean {
  apart ??= process.platform === "linux" && spawnSync("unshare", [...namespaces, "true"]).status === 0;
  return apart;
}

/**
 * Runs the cells of a notebook in a process of its own, and lets its functions be asked.
 *
 * @throws Error if the file is no notebook, or if its cells end the process or take too long
 */
export async function runNotebook(file: string, limits: Limits): Promise<RunNotebook> {
  const cells = readCells(readNotebookText(file));
  const line = new Line(limits);
  try {
    const ran = await line.say({ kind: "run", cells, secondsPerCell: limits.seconds }, 3);
    if (ran.kind !== "ran") throw new Error("the notebook's process does not answer as it should");
    const answer = async (request: Request): Promise<unknown> => {
      const reply = await line.say(request);
      if (reply.kind === "answer") return reply.value;
      throw new Error(
        reply.kind === "failed" ? reply.says : "the notebook's process does not answer as it should",
      );
    };
    const student: Student = {
      ask: (name, question) => answer({ kind: "ask", name, question }),
      time: async (name, question) => Number(await answer({ kind: "time", name, question })),
    };
    const textOf = async (name: DerivationName): Promise<string> =>
      String(await answer({ kind: "text", name }));
    const failed = ran.failed.map(({ id, says }) => {
      const cell = cells.find((each) => each.id === id);
      return `cell ${id} (${cell?.begins}): ${sayAwaited(says, cells)}`;
    });
    return { student, textOf, failed, close: () => line.end() };
  } catch (error) {
    line.end();
    throw error;
  }
}

/** Says why a name is not there that the notebook declares with `await`: in a notebook it would be. */
function sayAwaited(says: string, cells: readonly CellProgram[]): string {
  const [, name] = /^([\w$]+) is not defined$/.exec(says) ?? [];
  const isAwaited = name !== undefined && cells.some(({ awaited }) => awaited.includes(name));
  return isAwaited ? `${name} is not there, since nothing is awaited while a notebook is graded` : says;
}

/** A process, and one question to it at a time. */
class Line {
  private readonly child: ChildProcess;
  private ended = "";

  constructor(private readonly limits: Limits) {
    const node = [`--max-old-space-size=${limits.megabytes}`, ...permissions()];
    const [execPath, execArgv] = canSetApart()
      ? ["unshare", [...namespaces, process.execPath, ...node]]
      : [process.execPath, node];
    this.child = fork(program, [], {
      ...{
        execPath,
        execArgv,
        env: { PATH: process.env.PATH },
        stdio: ["ignore", "ignore", "ignore", "ipc"],
      },
      serialization: "advanced",
    });
    this.child.on(
      "error",
      (error) => (this.ended ||= `the notebook's process cannot start: ${error.message}`),
    );
    this.child.on("exit", () => (this.ended ||= "the notebook ends the process in which it runs"));
  }

  say(request: Request, times = 1): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const stop = (why: string): void => {
        this.ended ||= why;
        this.end();
      };
      const takes = request.kind === "run" ? "the cells of the notebook together take" : "it takes";
      const { megabytes } = this.limits;
      const seconds = times * this.limits.seconds;
      const late = setTimeout(() => stop(tooLong(takes, seconds)), seconds * 1000);
      const memory = setInterval(() => {
        if (this.megabytes() > megabytes) stop(tooLarge(takes, megabytes));
      }, 100);
      const done = (finish: () => void): void => {
        clearTimeout(late);
        clearInterval(memory);
        this.child.off("message", onReply).off("exit", onExit);
        finish();
      };
      const onReply = (reply: Reply): void => done(() => resolve(reply));
      const onExit = (): void => done(() => reject(new Error(this.ended)));
      if (this.ended !== "") return done(() => reject(new Error(this.ended)));
      this.child.once("message", onReply).once("exit", onExit);
      this.child.send(request, (error) => error && this.child.exitCode !== null && onExit());
    });
  }

  /** What the process holds; 0 where the system does not say. */
  private megabytes(): number {
    try {
      const { pid } = this.child;
      const child = canSetApart() ? fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim() : pid;
      const status = fs.readFileSync(`/proc/${child}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  }

  end(): void {
    this.child.kill("SIGKILL");
  }
}
