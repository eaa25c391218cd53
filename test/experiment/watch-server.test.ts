import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { jupyterDisplay } from "../../dist/display/displayable";
import { followRuns, standingTable } from "../../dist/experiment/watch/follow-runs";
import { WatchServer } from "../../dist/experiment/watch/watch-server";
import { inCheckout } from "../../dist/files/checkout";
import { withLock } from "../../dist/files/locks";
import { beginLog, logFile } from "../../dist/runs/live/log-file";
import { progressFile } from "../../dist/runs/live/progress-file";
import { readLiveRecords } from "../../dist/runs/live/live-record";
import { RunWatcher } from "../../dist/runs/live/run-watcher";
import { withDefaults } from "../../dist/settings/settings";
import { writeRunFolder } from "../runs/run-folder";
import { ask, Listening, partOf, until } from "./watch-client";

const key = "5".repeat(64);

function place(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "watch-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, "runs");
}

async function serve(t: TestContext, runs: string, most?: number): Promise<string> {
  const server = await WatchServer.listen(new RunWatcher(runs, most), runs, "<p>the page</p>", 0);
  t.after(() => server.close());
  return server.address;
}

function listen(t: TestContext, address: string): Listening {
  const listening = new Listening(address);
  t.after(() => listening.close());
  return listening;
}

/** A run of an experiment that has begun, as its command leaves it. */
function begin(runs: string): string {
  const folder = path.join(runs, ".making", `${key}-1`);
  mkdirSync(folder, { recursive: true });
  const experiment = { format: 1, notebook: "07-training", parameters: { stepSize: 3 }, key, started: "2026-11-25T19:00:00.000Z", status: "running" }; // prettier-ignore
  writeFileSync(path.join(folder, "experiment.json"), JSON.stringify(experiment));
  writeFileSync(path.join(folder, logFile), "");
  return folder;
}

const point = (done: number, loss: number): string =>
  JSON.stringify({ time: "", done, unit: "iterations", fraction: done / 100, loss, secondsLeft: 1 }) + "\n";
const cell = (k: number): string =>
  JSON.stringify({ time: "", cell: k, of: 9, name: { number: k, id: "a", begins: `line ${k}` } }) + "\n";

test("who has no token, names another host or asks for another thing is refused, and learns nothing", async (t) => {
  const address = await serve(t, place(t));
  const { origin, port, searchParams } = new URL(address);
  const token = searchParams.get("token") ?? "";
  assert.match(token, /^[\w-]{32}$/);
  const statusOf = async (to: string, options = {}): Promise<number | undefined> => {
    const { status, text, headers } = await ask(to, options);
    assert.ok(status === 200 || !text.includes(token));
    assert.equal(headers["cache-control"], "no-store");
    assert.equal(headers["access-control-allow-origin"], undefined);
    return status;
  };
  assert.equal(await statusOf(address), 200);
  assert.equal(await statusOf(address, { headers: { Host: `localhost:${port}` } }), 200);
  for (const part of ["", "runs", "log", "nothing"])
    for (const query of ["", "?token=", `?token=${token.slice(1)}`, `?token=${token}x`, "?%", "?a?b"])
      assert.equal(await statusOf(`${origin}/${part}${query}`), 403);
  for (const Host of [
    "evil.example",
    `evil.example:${port}`,
    "127.0.0.1",
    "127.0.0.1:1",
    `127.0.0.1.evil.example:${port}`,
  ])
    assert.equal(await statusOf(address, { headers: { Host } }), 403, Host);
  assert.equal(await statusOf(partOf(address, "nothing")), 404);
  assert.equal(await statusOf(address, { path: `//?token=${token}` }), 404);
  for (const run of ["", "..", ".making", "../../etc/passwd", "%2e%2e"])
    assert.equal(await statusOf(partOf(address, "log", `&run=${run}`)), 404, run);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) assert.equal(await statusOf(address, { method }), 405); // prettier-ignore
});

