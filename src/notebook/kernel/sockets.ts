/**
 * The sockets of the Jupyter protocol, and how a message leaves through them.
 *
 * Stock tslab uses them as zeromq makes them: once 512 messages have left through one, a send is put off to the next
 * turn of the event loop, and a message that follows within the same turn is refused; beyond 1000 that wait for a
 * slow client, messages are dropped. Either may be the reply or the idle status for which a client waits forever.
 * Here a send is done within its call, and what waits is not limited, as in ipykernel.
 *
 * Source: https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files
 */
import { readFileSync } from "node:fs";
import { Publisher, Reply, Router } from "zeromq";

/** What the connection file says. */
interface Connection {
  transport: string;
  ip: string;
  /** Signs the messages; empty for none. */
  key: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
}

export type Frames = (Buffer | string)[];

/** Receives requests, and sends their replies. */
export type RequestSocket = Router;

const options = {
  sendTimeout: 0, // never put off
  sendHighWaterMark: 0, // unlimited
  linger: 1000, // milliseconds in which the last messages leave, should a client be slow to take them
};

export class KernelSockets {
  readonly key: string;
  private readonly connection: Connection;
  private readonly iopub = new Publisher(options);
  private readonly shell = new Router(options);
  private readonly control = new Router(options);
  /** Bound since clients connect to it; no cell asks for input. */
  private readonly stdin = new Router(options);
  private readonly heartbeat = new Reply(options);

  constructor(connectionFile: string) {
    this.connection = JSON.parse(readFileSync(connectionFile, "utf8")) as Connection;
    this.key = this.connection.key;
  }

  /** Binds the sockets and hands every request to `handle`. */
  async open(handle: (socket: RequestSocket, frames: Buffer[]) => void): Promise<void> {
    const { transport, ip, ...ports } = this.connection;
    const address = (port: number): string => `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
    await Promise.all([
      this.iopub.bind(address(ports.iopub_port)),
      this.shell.bind(address(ports.shell_port)),
      this.control.bind(address(ports.control_port)),
      this.stdin.bind(address(ports.stdin_port)),
      this.heartbeat.bind(address(ports.hb_port)),
    ]);
    for (const socket of [this.shell, this.control]) void receive(socket, handle);
    void this.beat();
  }

  /** Sends to everyone who watches the kernel. */
  publish(frames: Frames): void {
    this.send(this.iopub, frames);
  }

  send(socket: Publisher | RequestSocket, frames: Frames): void {
    if (!socket.closed) void socket.send(frames); // a timer of a cell may print after the end
  }

  close(): void {
    for (const socket of [this.iopub, this.shell, this.control, this.stdin, this.heartbeat]) socket.close();
  }

  private async beat(): Promise<void> {
    for await (const frames of this.heartbeat) await this.heartbeat.send(frames);
  }
}

async function receive(
  socket: RequestSocket,
  handle: (socket: RequestSocket, frames: Buffer[]) => void,
): Promise<void> {
  for await (const frames of socket) handle(socket, frames);
}
