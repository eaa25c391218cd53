import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { openCorpus } from "../../dist/corpus/open-corpus";
import { AssignmentRun } from "../../dist/training/assignment/run";
import { readChapter } from "../../dist/experiment/chapter/chapter";
import { drawCombinations } from "../../dist/experiment/search/draw";
import { planRungs, survivors } from "../../dist/experiment/search/halving";
import { withDefaults } from "../../dist/settings/settings";
import { daskPython } from "../../dist/experiment/executors/dask-environment";
import { readVectors } from "../../dist/vectors/read-vectors";
import { readLastWords } from "../../dist/runs/live/last-words";
import { RunWatcher } from "../../dist/runs/live/run-watcher";
import type { WatchLine } from "../../dist/runs/live/watch-line";
import { followedTraining, LightChapter } from "./light-chapter";
import { inCheckout } from "../../dist/files/checkout";

const code = inCheckout("dist/training/assignment/run.js");
const command = inCheckout("dist/cli/experiment.js");
const prefix = `w2v${process.pid % 10_000}`;
const network = `10.77.${process.pid % 250}`;
const scheduler = `tcp://${network}.10:8786`;
const hosts = { scheduler: 10, first: 11, second: 12, third: 13, fourth: 14, fifth: 15, slow: 16, full: 17 };
type Host = keyof typeof hosts;