test("runs that begin, go on, are killed, end and are removed are told as it happens", async (t) => {
  const runs = place(t);
  const address = await serve(t, runs);
  const listening = listen(t, partOf(address, "runs"));
  await until("the first event", () => listening.events.length > 0);
  assert.deepEqual(listening.lines(), []);
  const states = (): string => listening.lines().map(({ state, title }) => `${title} ${state}`).join(", "); // prettier-ignore
  const folder = begin(runs);
  await withLock("test", folder, async () => {
    await until("it runs", () => states() === "stepSize=3 running");
    appendFileSync(path.join(folder, logFile), cell(1) + cell(2));
    appendFileSync(
      path.join(folder, progressFile),
      point(10, 20) + point(20, 15) + point(30, 9).slice(0, 30),
    );
    await until("its points", () => listening.lines()[0]?.curve.length === 2);
    appendFileSync(path.join(folder, progressFile), point(30, 9).slice(30));
    await until("the rest of a line", () => listening.lines()[0]?.curve.length === 3);
    const [line] = listening.lines();
    assert.deepEqual([line.cell, line.point?.loss, line.curve], [{ cell: 2, of: 9, begins: "line 2" }, 9, [[0.1, 20], [0.2, 15], [0.3, 9]]]); // prettier-ignore
    assert.equal(line.name, "20261125T190000Z-55555555");
  });
  await until("it was killed", () => states() === "stepSize=3 killed");
  const log = listen(t, partOf(address, "log", `&run=${encodeURIComponent(listening.lines()[0].id)}`));
  await until("its log", () => log.text() === "— cell 1 of 9: line 1\n— cell 2 of 9: line 2\n");
  appendFileSync(path.join(folder, logFile), JSON.stringify({ time: "", stream: "stdout", text: "good\n" }) + "\n"); // prettier-ignore
  await until("what is printed", () => log.text().endsWith("line 2\ngood\n"));
  const done = { format: 1, notebook: "07-training", parameters: { stepSize: 3 }, key, started: "2026-11-25T19:00:00.000Z", seconds: 1, status: "done" }; // prettier-ignore
  writeRunFolder(path.dirname(folder), path.basename(folder), { loss: 9.5, curve: [20, 12], files: { "experiment.json": JSON.stringify(done) } }); // prettier-ignore
  const named = path.join(runs, "20261125T190000Z-55555555");
  renameSync(folder, named);
  await until("it has ended", () => states() === "stepSize=3 done");
  assert.deepEqual([listening.lines()[0].meanLoss, listening.lines()[0].curve], [9.5, [[0.5, 20], [1, 12]]]); // prettier-ignore
  rmSync(named, { recursive: true });
  await until("it is gone", () => states() === "");
});

test("a training with a folder of its own is followed, and what is damaged or foreign is left out", async (t) => {
  const runs = place(t);
  const folder = path.join(runs, "a");
  mkdirSync(folder, { recursive: true });
  beginLog(folder, withDefaults({ corpus: "sst" }), false, () => 0)("read");
  writeRunFolder(runs, "20261125T190000Z-aaaaaaaa", { files: { "experiment.json": "{" } });
  writeFileSync(path.join(runs, "no folder"), "");
  mkdirSync(path.join(runs, "no run"));
  mkdirSync(path.join(runs, ".making"));
  writeFileSync(path.join(runs, ".making", "no folder"), "");
  const listening = listen(t, partOf(await serve(t, runs), "runs"));
  await until("the first event", () => listening.events.length > 0);
  assert.deepEqual(listening.lines().map(({ title, state }) => [title, state]), [["a", "killed"]]); // prettier-ignore
});

test("of many runs the last ones are shown, and the others are counted", async (t) => {
  const runs = place(t);
  for (const name of ["a", "b", "c"]) writeRunFolder(runs, name, { files: { "experiment.json": undefined } });
  begin(runs);
  const listening = listen(t, partOf(await serve(t, runs, 2), "runs"));
  await until("the first event", () => listening.events.length > 0);
  assert.deepEqual([listening.lines().length, (listening.events[0] as { older: number }).older], [2, 2]);
  assert.equal(listening.lines()[0].state, "killed");
});

