import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { checkout, lendPackages, lendPython, run, write } from "./checkout";
import { inCheckout, checkout as here } from "../../dist/files/checkout";

const chapter = "notebooks/07-training.ipynb";
const hook = "src/setup/jupyter/etc/jupyter/jupyter_server_config.py";
const skip = spawnSync("git", ["--version"]).status !== 0 && "git is not installed";

/** A notebook file, as far as these tests change it. */
interface Notebook {
  metadata: { language_info: object };
  cells: {
    cell_type: string;
    source: string[];
    metadata: object;
    execution_count?: number;
    outputs?: object[];
  }[];
}

let folder: string;
/** A clone in which set-up has run, and one in which nobody works but the author. */
let clone: string;
let author: string;

/** What git prints; its complaints too. @throws where it fails */
function git(at: string, ...args: string[]): string {
  const identity = ["-c", "user.name=A Reader", "-c", "user.email=reader@example.org"];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...args], { cwd: at, encoding: "utf8" });
  assert.equal(status, 0, `git ${args.join(" ")}: ${stderr}`);
  return stdout + stderr;
}

function change(at: string, edit: (notebook: Notebook) => void): void {
  const file = path.join(at, chapter);
  const notebook = JSON.parse(fs.readFileSync(file, "utf8")) as Notebook;
  edit(notebook);
  fs.writeFileSync(file, JSON.stringify(notebook, null, 1) + "\n");
}

/** Saves a chapter as JupyterLab does after it was run. */
function workThrough(at: string): void {
  const file = path.join(at, chapter);
  const { cells, metadata, ...rest } = JSON.parse(fs.readFileSync(file, "utf8")) as Notebook;
  Object.assign(metadata.language_info, { version: "5.0.4", codemirror_mode: { name: "javascript" } });
  cells.forEach((cell, i) => {
    Object.assign(cell.metadata, { trusted: true, editable: true, slideshow: { slide_type: "" } });
    if (cell.cell_type !== "code") return;
    cell.execution_count = i + 1;
    cell.outputs = [{ output_type: "stream", name: "stdout", text: [`output ${i} — ŷ\n`] }];
  });
  const program = [inCheckout("test/setup/save_notebook.py"), inCheckout(hook), at, chapter];
  const input = JSON.stringify({ cells, metadata, ...rest });
  execFileSync(inCheckout(".venv/bin/python"), program, { input, stdio: ["pipe", "ignore", "pipe"] });
}

before(async () => {
  if (skip) return;
  folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "git-"));
  const tree = checkout({ after: () => {} }, folder);
  for (const name of [".gitattributes", ".gitignore", "notebooks"])
    fs.cpSync(inCheckout(name), path.join(tree, name), { recursive: true });
  const committed = execFileSync("git", ["show", `HEAD:${chapter}`], { cwd: here, encoding: "utf8" });
  write(tree, chapter, committed);
  git(tree, "init", "--quiet", "--initial-branch=main");
  git(tree, "add", ".");
  git(tree, "commit", "--quiet", "--message", "Begin");
  git(folder, "clone", "--quiet", "--bare", tree, "upstream");
  [clone, author] = ["clone", "author"].map((name) => path.join(folder, name));
  for (const name of [clone, author]) git(folder, "clone", "--quiet", "upstream", name);
  lendPackages(clone);
  await lendPython(clone);
  assert.equal(run(clone, ["test", "right"]).status, 0);
});

after(() => folder && fs.rmSync(folder, { recursive: true, force: true }));

test(
  "a chapter that was run and saved is no change, and a pull of a change to it just works",
  { skip },
  () => {
    workThrough(clone);
    assert.equal(git(clone, "status", "--porcelain"), "");
    change(author, ({ cells }) => cells[0].source.push(`${cells[0].source.pop()} Better said.`));
    git(author, "commit", "--quiet", "--all", "--message", "Say it better");
    git(author, "push", "--quiet", "origin", "main");
    git(clone, "pull", "--quiet");
    assert.ok(fs.readFileSync(path.join(clone, chapter), "utf8").includes("Better said."));
    workThrough(clone);
    assert.equal(git(clone, "status", "--porcelain"), "");
  },
);

test("the diff of a chapter holds its changed lines alone, under the id of their cell", { skip }, () => {
  workThrough(clone);
  change(clone, ({ cells }) => {
    const settings = cells.find(({ source }) => source.join("").includes("let stepSize = 0.3"));
    const line = settings?.source.findIndex((text) => text.includes("let stepSize")) ?? -1;
    settings?.source.splice(line, 1, "let stepSize = 3;\n");
  });
  const lines = git(clone, "diff", "--unified=0").split("\n");
  git(clone, "checkout", "--quiet", chapter);
  assert.deepEqual(
    lines.filter((line) => /^[+-] /.test(line)).map((line) => line.slice(6, 24)),
    ["let stepSize = 0.3", "let stepSize = 3;\\"],
  );
  assert.match(lines.find((line) => line.startsWith("@@")) ?? "", /@@ parameters$/);
});

test("a worktree of the clone without a set-up of its own works as if there were no filter", { skip }, () => {
  const beside = path.join(folder, "beside");
  git(clone, "worktree", "add", "--quiet", "--detach", beside);
  assert.equal(git(beside, "status", "--porcelain"), "");
  workThrough(beside);
  assert.equal(git(beside, "status", "--porcelain"), ` M ${chapter}\n`);
});

test("without git, and outside a clone, set-up goes on without the filter", { skip }, () => {
  const programs = path.join(folder, "programs");
  fs.mkdirSync(programs);
  fs.symlinkSync(process.execPath, path.join(programs, "node"));
  assert.equal(run(clone, ["test", "right"], { PATH: programs }).status, 0);
  const settings = path.join(clone, ".git");
  fs.renameSync(settings, `${settings}-away`);
  const { status, stderr } = run(clone, ["test", "right"]);
  fs.renameSync(`${settings}-away`, settings);
  assert.deepEqual([status, stderr], [0, stderr.replace(/.*git.*\n/g, "")]);
});

test(
  "set-up mends the filter where it is gone, does nothing where it is there, and clean removes it",
  { skip },
  () => {
    const isOurs = (): boolean => /nbstripout/.test(git(clone, "config", "--list"));
    git(clone, "config", "--remove-section", "filter.chapters");
    assert.match(run(clone, ["test", "right"]).stderr, /set-up: git leaves out/);
    assert.ok(isOurs());
    assert.doesNotMatch(run(clone, ["test", "right"]).stderr, /set-up/);
    assert.equal(run(clone, ["clean"]).status, 0);
    assert.ok(!isOurs());
    assert.equal(git(clone, "status", "--porcelain"), "");
  },
);
