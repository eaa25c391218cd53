/**
 * Answers an `execute_request`: compiles the cell, publishes the output while it runs, and replies.
 *
 * Stock tslab publishes neither `execute_input`, `execute_result` nor `error`, and replies without name, message and
 * traceback.
 */
import { setImmediate } from "node:timers/promises";
import type { Answer } from "../cells/input";
import type { ErrorContent, Outcome } from "../cells/messages";
import { stopped } from "../cells/stopped";
import type { CellSession } from "../compiler/cell-session";
import { rememberCell } from "../compiler/cell-sources";
import type { CellClient, CellProcess } from "./cell-process";
import { compileError, readableError, readableText } from "./error-texts";
import type { Message } from "./message";

export type ExecuteReply =
  | { status: "ok"; execution_count: number; payload: []; user_expressions: object }
  | ({ status: "error"; execution_count: number } & ErrorContent)
  | { status: "aborted" };

/** Sends a message to all clients. */
export type Publish = (type: string, content: object, metadata?: object) => void;

/** What is told of the client that sent a cell. */
export interface Client {
  publish: Publish;
  ask(prompt: string, password: boolean): Promise<Answer>;
}

/** Milliseconds that a cell may run if stop was pressed as it arrived. */
const postponement = 1000;
/** Turns of the event loop in which a signal that is there is handled. */
const turnsToSignal = 5;

/** Content with the positions in its text made readable. */
function readable(kind: string, content: Record<string, unknown>): object {
  if (kind === "stream") return { ...content, text: readableText(String(content.text)) };
  const { data } = content as { data?: Record<string, unknown> };
  const text = data?.["text/plain"];
  return typeof text === "string"
    ? { ...content, data: { ...data, "text/plain": readableText(text) } }
    : content;
}

const failed = (ename: string, evalue: string): ErrorContent => ({
  ename,
  evalue,
  traceback: [`${ename}: ${evalue}`],
});

export class CellExecution {
  private serial = 0;
  private early = false;
  /** Refuses the cell that is being compiled. */
  private stopCompiling: (() => void) | undefined;
  /** How the process of the cells ended, and the names that were lost. */
  private loss = "";
  private losses = 0;
  /** A loss that no cell was told of. */
  private untold = "";

  constructor(
    private readonly session: CellSession,
    private readonly cells: CellProcess,
  ) {}

  /** The stop button. */
  stop(): void {
    this.early = true;
    this.stopCompiling?.();
    void this.cells.stop();
  }

  /** The process of the cells has ended; if no cell ran, the latest and the next cell are told. */
  lost(how: string, whileRunning: boolean): void {
    const names = this.session.names;
    const lost = names.length === 0 ? "" : `; the variables are lost: ${names.join(", ")}`;
    this.loss = `the process of the cells ended (${how})${lost}`;
    this.losses++;
    this.session.clear();
    if (whileRunning) return;
    this.untold = `${this.loss}\n`;
    this.cells.print(this.untold);
  }

  /**
   * Executes the content of an `execute_request`. A silent request publishes nothing.
   *
   * @param count shown beside the cell
   */
  async execute(content: Message["content"], count: number, client: Client): Promise<ExecuteReply> {
    const code = String(content.code);
    const publish: Publish = content.silent === true ? () => {} : client.publish;
    publish("execute_input", { code, execution_count: count });
    if (this.untold !== "" && content.silent !== true) {
      publish("stream", { name: "stderr", text: this.untold });
      this.untold = "";
    }
    const early = await this.stoppedEarly();
    let late: NodeJS.Timeout | undefined;
    const { error } = await this.run(code, count, {
      publish: (kind, shown, metadata) =>
        publish(kind, readable(kind, shown as Record<string, unknown>), metadata),
      ask: client.ask,
      begun: () => {
        if (early) late = setTimeout(() => this.stop(), postponement);
      },
    });
    clearTimeout(late);
    if (error) {
      publish("error", error);
      return { status: "error", execution_count: count, ...error };
    }
    const user_expressions = await this.expressions(content.user_expressions, count);
    return { status: "ok", execution_count: count, payload: [], user_expressions };
  }

  /**
   * Whether stop was pressed just as a cell arrives. Signals are handled after messages, so it may be for the cell
   * before; if the new cell lasts, it is for that.
   */
  private async stoppedEarly(): Promise<boolean> {
    this.early = false;
    for (let turn = 0; turn < turnsToSignal; turn++) await setImmediate();
    return this.early;
  }

  private async run(code: string, count: number, client: CellClient, expression = false): Promise<Outcome> {
    const serial = ++this.serial;
    const { losses } = this;
    const compiled = await this.compile(code, count);
    if (losses !== this.losses) {
      this.untold = "";
      return { error: failed("ProcessEnded", this.loss) };
    }
    if ("error" in compiled) return compiled;
    const { ready } = compiled;
    const { map, imported, modules } = ready;
    rememberCell(serial, { count, map });
    const names = ready.declared.map(({ name }) => name);
    const run = { serial, count, code: ready.code, names, imported, modules, expression };
    const outcome = await this.cells.run(run, client);
    if (!outcome) return { error: failed("ProcessEnded", this.loss) };
    const { error, declared = [] } = outcome;
    const kept = new Set(declared);
    this.session.declare(ready, (name) => !error || kept.has(name));
    return error ? { error: readableError(error) } : outcome;
  }

  private async compile(code: string, count: number) {
    const stop = new Promise<"stopped">((resolve) => (this.stopCompiling = () => resolve("stopped")));
    try {
      const compilation = await Promise.race([this.session.compile(code), stop]);
      if (compilation === "stopped") return { error: stopped };
      const { errors, ready } = compilation;
      if (!ready) return { error: compileError(errors ?? [], code, count) };
      return { ready };
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      return { error: failed("CompilerProblem", `the cell could not be compiled: ${reason}`) };
    } finally {
      this.stopCompiling = undefined;
    }
  }

  /** The values of expressions, by name, as bundles or errors. */
  private async expressions(asked: unknown, count: number): Promise<object> {
    const found: Record<string, object> = {};
    const silent: CellClient = {
      publish: () => {},
      ask: async () => ({ problem: "unsupported" }),
      begun: () => {},
    };
    for (const [name, code] of Object.entries(asked ?? {})) {
      const { error, data } = await this.run(String(code), count, silent, true);
      found[name] = error ? { status: "error", ...error } : { status: "ok", data: data ?? {}, metadata: {} };
    }
    return found;
  }
}
