import assert from "node:assert/strict";
import { test } from "node:test";
import { DaskWorkers } from "../../dist/experiment/executors/dask-workers";

const none = (): undefined => undefined;
const [a, b, c] = ["tcp://10.0.0.1:4", "tcp://10.0.0.2:4", "tcp://10.0.0.3:4"];

test("a worker is named when it is refused, joins, is lost or full, with what happens to its run", () => {
  const workers = new DaskWorkers({ [a]: null, [b]: "node must be 22.1.0, got 20.19.0" });
  assert.equal(workers.used, 1);
  assert.deepEqual(workers.refusals(), [`${b} is not used: node must be 22.1.0, got 20.19.0`]);
  assert.equal(workers.follow({ joined: c, reason: null }, none), `${c} has joined: 2 workers`);
  const parameters = (key: string): { dimensions: number; note: string } | undefined =>
    key === "k1" ? { dimensions: 3, note: "x" } : undefined;
  assert.equal(
    workers.follow({ lost: a, keys: ["k1"] }, parameters),
    `${a} was lost: its run, dimensions=3 note=x, is made again by another worker; 1 worker`,
  );
  assert.equal(
    workers.follow({ lost: c, keys: ["k1", "k1"] }, parameters),
    `${c} was lost: its 2 runs are made again when another worker joins; 0 workers`,
  );
  assert.equal(workers.follow({ lost: b, keys: [] }, parameters), `${b} has left; it was not used`);
  workers.follow({ joined: a, reason: null }, none);
  assert.equal(
    workers.follow({ full: a, keys: ["k1"] }, parameters),
    `${a} is not used any more, its disk is full: its run, dimensions=3 note=x, is made again when another worker joins; 0 workers`,
  );
  assert.equal(workers.follow({ joined: b, reason: "other code" }, none), `${b} is not used: other code`);
});

test("a grid without results says what it waits for", () => {
  const workers = new DaskWorkers({ [b]: "other code" });
  assert.match(
    workers.waiting(12, 1),
    /^12 runs left, waiting for a worker with the same code, .* \(1 there, not used\); /,
  );
  workers.follow({ joined: a, reason: null }, none);
  assert.equal(workers.waiting(1, 3), "no run has ended for 3 min: 1 run left, 1 worker");
});
