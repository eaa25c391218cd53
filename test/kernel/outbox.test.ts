import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox, type Frames } from "../../dist/notebook/kernel/outbox";

/** A socket that takes `room` messages at once, then one each time it is let go; a second send at a time is refused. */
class NarrowSocket {
  readonly taken: string[] = [];
  private release: (() => void) | undefined;
  constructor(private room: number) {}
  get writable(): boolean {
    return this.room > 0;
  }
  async send([text]: Frames): Promise<void> {
    if (this.release) throw new Error("busy");
    if (this.room === 0) await new Promise<void>((go) => (this.release = go));
    else this.room--;
    this.taken.push(String(text));
  }
  letGo(): void {
    this.release?.();
    this.release = undefined;
  }
}

test("a publishing socket gets messages within the call while it can take them, and the rest in order", async () => {
  const socket = new NarrowSocket(2);
  const outbox = new Outbox(socket, true);
  for (const text of ["1", "2", "3", "4"]) outbox.send([text]);
  assert.deepEqual(socket.taken, ["1", "2"]);
  for (let i = 0; i < 4; i++) {
    socket.letGo();
    await new Promise(setImmediate);
  }
  assert.deepEqual(socket.taken, ["1", "2", "3", "4"]);
});

test("a socket that also receives is never asked whether it is writable", async () => {
  const taken: unknown[] = [];
  const socket = {
    get writable(): boolean {
      throw new Error("asked");
    },
    send: async ([text]: Frames) => void taken.push(text),
  };
  const outbox = new Outbox(socket, false);
  outbox.send(["1"]);
  outbox.send(["2"]);
  await new Promise(setImmediate);
  assert.deepEqual(taken, ["1", "2"]);
});
