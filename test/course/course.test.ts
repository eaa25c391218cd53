import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { hiddenChecksHash, studentNotebook } from "../../dist/course/grading/edition";
import { inCheckout } from "../../dist/files/checkout";
import { derivationExercises } from "../../dist/course/derivations/derivation-exercises";
import { solutions } from "./solutions";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "course-"));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

function course(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [inCheckout("dist/cli/course.js"), ...args], {
    cwd: folder,
    env: { ...process.env, INIT_CWD: folder },
    encoding: "utf8",
  });
}

/** Plays a student of derivations: writes lines behind the left sides that stand there. */
function deriveIn(file: string, lines: Readonly<Record<string, readonly string[]>>): void {
  const notebook = JSON.parse(fs.readFileSync(file, "utf8")) as Notebook;
  for (const cell of notebook.cells) {
    const source = [cell.source].flat().join("");
    const [, name] = /^const (\w+) = String\.raw`/.exec(source) ?? [];
    if (name !== undefined && lines[name] !== undefined)
      cell.source = source.replace(/&= *`/, () => `&= ${lines[name].join(" \\\\\n  &= ")}\``);
  }
  fs.writeFileSync(file, JSON.stringify(notebook));
}

interface Notebook {
  cells: { cell_type: string; id: string; source: string[] | string }[];
}

