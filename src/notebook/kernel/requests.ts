/**
 * Every request of the Jupyter protocol gets its own reply.
 *
 * Stock tslab answers `comm_info_request` under a wrong name, prints `unknown msg_type` for `history_request`, sends
 * no `execute_input`, and does not end while a cell's timer runs. Here those are answered; an unknown message is
 * ignored, as the protocol asks. Completion and inspection are tslab's.
 *
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
import { isCompleteCode } from "tslab/dist/converter";
import { AbortQueue } from "./abort-queue";
import type { Publish } from "./cell-output";
import type { CellRunner } from "./cell-runner";
import { complete, inspect } from "./code-at-cursor";
import { ts } from "./compiler";
import { thrownError } from "./error-replies";
import { executeCell, type ExecuteReply } from "./execute-request";
import { messageFrames, parseMessage, protocolVersion, type Message } from "./message";
import { endProcess } from "./process-end";
import { KernelSockets, type RequestSocket } from "./sockets";

type Content = Message["content"];

/** Time for the last messages to leave before the process ends, in milliseconds. */
const farewell = 100;

export class KernelServer {
  private readonly queue = new AbortQueue();
  private readonly sockets: KernelSockets;
  /** Cells run so far. */
  private count = 0;
  /** Requests without an answer yet. */
  private open = 0;

  /**
   * @param onIdle called with whether the kernel has nothing to do, when that changes
   */
  constructor(
    private readonly runner: CellRunner,
    connectionFile: string,
    private readonly onIdle: (idle: boolean) => void,
  ) {
    this.sockets = new KernelSockets(connectionFile);
  }

  /** Listens for requests. */
  start(): Promise<void> {
    return this.sockets.open((socket, frames) => void this.handle(socket, frames));
  }

  private async handle(socket: RequestSocket, frames: Buffer[]): Promise<void> {
    const { key } = this.sockets;
    const request = parseMessage(key, frames);
    const type = request.header.msg_type.replace(/_request$/, "_reply");
    const publish: Publish = (type, content) =>
      this.sockets.publish(messageFrames(key, [type], request.header, type, content));
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

  /** The content of the reply, an error's where it fails, or nothing for a message that is not known here. */
  private async reply(request: Message, publish: Publish): Promise<object | undefined> {
    try {
      return await this.answer(request, publish);
    } catch (problem) {
      return { status: "error", ...thrownError(problem) }; // the type checker may fail on code that is being typed
    }
  }

  private answer({ header, content }: Message, publish: Publish): object | undefined | Promise<object> {
    switch (header.msg_type) {
      case "execute_request":
        return this.execute(content, publish);
      case "kernel_info_request":
        return kernelInfo;
      case "is_complete_request":
        return isComplete(String(content.code));
      case "complete_request":
        return complete(this.runner.executor, String(content.code), Number(content.cursor_pos));
      case "inspect_request":
        return inspect(this.runner.executor, String(content.code), Number(content.cursor_pos));
      case "history_request":
        return { status: "ok", history: [] };
      case "comm_info_request":
        return { status: "ok", comms: {} };
      case "interrupt_request":
        process.kill(process.pid, "SIGINT");
        return { status: "ok" };
      case "shutdown_request":
        return { status: "ok", restart: content.restart === true };
    }
    return undefined;
  }

  private execute(content: Content, publish: Publish): Promise<ExecuteReply> {
    const aborted = (): ExecuteReply => ({ status: "aborted" });
    return this.queue.add(async () => {
      const counts = content.silent !== true && content.store_history !== false;
      if (counts) this.count++;
      const reply = await executeCell(this.runner, content, this.count, publish);
      return { reply, stop: reply.status === "error" && content.stop_on_error !== false };
    }, aborted);
  }

  private end(): void {
    setTimeout(() => endProcess(0), farewell).unref(); // a timer or worker of a cell must not keep the process
    setTimeout(() => this.sockets.close(), farewell / 2);
  }
}

const kernelInfo = {
  status: "ok",
  protocol_version: protocolVersion,
  implementation: "tslab",
  implementation_version: "1.0.22",
  banner: `TypeScript ${ts.version}`,
  language_info: {
    name: "typescript",
    version: ts.version,
    mimetype: "text/typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
  },
};

function isComplete(code: string): object {
  const { completed, indent } = isCompleteCode(code);
  return completed ? { status: "complete" } : { status: "incomplete", indent };
}
