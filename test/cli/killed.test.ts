import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";
import { uniform } from "../../dist/random/random";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { type Call, killAtRandom } from "../kills";
import { code, markdown, notebook } from "../report/notebook";
import { checkout } from "../setup/checkout";
import { fakeNpm } from "../setup/fake-npm";

/*
 * Each command is killed at random moments, up to three times in a row, and then the next step is taken that the command
 * advises. The result has the same bytes as one that nobody killed. KILLS is how many kills there are in all.
 */
const kills = Number(process.env.KILLS ?? 24);
const seed = Number(process.env.KILLS_SEED ?? 1);

const parent = mkdtempSync(path.join(tmpdir(), "killed-"));
after(() => rmSync(parent, { recursive: true, force: true }));

/** A command under test. */
interface Killed {
  /** its share of the kills */
  readonly share: number;
  /** Lays down what a folder of work begins with. */
  prepare(work: string): void;
  /** The command, or its next step where it was killed in this folder before. */
  call(work: string): Call;
  /** Files whose bytes count; those of `whole` are also old or new at every moment. */
  readonly results: readonly string[];
  readonly whole?: readonly string[];
}

const program = (name: string, work: string, ...args: string[]): Call => ({
  args: [inCheckout(`dist/cli/${name}.js`), ...args],
  cwd: work,
  env: { ...process.env, INIT_CWD: work, NODE_TEST_CONTEXT: undefined },
});

const sentence = (s: number): string =>
  Array.from({ length: 9 }, (_, i) => `w${(s * 7 + i * (1 + (s % 3))) % 30}`).join(" ");
const text = Array.from({ length: 200 }, (_, s) => sentence(s)).join("\n");

/** A training, which is continued from its checkpoint where it has one. */
function training(...settings: string[]): Pick<Killed, "prepare" | "call" | "results"> {
  return {
    prepare: (work) => writeFileSync(path.join(work, "text"), text),
    call: (work) => {
      const unfinished =
        existsSync(path.join(work, "run/checkpoint")) && !existsSync(path.join(work, "run/run.json"));
      const finished = existsSync(path.join(work, "run/run.json"));
      if (finished) return { args: ["-e", ""], cwd: work };
      return program(
        "train",
        work,
        "--corpus",
        "text",
        ...settings,
        "--out",
        "run",
        ...(unfinished ? ["--resume"] : []),
      );
    },
    results: ["run/vectors.txt", "run/loss.csv"],
  };
}

const vectors = (words: number, first: number): string =>
  `${words} 3\n` + Array.from({ length: words }, (_, w) => `w${w} ${first} ${w} ${w / 8}\n`).join("");

const commands: Record<string, Killed> = {
  train: { share: 0.15, ...training("--subsample", "1", "--iterations", "400") },
  "train --fast": { share: 0.15, ...training("--fast", "--minimum-count", "1", "--epochs", "40") },
  "convert to a pair of files": {
    share: 0.15,
    prepare: (work) => {
      writeFileSync(path.join(work, "v.txt"), vectors(20_000, 1));
      writeFileSync(path.join(work, "w.tsv"), "0\t0\t0\n");
      writeFileSync(path.join(work, "w-metadata.tsv"), "old\n");
    },
    call: (work) => program("convert", work, "v.txt", "w.tsv", "--force"),
    results: ["w.tsv", "w-metadata.tsv"],
    whole: ["w.tsv", "w-metadata.tsv"],
  },
  "derive --html": {
    share: 0.1,
    prepare: (work) => {
      writeFileSync(path.join(work, "d.tex"), "$$x + 1 = 1 + x$$\n");
      writeFileSync(path.join(work, "d.html"), "old, and no page of verdicts");
    },
    call: (work) => program("derive", work, "d.tex", "--html", "d.html", "--force"),
    results: ["d.html"],
    whole: ["d.html"],
  },
  "evaluate --json > file": {
    share: 0.1,
    prepare: (work) => {
      writeFileSync(path.join(work, "v.txt"), vectors(200, 1));
      writeFileSync(path.join(work, "p.tsv"), "w1\tw2\t1\nw3\tw9\t2\nw4\tw5\t3\n");
      writeFileSync(path.join(work, "print.cjs"), redirect);
    },
    call: (work) => ({
      ...program("evaluate", work),
      args: ["print.cjs", inCheckout("dist/cli/evaluate.js")],
    }),
    results: ["printed.json"],
  },
  "vectors project --html": {
    share: 0.1,
    prepare: (work) => {
      writeFileSync(path.join(work, "v.txt"), vectors(200, 1));
      writeFileSync(path.join(work, "map.html"), "old, and no page of words");
    },
    call: (work) => program("vectors", work, "project", "v.txt", "w1", "w2", "--html", "map.html", "--force"),
    results: ["map.html"],
    whole: ["map.html"],
  },
  "data --from": {
    share: 0.15,
    prepare: prepareData,
    call: (work) => ({
      ...program("data", work),
      args: [...byLink, path.join(`${work}-checkout`, "dist/cli/data.js"), "sst", "--from", "mine.txt"],
    }),
    results: ["data/cache/mine.txt"],
    whole: ["data/cache/mine.txt"],
  },
  report: {
    share: 0.03, // ten seconds each
    prepare: (work) => {
      mkdirSync(path.join(work, "chapters"));
      const cells = [markdown("title", "# One\n\nA question?"), code("sum", "console.log(1 + 1)", [])];
      for (const name of ["01-one", "02-two"])
        writeFileSync(path.join(work, "chapters", `${name}.ipynb`), JSON.stringify(notebook(cells)));
    },
    call: (work) => program("report", work, "--notebooks", "chapters", "--out", "pages"),
    results: ["01-one", "02-two", "check", "index"].map((name) => `pages/${name}.html`),
  },
  "set-up": {
    share: 0.1,
    prepare: (work) => void checkout({ after: () => {} }, work),
    call: (work) => {
      const root = path.join(work, readdirSync(work)[0]);
      const env = { ...process.env, ...fakeNpm(root), NODE_TEST_CONTEXT: undefined, PYTHON: undefined };
      return { args: [path.join(root, "src/setup/run.cjs"), "build"], cwd: root, env };
    },
    results: ["*/node_modules/typescript/bin/tsc", "*/node_modules/.set-up.json", "*/dist-test/.set-up.json"],
  },
};