const light = new LightChapter();
const printed: Record<Host, string> = {
  scheduler: "",
  first: "",
  second: "",
  third: "",
  fourth: "",
  fifth: "",
  slow: "",
  full: "",
};
const skip = cannotMakeHosts();

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync("ip", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${stderr}`);
}

/** Why this machine may not make network namespaces, or false. */
function cannotMakeHosts(): string | false {
  const tried = spawnSync("ip", ["netns", "add", `${prefix}try`], { encoding: "utf8" });
  if (tried.status === 0) {
    ip("netns", "del", `${prefix}try`);
    return false;
  }
  const reason = `no network namespaces: ${tried.error?.message ?? tried.stderr.trim()}`;
  if (process.env.REQUIRE_NAMESPACES) throw new Error(`REQUIRE_NAMESPACES is set, but ${reason}`);
  return reason;
}

/** A file that takes the place of another. */
function otherFile(name: string, content: string): string {
  const file = path.join(light.folder, `other-${name}`);
  writeFileSync(file, content);
  return file;
}

const namespace = (host: Host): string => `${prefix}${host}`;

/** A bridge on this machine, and for each host a namespace with an address of its own behind it. */
function makeHosts(): void {
  ip("link", "add", prefix, "type", "bridge");
  ip("addr", "add", `${network}.1/24`, "dev", prefix);
  ip("link", "set", prefix, "up");
  for (const host of Object.keys(hosts) as Host[]) {
    const outer = `${prefix}v${hosts[host]}`;
    ip("netns", "add", namespace(host));
    ip("link", "add", outer, "type", "veth", "peer", "name", "eth0", "netns", namespace(host));
    ip("link", "set", outer, "master", prefix, "up");
    ip("-n", namespace(host), "addr", "add", `${network}.${hosts[host]}/24`, "dev", "eth0");
    ip("-n", namespace(host), "link", "set", "eth0", "up");
    ip("-n", namespace(host), "link", "set", "lo", "up");
  }
}

/** Ends every process of a host at once, as a power cut would. */
function cutPower(host: Host): void {
  const { stdout } = spawnSync("ip", ["netns", "pids", namespace(host)], { encoding: "utf8" });
  const pids = stdout.split("\n").filter(Boolean);
  if (pids.length > 0) spawnSync("kill", ["-9", ...pids]);
}

/**
 * Starts a command on a host.
 *
 * @param first a line of the shell that comes first, and a word for its $0; the command is its other words
 */
function on(host: Host, args: readonly string[], first?: readonly [string, string]): void {
  const mount = first ? ["sh", "-c", `${first[0]} && exec "$@"`, first[1]] : [];
  const program = [...mount, process.execPath, command, ...args];
  const child = spawn("ip", ["netns", "exec", namespace(host), ...program], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  child.stderr.on("data", (data: Buffer) => (printed[host] += data.toString()));
}

const worker = (host: Host, first?: readonly [string, string]): void =>
  on(host, ["worker", scheduler, "--host", `${network}.${hosts[host]}`, "--nworkers", "1"], first);

/** A host sees another file in the place of one. */
const instead = (file: string, other: string): [string, string] => [`mount --bind ${other} "$0"`, file];

/** Each program that a host starts waits first. */
const slowly = (): [string, string] => [
  'export NODE_OPTIONS="--require $0"',
  otherFile("slow.cjs", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);"),
];

/** What a host writes while it makes a run has little room: a worker starts, and no run ends. */
const smallDisk = (folder: string): [string, string] => [`mount -t tmpfs -o size=200k none "$0" && export TMPDIR="$0"`, folder]; // prettier-ignore

before(() => {
  if (skip) return;
  daskPython((line) => process.stderr.write(`${line}\n`)); // the hosts have no way to the package registry
  makeHosts();
});

after(() => {
  if (!skip) {
    for (const host of Object.keys(hosts) as Host[]) {
      cutPower(host);
      spawnSync("ip", ["netns", "del", namespace(host)]);
    }
    spawnSync("ip", ["link", "del", prefix]);
  }
  light.remove();
});

test(
  "a grid over eight machines loses one, its scheduler and no run; another is slow, a disk full, and other code or text refused",
  { skip },
  async () => {
    on("scheduler", ["scheduler", "--host", `${network}.10`]);
    await light.until("the scheduler listens", () => printed.scheduler.includes("Scheduler at"));
    worker("third", instead(light.text, otherFile("text", readFileSync(light.text, "utf8") + "one more\n")));
    worker("fourth", instead(code, otherFile("code", readFileSync(code, "utf8") + "// other\n")));
    for (const host of ["third", "fourth"] as const)
      await light.until(`${host} has joined`, () => printed[host].includes("Registered to"));
    const grid = ["--grid", "dimensions=2,3,4", "--seeds", "4", "--scheduler", scheduler];
    const child = light.start(...grid);
    let told = "";
    child.stderr?.on("data", (data: Buffer) => (told += data.toString()));
    const ended = once(child, "close");
    await light.until("the grid waits", () => told.includes("waiting for a worker with the same code"));
    mkdirSync(path.join(light.folder, "small"));
    worker("full", smallDisk(path.join(light.folder, "small")));
    await light.until("the full disk is named", () => told.includes("its disk is full"));
    worker("slow", slowly()); // before the others, who may be done before it begins
    worker("fifth", instead(code, otherFile("late", readFileSync(code, "utf8") + "// late\n")));
    await light.until("the late worker is refused", () =>
      /\.15:\d+ is not used: the code in dist/.test(told),
    );
    const join = (host: Host): Promise<void> =>
      light.until(`${host} has joined`, () => new RegExp(`\\.${hosts[host]}:\\d+ has joined`).test(told));
    await join("slow");
    for (const host of ["first", "second"] as const) worker(host);
    await Promise.all([join("first"), join("second")]);
    await Promise.race([ended, light.until("two runs", () => light.keys().length >= 2)]);
    cutPower("first");
    await light.until("the lost worker is named", () => /\.11:\d+ was lost/.test(told));
    cutPower("scheduler");
    assert.deepEqual(await ended, [1, null], told);
    assert.match(told, /the Dask scheduler was lost; run the same command again/);
    const before = light.keys();
    for (const host of ["second", "slow"] as const) cutPower(host); // they would wait for the old scheduler
    printed.scheduler = "";
    on("scheduler", ["scheduler", "--host", `${network}.10`]);
    await light.until("the scheduler listens again", () => printed.scheduler.includes("Scheduler at"));
    worker("second");
    worker("slow", slowly());
    const again = light.start(...grid);
    let toldAgain = "";
    again.stderr?.on("data", (data: Buffer) => (toldAgain += data.toString()));
    assert.deepEqual(await once(again, "close"), [0, null], toldAgain);
    assert.deepEqual(before.filter((key) => !light.keys().includes(key)), []); // prettier-ignore
    assert.match(told, /\.17:\d+ is not used any more, its disk is full: its run, dimensions=.*, is made again when another worker joins; 0 workers$/m); // prettier-ignore
    assert.match(
      printed.fifth,
      /^code and text: differ; the code in dist\/ must be of version [0-9a-f]{8}, got /m,
    );
    assert.match(printed.first, /^code and text: version [0-9a-f]{8} and .*, the same$/m);
    assert.match(
      told,
      /\.13:\d+ is not used: corpus .*text must have SHA-256 [0-9a-f]{12}, got [0-9a-f]{12}$/m,
    );
    assert.match(told, /\.14:\d+ is not used: the code in dist\/ must be of version [0-9a-f]{8}, got /m);
    assert.match(told, /^0 Dask workers; /m); // two more join when the grid has begun
    for (const host of [11, 12, 16])
      assert.match(told, new RegExp(`\\.${host}:\\d+ has joined: \\d workers?$`, "m"));
    assert.match(
      told,
      /\.11:\d+ was lost: (its run, dimensions=.*, is made again by another worker|its \d runs are made again by another worker|it had no run); 2 workers$/m,
    );
    assert.equal(light.experiments().length, 12);
    assert.equal(new Set(light.keys()).size, 12);
    for (const { folder, settings } of light.experiments()) {
      const files = readdirSync(folder).filter((file) => !file.endsWith(".ndjson")); // what it said on its way
      assert.equal(files.length, 9, files.join(" "));
      const run = new AssignmentRun(settings, await openCorpus(light.text, { say: () => {} }));
      while (!run.done) run.step();
      const { vectors } = await readVectors(path.join(folder, "vectors.txt"), "float64");
      assert.deepEqual(vectors.data, run.parameters.V.data);
    }
  },
);

test("a time limit ends a run on a Dask worker with all that it has started", { skip }, () => {
  const endless = new LightChapter(
    `if (dimensions === 4) { require("child_process").spawn("sleep", ["600"], { detached: true }).unref();
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }`,
  );
  try {
    const grid = ["--grid", "dimensions=3,4", "--scheduler", "local", "--parallel", "2"];
    const { status, stdout, stderr } = endless.experiment(...grid, "--time-limit", "30s");
    assert.equal(status, 1, stderr);
    assert.match(stdout, /^failed: dimensions=4: cell 2 \("train", .*\): stopped after 30 s in cell 2 \(/m);
    assert.match(stdout, /^2 runs: 1 made, 1 failed; /m);
    assert.deepEqual(kernelsOn(), []);
  } finally {
    endless.remove();
  }
});

test(
  "a run on Dask is followed while it goes on, and looked at when its grid was stopped",
  { skip },
  async (t) => {
    const followed = new LightChapter(followedTraining);
    t.after(() => followed.remove());
    const child = followed.start("--grid", "dimensions=3,4", "--scheduler", "local", "--parallel", "1");
    t.after(() => child.kill("SIGKILL"));
    const watcher = new RunWatcher(followed.runs);
    const now = (): WatchLine[] => watcher.read().lines.filter(({ cell }) => cell !== undefined);
    await followed.until("the end of the first training", () => now()[0]?.point?.fraction === 1);
    const [line] = now();
    assert.deepEqual([line.state, line.cell?.cell, line.cell?.of, line.point?.done], ["running", 2, 2, 50]);
    const { printed } = readLastWords(path.join(followed.runs, line.id), 10);
    assert.equal(printed.at(-1), "all is trained");
    child.kill("SIGINT");
    await once(child, "close");
    await followed.until("nothing is made any more", () => now().every(({ state }) => state === "stopped"));
    assert.deepEqual(now().map(({ id, point }) => [id, point?.done]), [[line.id, 50]]); // prettier-ignore
  },
);

test(
  "successive halving on Dask draws the points, and stops those, that it would on one machine",
  { skip },
  async (t) => {
    const halved = new LightChapter();
    t.after(() => halved.remove());
    const grid = ["stepSize=log:0.01..1", "dimensions=2..9"];
    const chapter = readChapter(halved.chapter, "");
    const drawn = drawCombinations(chapter, { method: "sobol", count: 3, grid, searchSeed: 4, set: ["iterations=300"] }); // prettier-ignore
    const { budgets } = planRungs(chapter, drawn);
    assert.deepEqual(budgets, [100, 300]);
    const first = drawn.map((point) => ({ ...point, iterations: 100 }));
    const corpus = await openCorpus(halved.text, { say: () => {} });
    const losses = first.map((point) => {
      const run = new AssignmentRun(withDefaults({ ...point, corpus: halved.text, subsample: 1 }), corpus);
      while (!run.done) run.step();
      return run.describe().meanOfLastLosses;
    });
    const [best] = survivors(first, losses);
    const search = [
      "--sobol",
      "3",
      "--search-seed",
      "4",
      "--set",
      "iterations=300",
      "--halving",
      "--no-pages",
    ];
    const points = grid.flatMap((one) => ["--grid", one]);
    const { status, stderr } = halved.experiment(...search, ...points, "--scheduler", "local", "--parallel", "2"); // prettier-ignore
    assert.equal(status, 0, stderr);
    const text = ({ stepSize, dimensions, iterations }: Record<string, unknown>): string => JSON.stringify([stepSize, dimensions, iterations]); // prettier-ignore
    const made = halved.experiments().map(({ settings }) => text({ ...settings }));
    assert.deepEqual(made.sort(), [...first, { ...best, iterations: 300 }].map(text).sort());
  },
);

/** Process ids that make a run for Dask, in its temporary folders. */
function kernelsOn(): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /WORD2VEC_RUN_FOLDER=\S*word2vec-run-/.test(readFileSync(`/proc/${pid}/environ`, "utf8"));
    } catch {
      return false;
    }
  });
}
