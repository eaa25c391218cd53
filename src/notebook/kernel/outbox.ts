/**
 * Sends messages in order and loses none.
 *
 * Stock tslab sends without waiting; a socket whose client is slow refuses what comes while it is busy, and the end
 * of a cell that prints much is never heard of. Here what the socket cannot take at once waits its turn.
 */
export type Frames = (Buffer | string)[];

/** The part of a ZeroMQ socket that is used. */
export interface Sender {
  /** Whether a message can leave at once. */
  readonly writable: boolean;
  send(frames: Frames): Promise<void>;
}

export class Outbox {
  private readonly waiting: Frames[] = [];

  /**
   * @param socket    where messages go
   * @param publishes whether the socket only sends: asking one that also receives whether it is writable can make it
   *                  overlook what has arrived
   */
  constructor(
    private readonly socket: Sender,
    private readonly publishes: boolean,
  ) {}

  /** Sends within this call where possible, so that a loop that never lets go is seen at work. */
  send(frames: Frames): void {
    if (this.publishes && this.waiting.length === 0 && this.socket.writable) {
      void this.socket.send(frames);
      return;
    }
    if (this.waiting.push(frames) === 1) void this.sendWaiting();
  }

  private async sendWaiting(): Promise<void> {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      await this.socket.send(next).catch(() => {}); // refused for good: the client is gone
      this.waiting.shift();
    }
  }
}
