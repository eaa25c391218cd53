import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { defaultCourse, parseCourse } from "../../dist/course/grading/course-file";
import { gradeNotebook, type Score } from "../../dist/course/grading/grade";
import { writeEdition } from "../../dist/course/grading/edition";
import { gradescopeResults, scoresCsv } from "../../dist/course/grading/score-files";
import { solutions } from "./solutions";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "grade-"));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const imports = `import { zeros, type Matrix } from "../../dist/model/matrix";
import { show } from "../../dist/notebook/show";
import type { PairLoss, PairResult, WindowResult } from "../../dist/course/student-functions";`;

/** A notebook of these cells. */
function notebook(name: string, cells: readonly string[]): string {
  const file = path.join(folder, `${name}.ipynb`);
  const written = cells.map((source, i) => ({
    cell_type: "code",
    id: `c${i}`,
    metadata: {},
    outputs: [],
    source,
  }));
  fs.writeFileSync(file, JSON.stringify({ cells: written, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  return file;
}

/** An expression of the student's process, got at through a function that is lent to the notebook. */
const escape = (code: string): string => `console.log.constructor("return process")().${code}`;

const limits = { ...defaultCourse, seconds: 2, megabytes: 400 };
const grade = (name: string, cells: readonly string[]): Promise<Score> =>
  gradeNotebook(notebook(name, cells), limits);
const all = [imports, ...Object.values(solutions)];
const pointsOf = (score: Score): number[] => score.exercises.map(({ points }) => points);

test("a notebook with every function right has all points, whatever it shows and checks beside", async () => {
  const score = await grade("right", [
    ...all,
    'import { check } from "../../dist/course/check";\nshow(await check("sigmoid", sigmoid));',
  ]);
  assert.deepEqual(score.trouble, []);
  for (const { name, outcomes } of score.exercises)
    for (const { title, says } of outcomes) assert.deepEqual(says, [], `${name}, ${title}`);
  assert.equal(score.points, score.of);
});

test("a wrong function costs its own points only, with what is wrong; a missing one has none", async () => {
  const wrong = solutions.naiveSoftmax.replace("(w === o ? 1 : 0)", "0");
  const { sigmoid, descend } = solutions;
  const score = await grade("wrong", [imports, sigmoid, wrong, descend]);
  assert.deepEqual(pointsOf(score), [5, 0, 0, 0, 0, 0, 5]);
  assert.match(score.exercises[1].outcomes[1].says.join(), /dVc: the word that came is missing/);
  assert.match(score.exercises[2].outcomes[0].says.join(), /there is no function negativeSampling/);
});

test("a cell that fails or loops costs nothing; a function that loops costs its own points", async () => {
  const looping = "function windowAt() { for (;;) {} }";
  const cells = [
    ...all.filter((cell) => !cell.includes("function windowAt")),
    "throw new Error('oh')",
    "while (true) {}",
    looping,
  ];
  const score = await grade("loops", cells);
  assert.deepEqual(pointsOf(score), [5, 25, 25, 20, 0, 10, 5]);
  assert.deepEqual(score.trouble, [
    "cell c7 (throw new Error('oh')): oh",
    "cell c8 (while (true) {}): it takes more than 2 s, which is the limit: is there a loop that never ends?",
  ]);
});

test("a notebook cannot give itself points, read solutions, write files or start programs", async () => {
  const target = path.join(folder, "written.txt");
  const cheats = {
    "replaces assert": `import assert from "node:assert/strict"; (assert as any).ok = () => {}; (assert as any).deepEqual = () => {};`,
    "replaces the checks": `import * as c from "../../dist/course/check"; (c as any).check = () => ({ passed: true });`,
    "imports a solution": `import { naiveSoftmax as theirs } from "../../dist/model/naive-softmax"; var naiveSoftmax = theirs;`,
    "imports the exercises": `import { exercises } from "../../dist/course/exercises"; var sigmoid = exercises.sigmoid.right;`,
    "replaces Math": `Math.exp = () => 1; Math.abs = () => 0;`,
    "reads the answers": `var sigmoid = ${escape(`mainModule.require(${JSON.stringify(path.join(__dirname, "../../dist/course/exercises/sigmoid.js"))})`)}.sigmoidExercise.right`,
    "reads a file": `var read = ${escape("mainModule.require('fs').readFileSync('/etc/passwd')")}`,
    "writes a file": `${escape(`mainModule.require('fs').writeFileSync(${JSON.stringify(target)}, 'x')`)}`,
    "starts a program": `${escape("mainModule.require('child_process').execSync('touch " + target + "')")}`,
    "ends the process": escape("exit(0)"),
    "kills the grader": escape("kill(" + process.pid + ", 'SIGKILL')"),
    "loads a library": escape("dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6')"),
    "starts a thread": `new (${escape("mainModule.require('worker_threads').Worker")})("1", { eval: true })`,
    "writes its heap": escape(`mainModule.require('v8').writeHeapSnapshot(${JSON.stringify(target)})`),
    "ends the process later": `setTimeout(() => ${escape("exit(0)")}, 0);`,
    "floods the grader": `for (let i = 0; i < 9; i++) ${escape("send({ kind: 'answer', value: 'y'.repeat(1e8) })")}`,
    "returns what has no end": `function sigmoid() { const all: number[] = []; all.length = 2 ** 32 - 1; return all; }`,
    "answers for the grader": escape("send({ kind: 'answer', value: 0.5 })"),
  };
  for (const [what, code] of Object.entries(cheats)) {
    const score = await grade(what.replaceAll(" ", "-"), [code]);
    assert.equal(
      score.points,
      0,
      `${what}: ${JSON.stringify(score.exercises.map(({ outcomes }) => outcomes))}`,
    );
    assert.ok(!fs.existsSync(target), what);
  }
});

test("much output and much memory do not stop the grader", async () => {
  const loud = await grade("loud", [
    imports,
    solutions.sigmoid,
    "for (let i = 0; i < 1e5; i++) console.log('x'.repeat(1000));",
  ]);
  assert.deepEqual(pointsOf(loud), [5, 0, 0, 0, 0, 0, 0]);
  const large = await grade("large", [
    imports,
    "const kept: Float64Array[] = []; while (true) kept.push(new Float64Array(1e6).fill(1));",
  ]);
  assert.equal(large.points, 0);
  assert.match(large.trouble.join(), /takes? more than 400 MB|ends the process|takes? more than \d s/);
});

test("what is no notebook is named, and its points are none", async () => {
  const file = path.join(folder, "damaged.ipynb");
  for (const text of ["", "{", "[]", '{"cells": 3}', "null"]) {
    fs.writeFileSync(file, text);
    const { points, trouble } = await gradeNotebook(file, limits);
    assert.equal(points, 0);
    assert.match(trouble.join(), /the file is no notebook/);
  }
});

test("a link and a pipe are no notebooks: what they lead to is not read", async () => {
  const [whole, link, pipe] = ["whole", "link", "pipe"].map((name) => path.join(folder, `${name}.ipynb`));
  notebook("whole", all);
  fs.symlinkSync(whole, link);
  execFileSync("mkfifo", [pipe]);
  for (const file of [link, pipe]) {
    const { points, of, trouble } = await gradeNotebook(file, limits);
    assert.deepEqual([points, of], [0, 100]);
    assert.match(trouble.join(), /the file is no notebook: it is a link, or no plain file/);
  }
});

test("a cell may throw whatever it likes; a function that is async is told so; a clock that was turned back does not help", async () => {
  const odd = await grade("odd", [
    imports,
    solutions.sigmoid,
    "throw Object.create(null)",
    "throw { get message() { throw 1; } }",
  ]);
  assert.deepEqual(pointsOf(odd), [5, 0, 0, 0, 0, 0, 0]);
  assert.match(
    odd.trouble.join("; "),
    /cell c2 \(throw Object.create\(null\)\): it throws what has no message; cell c3 .*: it throws/,
  );
  const later = await grade("later", [solutions.sigmoid.replace("function", "async function")]);
  assert.match(
    JSON.stringify(later.exercises[0].outcomes),
    /it returns a promise; leave async and await out/,
  );
  const turned = await grade("turned", [
    `${escape("cpuUsage = () => ({ user: 1e9, system: 0 })")}`,
    solutions.sigmoid.replace("{", "{ for (let i = 0; i < 1e5; i++);"),
  ]);
  assert.match(JSON.stringify(turned.exercises[0].outcomes), /it takes \d+ times as long as the book's/);
});

test("a cell that is no TypeScript is named, and so is a name that was awaited; the others count", async () => {
  const score = await grade("broken", [
    imports,
    solutions.sigmoid,
    "function broken( {",
    "const found = await Promise.resolve(1);\nfound + 1;",
  ]);
  assert.deepEqual(pointsOf(score), [5, 0, 0, 0, 0, 0, 0]);
  assert.match(
    score.trouble.join("; "),
    /cell c2 \(function broken\( {\): it is no TypeScript: .* expected.*cell c3 .*: found is not there, since nothing is awaited/,
  );
});

test("a name that is declared again is what the later cell says, as in a notebook", async () => {
  const wrong = "const sigmoid = (x: number): number => 0; let scale: number | undefined = 2; class Box {}";
  const again = `${solutions.sigmoid.replace(/^function sigmoid/m, "const sigmoid = function")}\nclass Box {}; let scale;`;
  const score = await grade("again", [
    wrong,
    again,
    "if (scale !== undefined) throw new Error('it is kept')",
  ]);
  assert.deepEqual([score.trouble, score.exercises[0].points], [[], 5]);
});

test("why a cell or a function fails is said in plain words, with the limit that it met", async () => {
  const score = await grade("plain", [
    "// a comment first\nconst f = (): number => f(); f()",
    "new Array(-1)",
    "return 3",
    "throw 3",
    escape("mainModule.require('fs').readFileSync('/etc/passwd')"),
    "function sigmoid() { return Symbol('a'); }",
    "function descend() { const all = []; for (;;) all.push(new Array(1e5).fill(1)); }",
  ]);
  const says = [
    /^cell c0 \(const f = \(\): number => f\(\); f\(\)\): it calls itself more often/,
    /^cell c1 .*: a list or a text becomes longer than any may be/,
    /^cell c2 .*: a return stands outside of every function$/,
    /^cell c3 .*: it throws 3$/,
    /^cell c4 .*…\): while a notebook is graded, it may not read or write a file/,
  ];
  for (const [i, each] of says.entries()) assert.match(score.trouble[i], each);
  const outcomes = (name: string): string =>
    JSON.stringify(score.exercises.find((each) => each.name === name)?.outcomes);
  assert.match(outcomes("sigmoid"), /it returns what is no number, text or list of them/);
  assert.match(outcomes("descend"), /it takes more than (400 MB|2 s), which is the limit: (does|is)/);
});

test("the students' edition says when it is due, and what lateness takes", () => {
  const edition = path.join(folder, "edition");
  fs.mkdirSync(edition);
  const course = parseCourse("due: 2026-12-10T23:59:00+01:00\nlatePerDay: 25\n", "c.yaml");
  writeEdition(edition, [path.join(__dirname, "../../notebooks/exercises/implement-word2vec.ipynb")], course);
  assert.match(
    fs.readFileSync(path.join(edition, "README.md"), "utf8"),
    /run in this folder[^]*due on 2026-12-10T22:59:00.000Z; each day that has begun after it takes 25 % of the points\./,
  );
});

test("late notebooks lose a share for each day that has begun", async () => {
  const file = notebook("late", [imports, solutions.sigmoid]);
  const due = new Date(fs.statSync(file).mtimeMs - 1.5 * 86_400_000);
  const points = {
    ...defaultCourse.points,
    naiveSoftmax: 0,
    negativeSampling: 0,
    skipGram: 0,
    windowAt: 0,
    negativesTable: 0,
    descend: 0,
  };
  const score = await gradeNotebook(file, { ...limits, points, due, latePerDay: 20 });
  assert.deepEqual([score.points, score.of, score.daysLate], [3, 5, 2]);
});

test("scores are one row a notebook, and Gradescope's tests; no field is computed by a spreadsheet", () => {
  const outcome = { title: "t", hidden: true, passed: false, says: ["no"] };
  const exercise = {
    name: "sigmoid" as const,
    title: "S",
    points: 2,
    of: 4,
    outcomes: [outcome, { ...outcome, passed: true, says: [] }],
  };
  const score: Score = {
    file: "f",
    points: 2,
    of: 4,
    daysLate: 0,
    exercises: [exercise],
    trouble: ['=1+1, "x"'],
  };
  assert.equal(
    scoresCsv([{ name: "=a", score }]),
    `notebook,points,of,days late,sigmoid,trouble\n'=a,2,4,0,2,"'=1+1, ""x"""\n`,
  );
  const { tests } = gradescopeResults(score) as { tests: Record<string, unknown>[] };
  assert.deepEqual(tests[0], {
    name: "sigmoid: t",
    score: 0,
    max_score: 2,
    status: "failed",
    output: "no",
    visibility: "after_published",
  });
});

test("a course file says points, date and limits; what it gets wrong is named", () => {
  const { points, due, seconds } = parseCourse(
    "points: { sigmoid: 50 }\ndue: 2026-12-10T23:59:00Z\nseconds: 5\n",
    "c.yaml",
  );
  assert.deepEqual(
    [points.sigmoid, points.skipGram, due?.toISOString(), seconds],
    [50, 20, "2026-12-10T23:59:00.000Z", 5],
  );
  assert.deepEqual(parseCourse("", "c.yaml"), defaultCourse);
  for (const [text, error] of [
    ["points: { sigmiod: 1 }", /^c\.yaml requires points for exercises among .*, got sigmiod$/],
    ["points: { sigmoid: -1 }", /requires points\.sigmoid to be a number from 0/],
    ["due: tomorrow", /requires due to be a date with its time zone, such as .*, got tomorrow$/],
    ["due: 2026-02-30T10:00:00Z", /requires due to be a date .*, got 2026-02-30T10:00:00Z$/],
    ["due: 2026-12-10T23:59", /requires due to be a date with its time zone/],
    ["due: 2026-12-10", /requires due to be a date with its time zone/],
    ["title: { a: 1 }", /requires title to be a text, got \{"a":1\}$/],
    ["seconds: 0", /requires seconds to be a number from 1 to 3600, got 0$/],
    ["grace: 3", /requires keys among title, .*, got grace$/],
    ["a: [", /requires YAML/],
    ["title: *none", /requires YAML, got Unresolved alias/],
    ["- 3", /requires keys with values/],
  ] as const)
    assert.throws(() => parseCourse(text, "c.yaml"), { message: error });
});
