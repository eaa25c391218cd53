import assert from "node:assert/strict";
import { spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { inCheckout } from "../../dist/files/checkout";
import { findDamage, writeHashes } from "../../dist/runs/file-hashes";
import { writeRunFolder } from "../runs/run-folder";

const command = inCheckout("dist/cli/experiment.js");

/** A run as the command leaves it: `number` makes its name and key, and the minute at which it began. */
function writeRun(
  runs: string,
  number: number,
  key: string,
  settings: Record<string, unknown>,
  more = {},
): string {
  const minute = String(number).padStart(2, "0");
  const experiment = {
    ...{ format: 1, notebook: "07-training", key, code: "c0de".repeat(16), parameters: settings },
    ...{ started: `2026-11-25T19:${minute}:00.000Z`, seconds: 10 + number, status: "done" },
    ...more,
  };
  const folder = writeRunFolder(runs, `20261125T19${minute}00Z-${key.slice(0, 8)}`, {
    loss: 10 - number / 8,
    files: { "experiment.json": JSON.stringify(experiment), "settings.json": JSON.stringify(settings) },
  });
  writeHashes(folder);
  return folder;
}

const keyOf = (digit: string): string => digit.repeat(64);

interface Place {
  runs: string;
  folders: string[];
  run(...args: string[]): SpawnSyncReturns<string>;
}

/** Four runs: two step sizes, the second one made twice, and one that failed. */
function place(t: TestContext): Place {
  const folder = mkdtempSync(path.join(tmpdir(), "order-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const runs = path.join(folder, "runs");
  const failed = { status: "failed", error: 'RangeError: no, "never"' };
  const folders = [
    writeRun(runs, 1, keyOf("a"), { stepSize: 0.3, note: "x,y\nz", loss: "naive-softmax" }),
    writeRun(runs, 2, keyOf("b"), { stepSize: 3, note: "", loss: "negative-sampling" }),
    writeRun(runs, 3, keyOf("b"), { stepSize: 3, note: "", loss: "negative-sampling" }),
    writeRun(runs, 4, keyOf("c"), { stepSize: 30, note: "é", loss: "naive-softmax" }, failed),
  ];
  const env = { ...process.env, INIT_CWD: folder };
  const run = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [command, ...args, "--runs", runs], { cwd: folder, env, encoding: "utf8" });
  return { runs, folders, run };
}

const names = (folders: string[]): string[] => folders.map((folder) => path.basename(folder));

test("list shows the settings that differ, and is filtered and sorted by any field", (t) => {
  const { run, folders } = place(t);
  const { stdout, stderr } = run("list");
  assert.equal(stderr, "");
  const [head] = stdout.split("\n");
  assert.deepEqual(head.split(/ +/), ["run", "status", "loss", "stepSize", "note", "meanLoss", "seconds"]);
  const listed = (...args: string[]): string[] =>
    (JSON.parse(run("list", "--json", ...args).stdout) as { run: string }[]).map((one) => one.run);
  const [a, b, c, d] = names(folders);
  assert.deepEqual(listed(), [a, b, c, d]);
  assert.deepEqual(listed("--where", "stepSize>=3", "--sort=-meanLoss"), [b, c, d]);
  assert.deepEqual(listed("--where", "stepSize>=3", "--where", "status=failed"), [d]);
  assert.deepEqual(listed("--where", "meanLoss<9.7"), [c, d]);
  assert.deepEqual(listed("--where", "note~Y\nZ"), [a]);
  assert.deepEqual(listed("--where", "loss!=naive-softmax"), [b, c]);
  assert.match(
    run("list", "--columns", "run,stepSize", a.slice(0, 14)).stdout,
    /^run +stepSize\n\S+ +0\.3\n1 run\n$/,
  );
  assert.match(run("list", "--where", "stepsiz=3").stderr, /got "stepsiz"; did you mean stepSize\?/);
  assert.match(run("list", "--where", "stepSize").stderr, /requires a condition such as stepSize=0\.3/);
  for (const bad of ["stepSize>", "stepSize<ten", "meanLoss=low", "note<"])
    assert.match(
      run("list", "--where", bad).stderr,
      /requires a (number|value) after (stepSize|meanLoss|note)[<>=], got /,
    );
  assert.deepEqual(listed("--where", "error="), [a, b, c]);
});

test("a run is named by its folder, the beginning of its name, or its own name, if that is the only one", (t) => {
  const { run, folders } = place(t);
  const [a, b, c] = names(folders);
  assert.match(run("show", a.slice(0, 13)).stdout, new RegExp(`folder +${folders[0]}\n`));
  assert.match(run("show", "aaaa").stdout, /stepSize +0\.3\n/);
  assert.match(run("show", folders[3]).stdout, /error +RangeError: no, "never"\n/);
  assert.match(run("show", "bbbbbbbb").stderr, new RegExp(`which names 2: ${b}, ${c}\n`));
  assert.match(run("show", "nothing-like-it").stderr, /npm run experiment -- list shows the runs/);
  assert.equal(run("name", a, "the first").status, 0);
  assert.match(run("show", "the first").stdout, new RegExp(`folder +${folders[0]}\n`));
  assert.match(run("name", b, "the first").stderr, new RegExp(`got the first, which ${a} has`));
});

test("names, tags and notes stay with the folder, and change nothing else in it", (t) => {
  const { run, folders } = place(t);
  const [a] = names(folders);
  run("tag", a, "best", "paper");
  run("tag", a, "^paper");
  run("note", a, "the loss", "is noise");
  const said = JSON.parse(readFileSync(path.join(folders[0], "notes.json"), "utf8")) as {
    notes: { text: string }[];
  };
  assert.deepEqual({ ...said, notes: said.notes.map(({ text }) => text) }, { format: 1, name: "", tags: ["best"], notes: ["the loss is noise"] }); // prettier-ignore
  assert.equal(findDamage(folders[0]), undefined);
  assert.match(run("list", "--where", "tags=best").stdout, /\n1 run\n$/);
  assert.match(run("list", "--where", "notes~noise").stdout, /\n1 run\n$/);
  assert.match(run("tag", a, "two words").stderr, /tags without spaces/);
  assert.match(run("note", a, " ").stderr, /^note requires a text, got " "\n$/);
  writeFileSync(path.join(folders[0], "notes.json"), '{"format":1,"tags":"best"}');
  const { stdout, stderr } = run("list");
  assert.match(stderr, /is left out: notes\.json requires tags to be texts, got "best"/);
  assert.match(stdout, /\n3 runs\n$/);
});

/** Starts commands at the same time. @returns what each has printed, when all have ended */
function atOnce(runs: string, ...commands: string[][]): Promise<string[]> {
  return Promise.all(
    commands.map(async (args) => {
      const child = spawn(process.execPath, [command, ...args, "--runs", runs]);
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
      await once(child, "close");
      return said;
    }),
  );
}

test("of notes that are added at once none is lost, and a name that two ask for is given once", async (t) => {
  const { runs, folders } = place(t);
  const [a, b] = names(folders);
  const said = await atOnce(runs, ...["1", "2", "3"].map((text) => ["note", a, text]), ["name", a, "x"], ["name", b, "x"]); // prettier-ignore
  const { notes } = JSON.parse(readFileSync(path.join(folders[0], "notes.json"), "utf8")) as { notes: { text: string }[] }; // prettier-ignore
  assert.deepEqual(notes.map(({ text }) => text).sort(), ["1", "2", "3"]); // prettier-ignore
  assert.equal(said.filter((one) => one.includes("that no other run has, got x, which")).length, 1);
});

test("delete says what it frees, removes nothing unasked, and keeps the index true", (t) => {
  const { run, runs, folders } = place(t);
  const refused = run("delete", "aaaa");
  assert.equal(refused.status, 1);
  assert.match(
    refused.stderr,
    /^delete requires --yes where nobody can be asked, got none; it would remove 1 run, [\d.]+ kB\n$/,
  );
  assert.match(run("delete").stderr, /requires RUN or --where/);
  assert.equal(readdirSync(runs).length, 4);
  assert.match(run("delete", "aaaa", "--yes").stdout, /\nremoved 1 run, /);
  assert.match(run("delete", "--where", "status=failed", "--yes").stdout, /\nremoved 1 run, /);
  const index = JSON.parse(readFileSync(path.join(runs, "index.json"), "utf8")) as { folder: string }[];
  assert.deepEqual(index.map(({ folder }) => folder), names(folders.slice(1, 3))); // prettier-ignore
  assert.deepEqual(readdirSync(path.join(runs, ".making")), []);
});

test("gc removes failed runs, runs that were made again and remains, but none that people noted", (t) => {
  const { run, runs, folders } = place(t);
  const [a, , c, d] = names(folders);
  const remains = path.join(runs, ".making", `${keyOf("e")}-1`);
  mkdirSync(remains, { recursive: true });
  writeFileSync(path.join(remains, "log"), "x".repeat(1000));
  run("note", d, "look at the error");
  const { stdout } = run("gc", "--yes");
  assert.match(stdout, new RegExp(`: made again in ${c}\n`));
  assert.match(stdout, /what stopped commands have left, 1000 bytes|1 kB/);
  assert.deepEqual(readdirSync(runs).filter((name) => /^\d/.test(name)), [a, c, d]); // prettier-ignore
  assert.ok(!existsSync(remains));
  assert.equal(run("gc", "--yes").stdout, "nothing to remove\n");
});

test("export writes one row a run, as CSV and as Parquet, whatever the values are", async (t) => {
  const { run, runs, folders } = place(t);
  const [csv, parquet] = ["csv", "parquet"].map((end) => path.join(runs, "..", `table.${end}`));
  assert.equal(run("export", "--csv", csv, "--parquet", parquet).status, 0);
  const text = readFileSync(csv, "utf8");
  assert.match(text, /^run,name,tags,status,chapter,.*,stepSize,.*,note,folder\r\n/);
  assert.match(text, /,naive-softmax,.*,0\.3,.*,"x,y\nz",/);
  assert.match(text, /,"RangeError: no, ""never""",sst,naive-softmax,.*,30,.*,é,/);
  const bytes = readFileSync(parquet);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const { parquetReadObjects } = await import("hyparquet");
  const rows = await parquetReadObjects({ file });
  assert.deepEqual(rows.map((row) => row.run), names(folders)); // prettier-ignore
  assert.deepEqual(rows.map((row) => row.stepSize), [0.3, 3, 3, 30]); // prettier-ignore
  assert.deepEqual(rows.map((row) => row.note), ["x,y\nz", "", "", "é"]); // prettier-ignore
  assert.deepEqual(rows.map((row) => row.error), [null, null, null, 'RangeError: no, "never"']); // prettier-ignore
  assert.match(run("export", "--csv", csv).stderr, /is there already; .*--force/);
  const nowhere = path.join(csv, "..", "nowhere");
  assert.equal(
    run("export", "--csv", path.join(nowhere, "a.csv")).stderr,
    `${nowhere} is not there; check the name\n`,
  );
  const other = path.join(path.dirname(csv), ".", "other.csv");
  assert.match(
    run("export", "--csv", other, "--parquet", other).stderr,
    /a file of its own, got .*other\.csv for two/,
  );
});

test("import checks every file of a run from elsewhere, and takes it whole or not at all", async (t) => {
  const { run, runs, folders } = place(t);
  const other = path.join(runs, "..", "other");
  const moved = [5, 6, 7, 8, 9].map((n) => writeRun(other, n, keyOf(String(n)), { stepSize: n }));
  const says = (folder: string, pattern: RegExp): void => {
    const { status, stderr } = run("import", folder);
    assert.equal(status, 1);
    assert.match(stderr, pattern);
    assert.ok(!existsSync(path.join(runs, path.basename(folder))));
  };
  writeFileSync(path.join(moved[1], "vectors.txt"), "3 3\ntea 1 0 0\nrain 1 1 1\nman 1 2 5\n");
  says(moved[1], /is refused: vectors\.txt has other bytes than files\.sha256 says/);
  rmSync(path.join(moved[2], "loss.csv"));
  says(moved[2], /is refused: loss\.csv is missing/);
  writeFileSync(path.join(moved[3], "strange"), "");
  says(moved[3], /is refused: strange is not in files\.sha256/);
  writeFileSync(path.join(moved[4], "notes.json"), "{");
  says(moved[4], /is refused: notes\.json requires JSON, got "\{"/);
  assert.match(run("import", other).stdout, /^1 came, 0 were there before, 4 refused\n$/);
  assert.match(run("import", moved[0]).stdout, /^0 came, 1 were there before, 0 refused\n$/);
  assert.equal(findDamage(path.join(runs, path.basename(moved[0]))), undefined);
  const index = JSON.parse(readFileSync(path.join(runs, "index.json"), "utf8")) as { folder: string }[];
  assert.deepEqual(index.map(({ folder }) => folder), names([...folders, moved[0]])); // prettier-ignore
  assert.match(run("import", path.join(runs, "..")).stderr, /which holds none/);
  const both = path.join(runs, "..", "both");
  const said = await atOnce(both, ["import", runs], ["import", runs]);
  for (const line of said.flatMap((one) => one.split("\n")).filter((one) => one.includes("is refused")))
    assert.match(line, /another command makes it now$/);
  assert.deepEqual(readdirSync(both).filter((name) => /^\d/.test(name)), readdirSync(runs).filter((name) => /^\d/.test(name))); // prettier-ignore
});

test("a page of all runs is written over its own kind, and not over a file of the reader's", (t) => {
  const { runs, run } = place(t);
  const out = path.join(runs, "page.html");
  assert.equal(run("browse", "--out", out).status, 0);
  assert.equal(run("browse", "--out", out).status, 0);
  writeFileSync(out, "<!DOCTYPE html><p>my own");
  assert.match(
    run("browse", "--out", out).stderr,
    /page\.html is there, and is not of this command; move it away/,
  );
  assert.equal(readFileSync(out, "utf8"), "<!DOCTYPE html><p>my own");
});

test("a run does not get the name of another run's folder", (t) => {
  const { folders, run } = place(t);
  const [one, two] = folders.map((folder) => path.basename(folder));
  assert.match(run("name", one, two).stderr, /^name requires a name that no other run has, got/);
  assert.match(run("show", two).stdout, new RegExp(`folder .*${two}`));
});
