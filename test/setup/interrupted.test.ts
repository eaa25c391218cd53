import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { begin, checkout, listProcesses, run, until } from "./checkout";
import { fakeNpm, npmRuns } from "./fake-npm";

const read = (root: string, name: string): string => fs.readFileSync(path.join(root, name), "utf8");

test("a set-up that was killed is done again, after what it had started has ended", async (t) => {
  const root = checkout(t);
  const npm = fakeNpm(root);
  fs.writeFileSync(path.join(root, "hold"), "");
  const killed = begin(t, root, ["build"], npm);
  await npmRuns(root);
  killed.child.kill("SIGKILL");
  await killed.ended;
  const next = begin(t, root, ["build"], npm);
  await until("the next set-up to wait", () => next.output().includes("waiting for another set-up"));
  assert.equal(read(root, "npm.log"), "start ");
  fs.rmSync(path.join(root, "hold"));
  assert.equal(await next.ended, 0, next.output());
  assert.equal(read(root, "npm.log"), "start end start end ");
  assert.deepEqual(fs.readdirSync(path.join(root, ".cache/set-up")), []);
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  test(`${signal} ends a set-up and the programs that it runs, with a sentence and status 130`, async (t) => {
    const root = checkout(t);
    const npm = fakeNpm(root);
    fs.writeFileSync(path.join(root, "hold"), "");
    const stopped = begin(t, root, ["build"], npm);
    await npmRuns(root);
    const waiting = begin(t, root, ["build"], npm);
    await until("the next set-up to wait", () => waiting.output().includes("waiting for another set-up"));
    waiting.child.kill(signal);
    assert.equal(await waiting.ended, 130);
    stopped.child.kill(signal);
    assert.equal(await stopped.ended, 130);
    for (const { output } of [stopped, waiting])
      assert.match(output(), /^set-up: stopped; the same command goes on from here\n$/m);
    assert.deepEqual(listProcesses(root), []);
    assert.deepEqual(fs.readdirSync(path.join(root, ".cache/set-up")), []);
  });

test("a set-up ends when the npm that runs it is gone, whose shell passes no signal on", async (t) => {
  const root = checkout(t);
  fs.writeFileSync(path.join(root, "hold"), "");
  const line = `"${process.execPath}" src/setup/run.cjs build; true`; // so that the shell stays its parent
  const env = { ...process.env, ...fakeNpm(root), npm_lifecycle_event: "build" };
  const shell = spawn("sh", ["-c", line], { cwd: root, env, stdio: "ignore" });
  await npmRuns(root);
  shell.kill("SIGTERM");
  await until("every process to end", () => listProcesses(root).length === 0);
});

test("of two set-ups at once one works, and the other finds the work done", async (t) => {
  const root = checkout(t);
  const npm = fakeNpm(root);
  fs.writeFileSync(path.join(root, "hold"), "");
  const both = [begin(t, root, ["build"], npm), begin(t, root, ["build"], npm)];
  await until("one to wait", () =>
    both.some(({ output }) => output().includes("waiting for another set-up")),
  );
  await npmRuns(root);
  fs.rmSync(path.join(root, "hold"));
  for (const { ended, output } of both) assert.equal(await ended, 0, output());
  assert.equal(read(root, "npm.log"), "start end ");
});

test("a claim of a process number that another process has since got holds nobody up", (t) => {
  const root = checkout(t);
  fs.mkdirSync(path.join(root, ".cache/set-up"), { recursive: true });
  fs.writeFileSync(path.join(root, `.cache/set-up/${process.pid}-1`), ""); // we live, but did not start then
  const { status, stderr } = run(root, ["build"], fakeNpm(root));
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(stderr, /waiting/);
});

test("a full disk is named with its remedy, and the next set-up recovers", (t) => {
  const small = fs.mkdtempSync(path.join(os.tmpdir(), "small-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", small]);
  t.after(() => {
    if (mounted.status === 0) spawnSync("umount", [small]);
    fs.rmSync(small, { recursive: true, force: true });
  });
  if (mounted.status !== 0) return t.skip("a small disk can be mounted by root only");
  const root = checkout(t, small);
  const npm = { ...fakeNpm(root), FAKE_BYTES: "4000000" };
  const full = run(root, ["build"], npm);
  assert.equal(full.status, 1);
  assert.match(full.stderr, /npm ci failed .*: the disk is full: free some space/);
  assert.doesNotMatch(full.stderr, /at file:|processes\.mjs/);
  spawnSync("mount", ["-o", "remount,size=30m", small]);
  const again = run(root, ["build"], npm);
  assert.equal(again.status, 0, again.stderr);
  assert.equal(run(root, ["build"], npm).stderr, "");
});