/** Plays a student: writes functions into the cells whose stubs they replace. */
function fillIn(file: string, functions: Readonly<Record<string, string>>): void {
  const notebook = JSON.parse(fs.readFileSync(file, "utf8")) as Notebook;
  for (const cell of notebook.cells) {
    const source = [cell.source].flat().join("");
    const [, name] = /^function (\w+)\(/.exec(source) ?? [];
    if (name === undefined || functions[name] === undefined) continue;
    cell.source = functions[name] + source.slice(source.indexOf("\n}\n") + 2);
  }
  fs.writeFileSync(file, JSON.stringify(notebook));
}

test("a number that a stub returns is a variable, to which one can add", () => {
  const notebook = path.join(__dirname, "../../notebooks/exercises/implement-word2vec.ipynb");
  const { cells } = JSON.parse(fs.readFileSync(notebook, "utf8")) as Notebook;
  const stubs = cells
    .map(({ source }) => [source].flat().join(""))
    .filter((text) => text.includes("write me"));
  assert.equal(stubs.length, 7);
  for (const stub of stubs) assert.doesNotMatch(stub, /const \w+ = \d/);
});

test("a teacher makes an edition, students fill it in and check it, the teacher grades all", () => {
  const made = course("make", "edition");
  assert.deepEqual([made.status, made.stderr], [0, ""]);
  assert.deepEqual(fs.readdirSync(path.join(folder, "edition")).sort(), [
    "README.md",
    "course.yaml",
    "derive-word2vec.ipynb",
    "implement-word2vec.ipynb",
  ]);
  const readme = fs.readFileSync(path.join(folder, "edition/README.md"), "utf8");
  assert.ok(readme.includes(hiddenChecksHash()));
  const untouched = path.join(folder, "edition/implement-word2vec.ipynb");

  fs.mkdirSync(path.join(folder, "in/b"), { recursive: true });
  const [ann, bob] = ["in/ann.ipynb", "in/b/bob.ipynb"].map((name) => path.join(folder, name));
  for (const file of [ann, bob]) fs.copyFileSync(untouched, file);
  const empty = course("check", bob);
  assert.equal(empty.status, 1);
  assert.match(
    empty.stdout,
    /The sigmoid: 0 of 2 public checks passed\n {2}numbers by hand: your function fails: write me\n/,
  );

  fillIn(ann, solutions);
  fillIn(bob, {
    ...solutions,
    skipGram: solutions.skipGram.replace("loss += pair.loss", "loss += pair.loss / outside.length"),
  });
  const right = course("check", ann);
  assert.deepEqual([right.status, right.stderr], [0, ""], right.stdout);

  fs.writeFileSync(path.join(folder, "in/cam.ipynb"), "not a notebook");
  for (const name of ["scores.csv", "zoë 名前", "zz\u001b[2J"])
    fs.copyFileSync(path.join(folder, "in/cam.ipynb"), path.join(folder, `in/${name}.ipynb`));
  for (const left of [
    "in/__MACOSX/ann.ipynb",
    "in/b/._bob.ipynb",
    "in/.ipynb_checkpoints/ann-checkpoint.ipynb",
  ]) {
    fs.mkdirSync(path.dirname(path.join(folder, left)), { recursive: true });
    fs.writeFileSync(path.join(folder, left), "no notebook of anybody");
  }
  const graded = course("grade", "in", "--out", "grades", "--course", "edition/course.yaml");
  assert.equal(graded.status, 0, graded.stderr);
  const csv = fs.readFileSync(path.join(folder, "grades/scores.csv"), "utf8").split("\n");
  assert.match(csv[0], /^notebook,points,of,days late,sigmoid,naiveSoftmax,negativeSampling,skipGram,/);
  assert.match(csv[1], /^ann,100,100,0,5,25,25,20,10,10,5,/);
  assert.match(csv[2], /^b\/bob,(8\d|9\d)(\.\d+)?,100,0,5,25,25,\d/);
  assert.match(csv[3], /^cam,0,100,0,.*the file is no notebook/);
  assert.deepEqual(
    csv.slice(4, 7).map((row) => row.split(",", 2)),
    ["notebook scores.csv", "zoë 名前", "zz\u001b[2J"].map((name) => [name, "0"]),
  );
  assert.deepEqual(csv.slice(7), [""], "what Jupyter and macOS leave is not graded");
  assert.match(graded.stdout, /^zz\?\[2J: 0 of 100/m, "what a terminal would obey is not printed");
  const page = fs.readFileSync(path.join(folder, "grades/b/bob/page.html"), "utf8");
  assert.match(page, /loss: the pairs are averaged; the loss of a window is their sum/);
  const results = JSON.parse(fs.readFileSync(path.join(folder, "grades/ann/results.json"), "utf8")) as {
    score: number;
  };
  assert.equal(results.score, 100);
});

test("derivations are handed out, handed in and graded by the same commands, in part where they are in part right", () => {
  assert.equal(course("make", "derive").status, 0);
  fs.mkdirSync(path.join(folder, "derived"));
  const [ann, bob] = ["derived/ann.ipynb", "derived/bob.ipynb"].map((name) => path.join(folder, name));
  for (const file of [ann, bob]) fs.copyFileSync(path.join(folder, "derive/derive-word2vec.ipynb"), file);
  const book = Object.entries(derivationExercises).map(
    ([name, each]) => [name, each.book.map(({ latex }) => latex)] as const,
  );
  deriveIn(ann, Object.fromEntries(book));
  deriveIn(bob, {
    softmaxCentre: [String.raw`U (\hat{y} - y)`],
    sigmoidSlope: [String.raw`\sigma(x)`],
    windowCentre: [String.raw`\left(`.repeat(3000)],
  });
  const untouched = course("check", path.join(folder, "derive/derive-word2vec.ipynb"));
  assert.equal(untouched.status, 1);
  assert.match(untouched.stdout, /Naive softmax, the centre vector \(b\): 0 %\n.*0 of at least 3 lines/);
  const graded = course("grade", "derived", "--out", "derived-grades");
  assert.equal(graded.status, 0, graded.stderr);
  const csv = fs.readFileSync(path.join(folder, "derived-grades/scores.csv"), "utf8").split("\n");
  assert.match(
    csv[0],
    /^notebook,points,of,days late,crossEntropy,softmaxCentre,softmaxOutside,sigmoidSlope,/,
  );
  assert.match(csv[1], /^ann,100,100,0,5,15,15,10,15,15,5,5,5,5,5,/);
  assert.match(csv[2], /^bob,5,100,0,0,5,0,0,0,0,0,0,0,0,0,/);
  const page = fs.readFileSync(path.join(folder, "derived-grades/bob/page.html"), "utf8");
  assert.match(page, /it is at its end, but it jumps/);
  const results = JSON.parse(
    fs.readFileSync(path.join(folder, "derived-grades/bob/results.json"), "utf8"),
  ) as {
    tests: { name: string; score: number; max_score: number }[];
  };
  const [, centre] = results.tests;
  assert.deepEqual(
    [centre.name, centre.score, centre.max_score],
    ["softmaxCentre: lines that are right and follow", 5, 15],
  );
});

test("what is asked wrongly is refused, with what was wanted", () => {
  fs.mkdirSync(path.join(folder, "full"));
  fs.writeFileSync(path.join(folder, "full/mine.txt"), "");
  for (const [args, says] of [
    [[], /^course requires make, check or grade, got none; --help explains them\n$/],
    [["mark", "x"], /got mark/],
    [["check"], /course check requires one path, got 0/],
    [["check", "none.ipynb"], /none\.ipynb is not there/],
    [["check", "full"], /requires a notebook, got the folder full/],
    [["make", "full"], /requires an empty folder, got full, which holds mine\.txt/],
    [["grade", "full"], /requires a folder with notebooks, got none in full/],
    [["grade", "full", "--course", "none.yaml"], /none\.yaml is not there/],
  ] as const) {
    const { status, stderr } = course(...args);
    assert.equal(status, 1, args.join(" "));
    assert.match(stderr, says);
  }
});

test("solutions and outputs of a teacher's notebook stay with the teacher", () => {
  const source =
    "function f() {\n  // SOLUTION\n  return 42;\n  // END SOLUTION\n}\n// SOLUTION\nf();\n// END SOLUTION";
  const cell = { cell_type: "code", id: "a", source, outputs: [{ text: "42" }], execution_count: 3 };
  const made = studentNotebook(JSON.stringify({ cells: [cell], metadata: {} }), "t.ipynb");
  const [stripped] = (JSON.parse(made) as Notebook).cells as unknown as (typeof cell)[];
  assert.equal(
    [stripped.source].flat().join(""),
    'function f() {\n  throw new Error("write me");\n}\nthrow new Error("write me");',
  );
  assert.deepEqual([stripped.outputs, stripped.execution_count], [[], null]);
  const derivation = "String.raw`\na\n  % SOLUTION\n  &= b\n  % END SOLUTION\n`;";
  const other = studentNotebook(JSON.stringify({ cells: [{ ...cell, source: derivation }] }), "t.ipynb");
  const [{ source: left }] = (JSON.parse(other) as Notebook).cells;
  assert.equal([left].flat().join(""), "String.raw`\na\n  % your lines\n`;");
  for (const mark of ["//", "%"]) {
    const open = JSON.stringify({ cells: [{ ...cell, source: `${mark} SOLUTION\nf()` }] });
    assert.throws(
      () => studentNotebook(open, "t.ipynb"),
      new RegExp(`t\\.ipynb, cell a, has a line ${mark} SOLUTION without`),
    );
  }
});

test("the exercises are committed as students get them: laid out, without outputs, with all that is to be written", async () => {
  const address = pathToFileURL(inCheckout("src/setup/format-notebook.mjs")).href;
  const { formatNotebook } = (await import(address)) as { formatNotebook(text: string): Promise<string> };
  const cellsOf = async (name: string): Promise<string[]> => {
    const file = inCheckout(`notebooks/exercises/${name}.ipynb`);
    const text = fs.readFileSync(file, "utf8");
    assert.equal(text, await formatNotebook(text));
    assert.equal(studentNotebook(text, file), text);
    return (JSON.parse(text) as Notebook).cells.map(({ source }) => [source].flat().join(""));
  };
  const sheets = await cellsOf("derive-word2vec");
  for (const [name, { left }] of Object.entries(derivationExercises)) {
    const start = `const ${name} = String.raw`;
    const cell = sheets.find((source) => source.startsWith(start));
    assert.equal(cell?.split("\n  &= `;\n")[0], `${start}\`\n${left}`, name);
    assert.ok(
      cell?.includes(`deriveIt("${name}", ${name})`) && cell.includes(`hint("${name}", ${name}, 1)`),
      name,
    );
  }
  const sources = await cellsOf("implement-word2vec");
  for (const name of Object.keys(solutions)) {
    const cell = sources.find((source) => source.startsWith(`function ${name}(`));
    assert.ok(
      cell?.includes('throw new Error("write me")') && cell.includes(`check("${name}", ${name})`),
      name,
    );
  }
});
