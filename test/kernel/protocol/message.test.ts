import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { messageFrames, parseMessage } from "../../../dist/kernel/protocol/message";

const key = "secret";
const header = {
  msg_id: "1",
  session: "s",
  username: "u",
  date: "",
  msg_type: "execute_request",
  version: "5.4",
};

test("a message that was written is read again, its answer signed with HMAC-SHA256 of the four JSON frames", () => {
  const frames = messageFrames(key, ["client"], header, "execute_reply", { status: "ok" }).map((f) =>
    Buffer.from(f),
  );
  const hmac = createHmac("sha256", key);
  for (const frame of frames.slice(3)) hmac.update(frame);
  assert.equal(String(frames[2]), hmac.digest("hex"));
  const message = parseMessage(key, frames);
  assert.deepEqual(message.identities.map(String), ["client"]);
  assert.deepEqual(message.content, { status: "ok" });
  assert.equal(message.header.msg_type, "execute_reply");
  assert.deepEqual(JSON.parse(String(frames[4])), header);
});

test("a message without the delimiter, or signed with another key, is refused", () => {
  const frames = messageFrames("other", [], header, "status", {}).map((frame) => Buffer.from(frame));
  assert.throws(() => parseMessage(key, frames), /requires a signature by the key of the connection file/);
  assert.throws(() => parseMessage(key, frames.slice(1)), /requires the delimiter/);
});
