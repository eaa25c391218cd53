import assert from "node:assert/strict";
import { test } from "node:test";
import { untilInterrupted } from "../../dist/notebook/until-interrupted";

function* count(): Generator<number> {
  for (let n = 0; n < 5; n++) yield n;
}

test("untilInterrupted goes through all states and says that the work ended", async () => {
  const seen: number[] = [];
  assert.equal(await untilInterrupted(count(), (n) => seen.push(n)), true);
  assert.deepEqual(seen, [0, 1, 2, 3, 4]);
});

test("untilInterrupted stops after the step in progress and goes on from there when called again", async () => {
  const counter = count();
  const seen: number[] = [];
  const ended = await untilInterrupted(counter, (n) => {
    seen.push(n);
    if (n === 2) process.kill(process.pid, "SIGINT");
  });
  assert.equal(ended, false);
  // the signal arrives when the event loop next runs, at the latest one step on
  assert.ok(seen.length === 3 || seen.length === 4, String(seen));
  assert.equal(await untilInterrupted(counter, (n) => seen.push(n)), true);
  assert.deepEqual(seen, [0, 1, 2, 3, 4]);
});

test("untilInterrupted keeps the first interrupt from other listeners and gives the signal back", async () => {
  let others = 0;
  const other = (): void => void others++;
  process.on("SIGINT", other);
  const before = process.rawListeners("SIGINT");
  await untilInterrupted(count(), (n) => {
    if (n === 1) process.emit("SIGINT");
  });
  assert.equal(others, 0);
  assert.deepEqual(process.rawListeners("SIGINT"), before);
  process.emit("SIGINT");
  assert.equal(others, 1);
  process.off("SIGINT", other);
});

test("untilInterrupted takes asynchronous states, and lets their errors out after giving the signal back", async () => {
  async function* failing(): AsyncGenerator<number> {
    yield 1;
    throw new Error("loss is not finite");
  }
  const seen: number[] = [];
  await assert.rejects(
    untilInterrupted(failing(), (n) => seen.push(n)),
    /loss is not finite/,
  );
  assert.deepEqual(seen, [1]);
  assert.equal(process.listenerCount("SIGINT"), 0);
});
