/**
 * Replies to each request of the Jupyter protocol.
 *
 * Stock tslab answers `comm_info_request` under a wrong name, prints `unknown msg_type` for `history_request`, sends
 * no `execute_input`, and does not end while a cell's timer runs. Here all are answered; an unknown message is
 * ignored, as the protocol requires. Completion and inspection are answered while a cell runs.
 *
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
import { createRequire } from "node:module";
import type { Answer } from "../cells/input";
import type { CellSession } from "../compiler/cell-session";
import { AbortQueue } from "./abort-queue";
import type { CellProcess } from "./cell-process";
import { complete, inspect } from "./code-at-cursor";
import type { CellExecution, ExecuteReply, Publish } from "./execute-request";
import type { History } from "./history";
import { messageFrames, parseMessage, protocolVersion, type Message } from "./message";
import { KernelSockets, type RequestSocket } from "./sockets";

/** Milliseconds in which the last messages are sent before the process ends. */
const sendingTime = 100;

export class KernelServer {
  private readonly queue = new AbortQueue();
  private readonly sockets: KernelSockets;
  /** Cells run so far. */
  private count = 0;
  /** How many requests have no answer yet. */
  private open = 0;

  /** Waits for the person's answer to the question of a cell. */
  private onInput: ((value: string) => void) | undefined;

  /** @param onIdle called when the kernel gets work (false) and when it has none left (true) */
  constructor(
    private readonly session: CellSession,
    private readonly cells: CellProcess,
    private readonly execution: CellExecution,
    private readonly history: History,
    connectionFile: string,
    private readonly onIdle: (idle: boolean) => void,
  ) {
    this.sockets = new KernelSockets(connectionFile);
  }

  /** Listens for requests. */
  start(): Promise<void> {
    const { key } = this.sockets;
    const welcome = (topic: Buffer): (Buffer | string)[] =>
      messageFrames(key, [topic], null, "iopub_welcome", { subscription: topic.toString() });
    return this.sockets.open((socket, frames) => void this.handle(socket, frames), welcome);
  }

  private async handle(socket: RequestSocket, frames: Buffer[]): Promise<void> {
    const { key } = this.sockets;
    const request = parseMessage(key, frames);
    if (request.header.msg_type === "input_reply") return this.onInput?.(String(request.content.value));
    const type = request.header.msg_type.replace(/_request$/, "_reply");
    const publish: Publish = (type, content, metadata) =>
      this.sockets.publish(messageFrames(key, [type], request.header, type, content, metadata));
    if (this.open++ === 0) this.onIdle(false);
    publish("status", { execution_state: "busy" });
    const content = await this.reply(request, publish);
    if (content) {
      this.sockets.send(socket, messageFrames(key, request.identities, request.header, type, content));
    }
    publish("status", { execution_state: "idle" });
    this.open--;
    if (request.header.msg_type === "shutdown_request") this.end();
    else if (this.open === 0) this.onIdle(true);
  }

  /** The content of the reply: that of an error if the answer fails, undefined for an unknown message. */
  private async reply(request: Message, publish: Publish): Promise<object | undefined> {
    try {
      return await this.answer(request, publish);
    } catch (problem) {
      const evalue = problem instanceof Error ? problem.message : String(problem); // unfinished code, mostly
      return { status: "error", ename: "KernelError", evalue, traceback: [evalue] };
    }
  }

  private answer(request: Message, publish: Publish): object | undefined | Promise<object> {
    const { header, content } = request;
    switch (header.msg_type) {
      case "execute_request":
        return this.execute(request, publish);
      case "kernel_info_request":
        return kernelInfo;
      case "is_complete_request":
        return this.session.isComplete(String(content.code));
      case "complete_request":
        return complete(this.session, String(content.code), Number(content.cursor_pos));
      case "inspect_request":
        return inspect(this.session, String(content.code), Number(content.cursor_pos));
      case "history_request":
        return this.history.answer(content);
      case "comm_open": // no cell offers a target: the protocol asks to close it
        publish("comm_close", { comm_id: content.comm_id, data: {} });
        return undefined;
      case "comm_msg":
      case "comm_close":
        this.cells.comm(header.msg_type, content);
        return undefined;
      case "comm_info_request":
        return { status: "ok", comms: this.comms(content.target_name) };
      case "interrupt_request":
        this.execution.stop();
        return { status: "ok" };
      case "shutdown_request":
        return { status: "ok", restart: content.restart === true };
    }
    return undefined;
  }

  private execute(request: Message, publish: Publish): Promise<ExecuteReply> {
    const { content } = request;
    const ask = (prompt: string, password: boolean): Promise<Answer> => this.ask(request, prompt, password);
    const aborted = (): ExecuteReply => ({ status: "aborted" });
    return this.queue.add(async () => {
      const counts = content.silent !== true && content.store_history !== false;
      if (counts) this.count++;
      let result: string | null = null;
      const noting: Publish = (kind, shown, metadata) => {
        if (kind === "execute_result") result = resultText(shown);
        publish(kind, shown, metadata);
      };
      const reply = await this.execution.execute(content, this.count, { publish: noting, ask });
      if (counts) this.history.add(this.count, String(content.code), result);
      return { reply, stop: reply.status === "error" && content.stop_on_error !== false };
    }, aborted);
  }

  /** Comms that cells have opened, by id, all or those of a target. */
  private comms(target: unknown): Record<string, { target_name: string }> {
    const found = [...this.cells.comms].filter(([, name]) => target === undefined || target === name);
    return Object.fromEntries(found.map(([id, target_name]) => [id, { target_name }]));
  }

  private end(): void {
    this.cells.kill();
    setTimeout(() => process.exit(0), sendingTime);
    setTimeout(() => this.sockets.close(), sendingTime / 2);
  }

  /** Asks the person at the client that sent a cell. */
  private ask({ content, identities, header }: Message, prompt: string, password: boolean): Promise<Answer> {
    if (content.allow_stdin !== true) return Promise.resolve({ problem: "unsupported" });
    this.sockets.ask(
      messageFrames(this.sockets.key, identities, header, "input_request", { prompt, password }),
    );
    return new Promise((resolve) => (this.onInput = (value) => resolve({ value })));
  }
}

function resultText(shown: object): string | null {
  const { "text/plain": text } = (shown as { data: Record<string, unknown> }).data;
  return typeof text === "string" ? text : null;
}

/** Of the compiler, which this process does not load. */
const { version } = createRequire(__filename)("typescript/package.json") as { version: string };

const kernelInfo = {
  status: "ok",
  debugger: false,
  supported_features: [] as string[], // no subshells: completion and controls are answered while a cell runs
  protocol_version: protocolVersion,
  implementation: "tslab",
  implementation_version: "1.0.22",
  banner: `TypeScript ${version}`,
  language_info: {
    name: "typescript",
    version,
    mimetype: "text/typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
  },
};
