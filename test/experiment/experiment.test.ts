import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { readLastWords } from "../../dist/runs/live/last-words";
import { readLiveRecords } from "../../dist/runs/live/live-record";
import { stoppedFolder } from "../../dist/runs/run-folders";
import { readStoredRun } from "../../dist/runs/stored-run";
import { findDamage } from "../../dist/runs/file-hashes";
import { LightChapter, runningKernels, type Experiment } from "./light-chapter";

const light = new LightChapter();
const failing = new LightChapter(`if (dimensions === 4) throw new RangeError("dimension 4 is taken");`);
const slow = new LightChapter(
  'console.log("it waits"); while (dimensions > 2) await new Promise((resolve) => setTimeout(resolve, 10));',
);
after(() => [light, failing, slow].forEach((chapter) => chapter.remove()));

const files = [
  ...[
    "environment.json",
    "experiment.json",
    "files.sha256",
    "log.ndjson",
    "loss.csv",
    "notebook.ipynb",
    "report.html",
  ],
  ...["run.json", "settings.json", "vectors.txt"],
];

test("one run leaves its settings, environment, result, notebook and page in a folder of its own", () => {
  const { status, stdout, stderr } = light.experiment("--set", "dimensions=5", "--set", "note=<b>", "--json");
  assert.equal(status, 0, stderr);
  const [entry] = (JSON.parse(stdout) as { runs: { folder: string }[] }).runs;
  assert.match(entry.folder, /^\d{8}T\d{6}Z-[0-9a-f]{8}$/);
  const folder = path.join(light.runs, entry.folder);
  assert.deepEqual(readdirSync(folder).sort(), files);
  const read = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Record<string, unknown>;
  const { key, code, started, seconds, ...experiment } = read("experiment.json");
  assert.match(String(code), /^[0-9a-f]{64}$/);
  const parameters = { dimensions: 5, note: "<b>" };
  assert.deepEqual(experiment, { format: 1, notebook: "light", parameters, status: "done" });
  assert.equal(entry.folder, `${String(started).replaceAll(/[-:]|\.\d+/g, "")}-${String(key).slice(0, 8)}`);
  assert.ok(Number(seconds) > 0);
  const { corpus, ...values } = read("settings.json");
  assert.equal(corpus, light.text);
  assert.deepEqual(values, {
    iterations: 50,
    dimensions: 5,
    stepSize: 0.3,
    subsample: 1,
    seed: 1,
    note: "<b>",
  });
  assert.equal(read("environment.json").node, process.versions.node);
  assert.deepEqual(Object.keys(read("run.json")).slice(-2), ["seconds", "windowsPerSecond"]);
  assert.equal(readFileSync(path.join(folder, "loss.csv"), "utf8").trim().split("\n").length, 6);
  assert.match(readFileSync(path.join(folder, "report.html"), "utf8"), /dimensions/);
  assert.match(readFileSync(path.join(folder, "notebook.ipynb"), "utf8"), /note = \\"<b>\\"/);
  assert.deepEqual(JSON.parse(readFileSync(path.join(light.runs, "index.json"), "utf8")), [entry]);
});

test("a run in a grid gives the vectors that the same run gives alone, bit for bit", () => {
  const grid = ["--grid", "dimensions=5,6", "--set", "note=<b>"];
  const { status, stderr } = light.experiment(...grid);
  assert.equal(status, 0, stderr);
  for (const { folder, settings } of light.experiments().filter(({ parameters }) => parameters.note)) {
    const out = path.join(light.folder, `alone-${settings.dimensions}`);
    const options = ["--corpus", light.text, "--iterations", "50", "--subsample", "1", "--out", out];
    execFileSync(process.execPath, [light.train, ...options, "--dimensions", `${settings.dimensions}`]);
    for (const name of ["vectors.txt", "loss.csv"])
      assert.equal(readFileSync(path.join(folder, name), "utf8"), readFileSync(path.join(out, name), "utf8"));
  }
});

