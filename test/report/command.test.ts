import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { installTemplate } from "./exported";
import { code, markdown, notebook } from "./notebook";
import { inCheckout } from "../../dist/files/checkout";

const command = inCheckout("dist/cli/report.js");
let folder: string;
let out: string;

before(async () => {
  await installTemplate();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  out = path.join(folder, "reports");
  write("01-works", ["const answer = 6 * 7;", "console.log(`answer ${answer}`);"]);
});

after(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(chapter: string, cells: string[]): void {
  const contents = cells.map((source, i) => ({
    ...code(`cell-${i + 1}`, source, []),
    execution_count: null,
  }));
  const text = JSON.stringify(notebook([markdown("title", `# Chapter ${chapter}`), ...contents]));
  fs.writeFileSync(path.join(folder, `${chapter}.ipynb`), text);
}

interface Running {
  child: ChildProcess;
  printed: { out: string; error: string };
  ended: Promise<number | null>;
}

function start(more: NodeJS.ProcessEnv = {}, ...args: string[]): Running {
  const env = { ...process.env, ...more };
  const child = spawn(process.execPath, [command, "--notebooks", folder, "--out", out, ...args], { env });
  const printed = { out: "", error: "" };
  child.stdout.on("data", (text: Buffer) => (printed.out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (printed.error += text.toString()));
  return { child, printed, ended: new Promise((resolve) => child.on("close", resolve)) };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`waited a minute: ${what}`);
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("report executes a chapter in its kernel, then writes its page and the index", async () => {
  const { printed, ended } = start();
  assert.equal(await ended, 0, printed.error);
  assert.match(printed.out, /^01-works: cell 3 of 3$/m);
  assert.match(fs.readFileSync(path.join(out, "01-works.html"), "utf8"), /answer 42/);
  assert.match(
    fs.readFileSync(path.join(out, "index.html"), "utf8"),
    /href="01-works.html">Chapter 01-works</,
  );
  assert.deepEqual(fs.readdirSync(out).sort(), ["01-works.html", "check.html", "index.html"]);
});

test("a chapter that throws fails the command by name and cell, and the last report stays", async () => {
  const last = ["01-works.html", "index.html"].map((file) => fs.readFileSync(path.join(out, file), "utf8"));
  write("02-throws", [
    "const fine = 1;",
    'throw new Error("the check saw 3, expected 2");',
    "const skipped = 1;",
  ]);
  const { printed, ended } = start();
  assert.equal(await ended, 1);
  assert.match(printed.error, /02-throws\.ipynb, cell 3 \("cell-2"\): .*the check saw 3, expected 2/s);
  const now = ["01-works.html", "index.html"].map((file) => fs.readFileSync(path.join(out, file), "utf8"));
  assert.deepEqual(now, last);
  assert.deepEqual(fs.readdirSync(out).sort(), ["01-works.html", "check.html", "index.html"]);
  fs.rmSync(path.join(folder, "02-throws.ipynb"));
});

test("a chapter that does not compile fails the command with the compiler's words", async () => {
  write("03-types", ['const n: number = "three";']);
  const { printed, ended } = start({}, "03-types");
  assert.equal(await ended, 1);
  assert.match(printed.error, /03-types\.ipynb, cell 2 .*not assignable to type 'number'/s);
  fs.rmSync(path.join(folder, "03-types.ipynb"));
});

for (const [signal, status] of [
  ["SIGINT", 130],
  ["SIGKILL", null],
] as const) {
  test(`${signal} in the middle of a chapter ends its kernel, and the last report stays`, async () => {
    const last = fs.readFileSync(path.join(out, "index.html"), "utf8");
    const pidFile = path.join(folder, `pid-${signal}`);
    write("04-endless", [
      `import fs from "fs"; fs.writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); while (true) {}`,
    ]);
    const { child, ended } = start({}, "4");
    await until(
      "the endless cell runs",
      () => fs.existsSync(pidFile) && fs.readFileSync(pidFile, "utf8") !== "",
    );
    const kernel = Number(fs.readFileSync(pidFile, "utf8"));
    child.kill(signal);
    assert.equal(await ended, status);
    await until("the kernel ends", () => !runs(kernel));
    assert.equal(fs.readFileSync(path.join(out, "index.html"), "utf8"), last);
    if (signal === "SIGINT")
      assert.deepEqual(fs.readdirSync(out).sort(), ["01-works.html", "check.html", "index.html"]);
    fs.rmSync(path.join(folder, "04-endless.ipynb"));
  });
}

test("a browser that does not start leaves text alternatives, a line that says so, and status 0", async () => {
  const browser = path.join(folder, "browser");
  fs.writeFileSync(browser, "#!/bin/sh\necho many lines of a log >&2; exit 1\n", { mode: 0o755 });
  const plots = JSON.stringify(inCheckout("dist/plots/figure"));
  const cell = `const { Figure } = require(${plots});
    new Figure([{ type: "scatter", y: [1, 2] }], { title: { text: "Two points" } }, "A line from 1 to 2.")`;
  write("05-plots", [cell, cell.split("\n")[1]]);
  const { printed, ended } = start({ CHROME_PATH: browser }, "05-plots");
  assert.equal(await ended, 0, printed.error);
  assert.match(printed.error, /^\S+browser does not start \(.+\): 2 plots have no static pictures\n$/);
  assert.doesNotMatch(printed.error, /Playwright|browserType|launch/);
  assert.match(printed.out, /^Report: .*index\.html; 1 warning$/m);
  const page = fs.readFileSync(path.join(out, "05-plots.html"), "utf8");
  assert.equal(page.match(/<p class="alternative">A line from 1 to 2\.</g)?.length, 2);
  // the folder that SIGKILL has left above is gone
  assert.deepEqual(fs.readdirSync(out).sort(), [
    "01-works.html",
    "05-plots.html",
    "check.html",
    "index.html",
  ]);
  fs.rmSync(path.join(folder, "05-plots.ipynb"));
});

test("an unknown chapter is refused with the names that exist", async () => {
  const { printed, ended } = start({}, "05-nothing");
  assert.equal(await ended, 1);
  assert.equal(printed.error, "report requires one of 01-works, got 05-nothing\n");
});
