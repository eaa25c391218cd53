/**
 * The sockets of the Jupyter protocol.
 *
 * Stock tslab uses zeromq's defaults. After 512 messages a send is postponed to the next turn of the event loop, and
 * the next message in the same turn is refused; if a slow client leaves 1000 messages waiting, further ones are
 * dropped. A client may then wait for ever for a reply or an idle status. Here a send is done within its call, and the
 * queue has no limit, as in ipykernel.
 *
 * Source: https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files
 */
import { readFileSync } from "node:fs";
import { Reply, Router, XPublisher } from "zeromq";

/** The content of the connection file. */
interface Connection {
  transport: string;
  ip: string;
  /** Key that signs the messages; empty for no signature. */
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
  sendTimeout: 0, // never postponed
  sendHighWaterMark: 0, // unlimited
  linger: 1000, // milliseconds for the last messages to a slow client
};

export class KernelSockets {
  readonly key: string;
  private readonly connection: Connection;
  /** Hears who subscribes. */
  private readonly iopub = new XPublisher({ ...options, verbosity: "allSubs" });
  private readonly shell = new Router(options);
  private readonly control = new Router(options);
  private readonly stdin = new Router(options);
  private readonly heartbeat = new Reply(options);

  constructor(connectionFile: string) {
    this.connection = JSON.parse(readFileSync(connectionFile, "utf8")) as Connection;
    this.key = this.connection.key;
  }

  /**
   * Binds the sockets and hands every request to `handle`.
   *
   * @param welcome what is sent to a client that subscribes to a topic
   */
  async open(
    handle: (socket: RequestSocket, frames: Buffer[]) => void,
    welcome: (topic: Buffer) => Frames,
  ): Promise<void> {
    const { transport, ip, ...ports } = this.connection;
    const address = (port: number): string => `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
    await Promise.all([
      this.iopub.bind(address(ports.iopub_port)),
      this.shell.bind(address(ports.shell_port)),
      this.control.bind(address(ports.control_port)),
      this.stdin.bind(address(ports.stdin_port)),
      this.heartbeat.bind(address(ports.hb_port)),
    ]);
    for (const socket of [this.shell, this.control, this.stdin]) void receive(socket, handle);
    void this.beat();
    void this.greet(welcome);
  }

  /** Sends to all clients. */
  publish(frames: Frames): void {
    this.send(this.iopub, frames);
  }

  /** Sends a question to the client whose cell asks. */
  ask(frames: Frames): void {
    this.send(this.stdin, frames);
  }

  send(socket: XPublisher | RequestSocket, frames: Frames): void {
    if (!socket.closed) void socket.send(frames); // a cell's timer may print after the end
  }

  close(): void {
    for (const socket of [this.iopub, this.shell, this.control, this.stdin, this.heartbeat]) socket.close();
  }

  /** A client that is told that it is subscribed loses nothing. */
  private async greet(welcome: (topic: Buffer) => Frames): Promise<void> {
    for await (const [subscription] of this.iopub) {
      if (subscription[0] === 1) this.publish(welcome(subscription.subarray(1)));
    }
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