test("a notebook follows the runs that go on until none does, and the ended ones stay in its table", async (t) => {
  const runs = place(t);
  writeRunFolder(runs, "older", { files: { "experiment.json": undefined } });
  const folder = begin(runs);
  appendFileSync(path.join(folder, progressFile), point(10, 20));
  const seen: string[][] = [];
  await withLock("test", folder, async () => {
    for await (const lines of followRuns(runs, 10)) {
      seen.push(lines.map(({ title, state }) => `${title} ${state}`));
      const text = standingTable(lines)[jupyterDisplay]()["text/plain"];
      if (seen.length === 1)
        assert.match(String(text), /stepSize=3 +running +10 of 100 iterations +20\.000 +1/);
      for (const name of readdirSync(folder).filter((one) => one.startsWith(".in-use")))
        rmSync(path.join(folder, name));
    }
  });
  assert.deepEqual(seen, [["stepSize=3 running"], ["stepSize=3 killed"]]);
  assert.equal(standingTable([])[jupyterDisplay]()["text/plain"], "No run goes on");
});

test("the command prints an address, and ends by Ctrl-C and SIGTERM while a page listens", async (t) => {
  const runs = place(t);
  const command = (...args: string[]) => spawn(process.execPath, [inCheckout("dist/cli/experiment.js"), "watch", "--runs", runs, ...args]); // prettier-ignore
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const child = command();
    t.after(() => child.kill("SIGKILL"));
    let [said, wrong] = ["", ""];
    child.stdout.on("data", (part) => (said += part));
    child.stderr.on("data", (part) => (wrong += part));
    await until("the address", () => said.includes("\n") && wrong.includes("\n"));
    const address = said.trim();
    assert.match((await ask(address)).text, /<title>Runs<\/title>/);
    const listening = listen(t, partOf(address, "runs"));
    await until("the first event", () => listening.events.length > 0);
    const taken = command("--port", new URL(address).port);
    let reason = "";
    taken.stderr.on("data", (part) => (reason += part));
    const [refused] = (await once(taken, "close")) as [number];
    assert.equal(refused, 1);
    assert.match(reason, /^watch requires --port to be free, got \d+, which another program has\n$/);
    child.kill(signal);
    const [status] = (await once(child, "close")) as [number];
    assert.deepEqual([status, wrong], [0, `follows ${runs}; Ctrl-C ends it\n`]);
    await until("the page hears of it", () => listening.ended);
  }
});

test("a run that no machine has begun waits: it is counted, has no line, and is gone with its command", async (t) => {
  const runs = place(t);
  const folder = begin(runs);
  rmSync(path.join(folder, logFile));
  const watcher = new RunWatcher(runs);
  const states = (): object => {
    const { lines, waiting } = watcher.read();
    return { lines: lines.map(({ state }) => state), waiting, listed: readLiveRecords(runs).map(({ status }) => status) }; // prettier-ignore
  };
  await withLock("test", folder, async () => {
    assert.deepEqual(states(), { lines: [], waiting: 1, listed: ["waiting"] });
    const followed = followRuns(runs, 10);
    assert.deepEqual(await followed.next(), { done: false, value: [] }, "it may begin yet");
    writeFileSync(path.join(folder, logFile), "");
    assert.deepEqual(
      (await followed.next()).value?.map(({ state }) => state),
      ["running"],
    );
    assert.deepEqual(states(), { lines: ["running"], waiting: 0, listed: ["running"] });
  });
  assert.deepEqual(states(), { lines: ["killed"], waiting: 0, listed: ["killed"] });
  rmSync(path.join(folder, logFile));
  assert.deepEqual(states(), { lines: [], waiting: 0, listed: [] });
});
