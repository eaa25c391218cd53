import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { findChromium } from "../../dist/report/chromium";
import { code, markdown, notebook } from "../report/notebook";
import { begin, type Ended, lendPython, listProcesses, run, until, wholeCheckout } from "./checkout";

/*
 * The real commands in a checkout whose name shells, addresses and markup read in ways of their own, called through a
 * link to it, without HOME, and with temporary files on another disk. Only the packages are lent.
 */

let root: string;
let link: string;
let work: string;

const memory = "/dev/shm"; // a disk of its own on Linux
const other = fs.existsSync(memory) ? fs.mkdtempSync(path.join(memory, "w2v ü #%'\" ")) : os.tmpdir();

const removals: (() => void)[] = [];
after(() => removals.forEach((remove) => remove()));

before(async () => {
  root = await wholeCheckout({ after: (remove) => void removals.push(remove as () => void) });
  await lendPython(root, ["python", "plots"]);
  work = path.join(root, "my texts");
  fs.mkdirSync(work);
  link = path.join(work, "link");
  fs.symlinkSync(root, link);
  if (other !== os.tmpdir()) removals.push(() => fs.rmSync(other, { recursive: true }));
  fs.writeFileSync(path.join(work, "text"), "a b c d a b\nb c d a c\n".repeat(20));
});

/** Runs a command from the folder of texts, by the link to the checkout. */
const called = (...args: string[]): Ended =>
  run(link, args, { INIT_CWD: work, HOME: undefined, TMPDIR: other });

function right({ status, stdout, stderr }: Ended): string {
  assert.equal(status, 0, stderr);
  return stdout;
}

test("train writes its run there, from a link to the checkout, without HOME", () => {
  const settings = ["--corpus", "text", "--subsample", "1", "--json"];
  const plain = JSON.parse(right(called("train", ...settings, "--iterations", "20", "--out", "a run")));
  assert.equal(plain.iterations, 20);
  assert.ok(fs.existsSync(path.join(work, "a run/vectors.txt")));
  right(
    called("train", "--fast", ...settings.slice(0, 2), "--json", "--minimum-count", "1", "--out", "fast"),
  );
  assert.ok(fs.existsSync(path.join(work, "fast/vectors.txt")));
});

test("derive, by npm itself, writes a page", () => {
  fs.writeFileSync(path.join(work, "a.tex"), "$$x + 1 = 1 + x$$\n");
  const env = {
    ...process.env,
    INIT_CWD: undefined,
    HOME: undefined,
    TMPDIR: other,
    NODE_TEST_CONTEXT: undefined,
  };
  const words = ["run", "derive", "--silent", "--prefix", link, "--", "a.tex", "--html", "a.html"];
  const { status, stdout, stderr } = spawnSync("npm", words, { cwd: work, env, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /1 line: 1 right/);
  assert.match(fs.readFileSync(path.join(work, "a.html"), "utf8"), /<\/html>\s*$/);
});

/** A chapter that loads a module of the checkout, and draws. */
const chapter = notebook([
  markdown("title", "# Small"),
  code(
    "cell",
    `import { lossCurve } from "../dist/plots/loss-curve";
lossCurve([{ name: "small", iterations: [10, 20], loss: [3, 2] }])`,
    [],
  ),
]);

test("report executes a chapter, draws its plot and writes its page", () => {
  fs.mkdirSync(path.join(root, "chapters"));
  fs.writeFileSync(path.join(root, "chapters/01-small.ipynb"), JSON.stringify(chapter));
  const words = ["--notebooks", path.join("link", "chapters"), "--out", "pages"];
  const stdout = right(called("report", ...words));
  assert.match(stdout, /^01-small: cell 2 of 2$/m);
  const page = fs.readFileSync(path.join(work, "pages/01-small.html"), "utf8");
  assert.match(page, /<\/html>\s*$/);
  if (findChromium(process.env)) assert.match(page, /data:image\/svg\+xml/);
  const left = fs.readdirSync(other).filter((name) => name.includes(".w2v-")); // the browser's are its own
  assert.deepEqual(left, [], "nothing is left of what was made for a while");
});

test("JupyterLab opens a chapter and runs a cell in its kernel", async (t) => {
  const lab = begin(t, link, ["start", "--no-browser"], {
    HOME: undefined,
    TMPDIR: other,
    JUPYTER_TOKEN: undefined,
  });
  const address = (): string | undefined => /http:\/\/127\S+token=\w+/.exec(lab.output())?.[0];
  await until("JupyterLab's address", () => address() !== undefined);
  const program = path.join(__dirname, "../../test/setup/run_cell.py");
  const cell = 'import { sigmoid } from "../dist/model/sigmoid"; console.log(sigmoid(0), process.cwd())';
  const words = [program, address() as string, "notebooks/03-sigmoid.ipynb", cell];
  const { stdout, stderr } = spawnSync(path.join(root, ".venv/bin/python"), words, { encoding: "utf8" });
  assert.equal(stdout, `0.5 ${path.join(root, "notebooks")}\nok\n`, stderr);
  lab.child.kill("SIGTERM");
  assert.equal(await lab.ended, 0, lab.output());
  await until("every process to end", () => listProcesses(root).length === 0);
});