test("what is there is not made again, what is missing is", () => {
  const grid = ["--grid", "dimensions=5,6", "--set", "note=<b>"];
  const before = light.experiments();
  assert.match(light.experiment(...grid).stdout, /^2 runs: 0 made, 2 there before; /m);
  assert.deepEqual(light.experiments(), before);
  rmSync(before[0].folder, { recursive: true });
  assert.match(light.experiment(...grid).stdout, /^2 runs: 1 made, 1 there before; /m);
  assert.deepEqual(light.keys(), before.map(({ key }) => key).sort());
});

test("a run that fails keeps its message, stops no other, and is made again by the next command", () => {
  for (const round of ["first", "again"]) {
    const { status, stdout } = failing.experiment("--grid", "dimensions=3,4,5");
    assert.equal(status, 1);
    assert.match(
      stdout,
      /^failed: dimensions=4: cell 2 \("train", const \{ openCorpus \} = .*\): RangeError: dimension 4 is taken \(runs\/.*\)$/m,
    );
    assert.match(stdout, round === "first" ? /2 made, 1 failed/ : /0 made, 2 there before, 1 failed/);
    const ended = failing.experiments().map(({ parameters, status }) => [parameters.dimensions, status]);
    assert.deepEqual(ended.sort(), [[3, "done"], [4, "failed"], [5, "done"]]); // prettier-ignore
  }
  const [failed] = failing.experiments().filter(({ status }) => status === "failed");
  assert.match(readFileSync(path.join(failed.folder, "notebook.ipynb"), "utf8"), /dimension 4 is taken/);
  assert.equal(failed.error, "RangeError: dimension 4 is taken");
  assert.deepEqual([failed.cell?.number, failed.cell?.id], [2, "train"]);
  const page = readFileSync(path.join(failed.folder, "report.html"), "utf8");
  assert.match(page, /This run failed\.<\/strong> RangeError: dimension 4 is taken</);
  assert.match(page, /href="#failed-cell">Cell 2 \(“train”\)<\/a> begins <code>const \{ openCorpus \}/);
  assert.match(page, /<div class="cell" id="failed-cell">/);
  assert.doesNotMatch(page, /papermill encountered/);
});

test("a disk that is full when the page is written is named, and ends the grid", () => {
  const full = new LightChapter(
    'require("fs").symlinkSync("/dev/full", process.env.WORD2VEC_RUN_FOLDER + "/.report.html");',
  );
  try {
    const { status, stderr } = full.experiment();
    assert.equal(status, 1);
    assert.match(stderr, /^the disk is full: free some space, then run the same command again/m);
  } finally {
    full.remove();
  }
});

const shell = "sleep 600 & exec sleep 600"; // one of the two loses its parent
const endless = new LightChapter(
  `const { spawn } = require("child_process");
   if (dimensions === 4) { // a process of the kernel's group, and two that have left it
     spawn("sleep", ["600"]);
     spawn("sh", ["-c", ${JSON.stringify(shell)}], { detached: true, stdio: "ignore" }).unref();
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); // as while (true) {}, but without a busy core
   }
   if (dimensions === 5) process.kill(process.pid, "SIGKILL");`,
);
after(() => endless.remove());