/** Node takes a linked program for one that lies where the link is. */
const byLink = ["--preserve-symlinks", "--preserve-symlinks-main"];

/** A checkout beside the folder of work that only fetches, and whose corpus is a text of some megabytes. */
function prepareData(work: string): void {
  const corpus = Buffer.from(sentence(3).repeat(100_000));
  writeFileSync(path.join(work, "mine.txt"), corpus);
  const known = JSON.parse(readFileSync(inCheckout("data/corpora.json"), "utf8")) as Record<string, object>;
  const sha256 = createHash("sha256").update(corpus).digest("hex");
  Object.assign(known.sst, { file: "mine.txt", bytes: corpus.length, sha256 });
  mkdirSync(path.join(work, "data/cache"), { recursive: true });
  writeFileSync(path.join(work, "data/corpora.json"), JSON.stringify(known));
  const links = {
    dist: inCheckout("dist"),
    node_modules: inCheckout("node_modules"),
    data: path.join(work, "data"),
  };
  mkdirSync(`${work}-checkout`);
  for (const [name, target] of Object.entries(links))
    symlinkSync(target, path.join(`${work}-checkout`, name));
}

/** Calls a program with its standard output in a file, as a shell does. */
const redirect = `const fs = require("node:fs");
const out = fs.openSync("printed.json", "w");
const args = [process.argv[2], "v.txt", "--pairs", "p.tsv", "--json"];
process.exitCode = require("node:child_process").spawnSync(process.execPath, args, { stdio: ["ignore", out, 2] }).status;`;

/** The bytes of a file, as text that a failure shows; "none" where it is not there. */
function read(work: string, name: string): string {
  const file = path.join(work, name.replace("*", readdirSync(work)[0] ?? ""));
  return existsSync(file) ? readFileSync(file, "latin1") : "none";
}

function finish(name: string, call: Call): void {
  const { status, stderr } = spawnSync(process.execPath, call.args, { ...call, encoding: "utf8" });
  assert.equal(status, 0, `${name}: ${stderr}`);
}

let folders = 0;

function prepared(command: Killed): string {
  const work = path.join(parent, String(folders++));
  mkdirSync(work);
  command.prepare(work);
  return work;
}

for (const [name, command] of Object.entries(commands)) {
  test(`${name}, killed at random moments, gives what it gives undisturbed`, async (t) => {
    if (kills * command.share < 1) return t.skip(`KILLS=${Math.ceil(1 / command.share)} kills it once`);
    const random = new Xoshiro128(seed);
    const undisturbed = prepared(command);
    const old = command.whole?.map((file) => read(undisturbed, file));
    const begun = performance.now();
    finish(name, command.call(undisturbed));
    const life = performance.now() - begun;
    const expected = command.results.map((file) => read(undisturbed, file));
    let killed = 0;
    for (let called = 0; killed < kills * command.share;) {
      assert.ok(called < 5 * kills, "it ends before it can be killed");
      const work = prepared(command);
      for (let row = Math.ceil(3 * uniform(random)); row > 0; row--, called++) {
        if (await killAtRandom(command.call(work), work, life, random)) killed++;
        const now = command.whole?.map((file) => read(work, file));
        if (now)
          assert.ok(
            [old, expected].some((state) => String(state) === String(now)),
            `${name}: ${String(now).slice(0, 200)}`,
          );
      }
      finish(name, command.call(work));
      assert.deepEqual(
        command.results.map((file) => read(work, file)),
        expected,
      );
      const left = readdirSync(work, { recursive: true, encoding: "utf8" }).filter((file) =>
        /\.w2v-|\.new$|\.tmp$/.test(file),
      );
      assert.deepEqual(left, [], "nothing is left of what was killed");
      rmSync(work, { recursive: true });
    }
    t.diagnostic(`${killed} kills`);
  });
}
