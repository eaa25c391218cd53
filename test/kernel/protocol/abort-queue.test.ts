import assert from "node:assert/strict";
import { test } from "node:test";
import { AbortQueue } from "../../../dist/kernel/protocol/abort-queue";

const succeeds = (reply: string) => async () => ({ reply, stop: false });
const fails = (reply: string) => async () => ({ reply, stop: true });
const aborted = (): string => "aborted";

test("tasks run one after another, in the order they came", async () => {
  const queue = new AbortQueue();
  const seen: string[] = [];
  const slow = queue.add(async () => {
    await new Promise((done) => setTimeout(done, 20));
    seen.push("slow");
    return { reply: "", stop: false };
  }, aborted);
  const quick = queue.add(async () => ({ reply: String(seen.push("quick")), stop: false }), aborted);
  await Promise.all([slow, quick]);
  assert.deepEqual(seen, ["slow", "quick"]);
});

test("a failure that stops aborts all that came before its reply, and nothing that comes after", async () => {
  const queue = new AbortQueue();
  const first = queue.add(fails("failed"), aborted);
  const waiting = [queue.add(succeeds("a"), aborted), queue.add(succeeds("b"), aborted)];
  assert.equal(await first, "failed");
  const later = queue.add(succeeds("later"), aborted);
  assert.deepEqual(await Promise.all([...waiting, later]), ["aborted", "aborted", "later"]);
});

test("a task that breaks does not hold up the next", async () => {
  const queue = new AbortQueue();
  const broken = queue.add<string>(() => Promise.reject(new Error("broken")), aborted);
  const next = queue.add(succeeds("next"), aborted);
  await assert.rejects(broken, /broken/);
  assert.equal(await next, "next");
});