test("a time limit ends a run with all that its cells have started, and the grid goes on", () => {
  const { status, stdout, stderr } = endless.experiment("--grid", "dimensions=4,5", "--time-limit", "0.4m");
  assert.equal(status, 1, stderr);
  assert.match(stdout, /^failed: dimensions=4: cell 2 \("train", .*\): stopped after 24 s in cell 2 \(runs/m);
  assert.match(
    stdout,
    /^failed: dimensions=5: cell 2 \("train", .*\): ProcessEnded: the process of the cells ended .* \(runs/m,
  );
  assert.match(stdout, /^2 runs: 0 made, 2 failed; /m);
  assert.deepEqual(runningKernels(endless.runs), []);
  const stopped = endless.experiments().find(({ timeLimit }) => timeLimit === 24);
  assert.equal(stopped?.error, "stopped after 24 s in cell 2");
  for (const name of ["notebook.ipynb", "report.html"])
    assert.match(readFileSync(path.join(stopped.folder, name), "utf8"), /stopped after 24 s in cell 2/, name);
  assert.equal(stoppedFolder(endless.runs, stopped.key, 24), stopped.folder);
  for (const longer of [24.1, undefined])
    assert.equal(stoppedFolder(endless.runs, stopped.key, longer), undefined);

  const again = endless.experiment("--set", "dimensions=4", "--time-limit", "24s");
  assert.equal(again.status, 1);
  assert.match(
    again.stdout,
    /^1 run: 0 made, 1 stopped before at the time limit, which a larger --time-limit tries/m,
  );
});

test("after Ctrl-C a run can be looked at, counts for nothing, and is made by the next grid or removed by gc", async () => {
  const child = slow.start("--grid", "dimensions=3,4");
  const order = (...args: string[]): string =>
    execFileSync(process.execPath, [slow.command, ...args, "--runs", slow.runs], { encoding: "utf8" });
  const listed = (): { run: string; status: string; dimensions: number }[] =>
    JSON.parse(order("list", "--json")) as { run: string; status: string; dimensions: number }[];
  await slow.until("both have begun their last cell", () => {
    const now = readLiveRecords(slow.runs).map(({ folder }) => readLastWords(folder, 10));
    return now.length === 2 && now.every(({ cell, printed }) => cell?.cell === 2 && printed.length > 0);
  });
  child.kill("SIGINT");
  const [status] = (await once(child, "close")) as [number];
  assert.equal(status, 130);
  await slow.until("the kernels have ended", () => runningKernels(slow.runs).length === 0);
  assert.deepEqual(readdirSync(slow.runs).sort(), [".lock", ".making", "index.json"]);
  assert.equal(readFileSync(path.join(slow.runs, "index.json"), "utf8"), "[]\n");
  assert.deepEqual(listed().map((one) => [one.status, one.dimensions]).sort(), [["stopped", 3], ["stopped", 4]]); // prettier-ignore
  const four = listed().find(({ dimensions }) => dimensions === 4)?.run ?? "";
  const shown = order("show", four);
  for (const line of [
    /status +stopped\n/,
    /seconds +\d/,
    /cell +2 of 2: /,
    /\nthe end of its log\n +it waits\n/,
  ])
    assert.match(shown, line);
  const [{ folder }] = readLiveRecords(slow.runs);
  assert.throws(() => readStoredRun(folder), /not finished: status "stopped"/);

  const other = slow.experiment("--set", "dimensions=2"); // a grid that has nothing to do with them
  assert.equal(other.status, 0, other.stderr);
  const three = slow.start("--set", "dimensions=3");
  await slow.until("it is made again", () => listed().some(({ status: now }) => now === "running"));
  assert.deepEqual(listed().map((one) => one.status).sort(), ["done", "running", "stopped"]); // prettier-ignore
  assert.match(
    order("gc", "--yes"),
    new RegExp(`^${four}: stopped, what it has left takes .*\nremoved 1 run, `),
  );
  three.kill("SIGKILL");
  await once(three, "close");
  await slow.until("it counts as killed", () => listed().some(({ status: now }) => now === "killed"));
  assert.match(order("delete", "--where", "status=killed", "--yes"), /removed 1 run, /);
  assert.deepEqual(readdirSync(path.join(slow.runs, ".making")), []);
  assert.deepEqual(listed().map((one) => one.status), ["done"]); // prettier-ignore
});

test("two grids at once in one folder make each run once", async () => {
  const both = ["--grid", "dimensions=7,8", "--seeds", "2"];
  const ended = await Promise.all(
    [light.start(...both), light.start(...both)].map((child) => once(child, "close")),
  );
  assert.deepEqual(ended, [[0, null], [0, null]]); // prettier-ignore
  const made = light.experiments().filter(({ parameters }) => Number(parameters.dimensions) >= 7);
  assert.equal(made.length, 4);
  assert.equal(new Set(light.keys()).size, light.keys().length);
  const index = JSON.parse(readFileSync(path.join(light.runs, "index.json"), "utf8")) as Experiment[];
  assert.deepEqual(index.map(({ key }) => key).sort(), light.keys());
});

test("a place where no runs can be kept is refused before anything is made", () => {
  for (const [runs, message] of [
    ["", /^--runs requires a value, got an empty text\n$/],
    [
      light.text,
      /^experiment requires --runs to be a folder that can be written, got .*text: a file is there\n$/,
    ],
  ] as const) {
    const { status, stdout, stderr } = light.experiment("--runs", runs);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, message);
  }
});

test("an unknown parameter is refused before anything is made", () => {
  const folder = path.join(light.folder, "never");
  const { status, stdout, stderr } = light.experiment("--runs", folder, "--set", "dimension=3");
  assert.deepEqual([status, stdout], [1, ""]);
  assert.equal(stderr, "experiment requires a parameter of light, got dimension; did you mean dimensions?\n");
  assert.ok(!existsSync(folder));
});

test("a grid without pages makes them later from the notebooks, and its runs can be taken elsewhere", () => {
  const here = path.join(light.folder, "without-pages");
  const made = light.experiment("--grid", "dimensions=2,7", "--no-pages", "--runs", here);
  assert.equal(made.status, 0, made.stderr);
  const folders = readdirSync(here).filter((name) => /^\d/.test(name)).map((name) => path.join(here, name)); // prettier-ignore
  for (const folder of folders) assert.ok(!existsSync(path.join(folder, "report.html")));
  const order = (...args: string[]): string =>
    execFileSync(process.execPath, [light.command, ...args, "--runs", here], { encoding: "utf8" });
  assert.equal(order("pages"), "2 made, 0 there before\n");
  for (const folder of folders) {
    assert.ok(readFileSync(path.join(folder, "report.html"), "utf8").includes("<title>light</title>"));
    assert.equal(findDamage(folder), undefined);
  }
  assert.match(
    order("pack", path.basename(folders[0])),
    /^1 packed, 0 packed before, 0 refused; .* freed\n$/,
  );
  assert.ok(!existsSync(path.join(folders[0], "vectors.txt")));
  assert.equal(order("pages"), "1 made, 1 there before\n");
  assert.ok(readFileSync(path.join(folders[0], "report.html"), "utf8").includes("<title>light</title>"));
  const there = path.join(light.folder, "elsewhere");
  const words = [light.command, "import", here, "--runs", there];
  const said = execFileSync(process.execPath, words, { encoding: "utf8" });
  assert.equal(said, "2 came, 0 were there before, 0 refused\n");
  const again = light.experiment("--grid", "dimensions=2,7", "--runs", there, "--json");
  assert.equal((JSON.parse(again.stdout) as { there: number }).there, 2, "a run that came counts as made");
});

test("again makes a run once more from its folder, and says whether the bits are the same, or what differs", () => {
  const here = path.join(light.folder, "once-more");
  const options = ["--set", "dimensions=4", "--set", "note=more", "--no-pages", "--runs", here];
  assert.equal(light.experiment(...options).status, 0);
  const [name] = readdirSync(here).filter((entry) => /^\d/.test(entry));
  const again = (...chapter: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [light.command, "again", name, "--runs", here, ...chapter], { encoding: "utf8" }); // prettier-ignore
  assert.match(again().stderr, /^again requires --chapter NOTEBOOK for a run of a notebook of your own, got \S+ of light\n$/); // prettier-ignore
  const same = again("--chapter", light.chapter);
  assert.equal(same.status, 0, same.stderr);
  assert.equal(same.stdout, "code: the same\ntext: the same\nmachine: the same\nvectors.txt: the same bits\nloss.csv: the same bits\n"); // prettier-ignore
  const edit = (file: string, change: (text: string) => string): void =>
    writeFileSync(path.join(here, name, file), change(readFileSync(path.join(here, name, file), "utf8")));
  edit("vectors.txt", (text) =>
    text.replace(/(\d)\n$/, (_, digit: string) => `${(Number(digit) + 1) % 10}\n`),
  );
  edit("environment.json", (text) => text.replace(/"cpu": "[^"]*"/, '"cpu": "another"'));
  edit("experiment.json", (text) => text.replace(/"code": "[0-9a-f]{8}/, '"code": "00000000'));
  const other = again("--chapter", light.chapter);
  assert.equal(other.status, 1);
  assert.match(other.stdout, /^code: differs; it was 00000000, and is [0-9a-f]{8}; since its commit/m);
  assert.match(other.stdout, /^machine: differs; cpu was another, and is /m);
  assert.match(other.stdout, /^vectors\.txt: differs in 1 of 32 lines, the first is line 32: /m);
});
