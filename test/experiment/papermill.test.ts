import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { venvPython } from "../../dist/files/checkout";
import { projectEnvironment } from "../../dist/processes/environment";
import { writeDeclaring } from "./declaring-chapter";
import { LightChapter } from "./light-chapter";

const light = new LightChapter();
after(() => light.remove());

/** What papermill writes into a chapter for parameters. */
function translated(parameters: object): string {
  const program = `
import sys, json, papermill
from papermill.translators import papermill_translators
print(papermill_translators.find_translator("tslab", "typescript").codify(json.loads(sys.argv[1])))`;
  return execFileSync(venvPython, ["-c", program, JSON.stringify(parameters)], {
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  });
}

function papermill(...args: string[]): { status: number | null; stderr: string } {
  const env = projectEnvironment(process.env);
  return spawnSync(venvPython, ["-m", "papermill", light.chapter, ...args], {
    encoding: "utf8",
    env,
    cwd: "/",
  });
}

test("values arrive in TypeScript as they were, whatever is in them", () => {
  const values = {
    quotes: '"; process.exit(1); //',
    template: "${process.exit(1)}`",
    lines: "a\nb\u2028c\\",
    markup: "</script><!-- 😀",
    number: -1e-7,
    yes: true,
    nothing: null,
    list: [1, "two"],
    object: { ["__proto__"]: { polluted: true }, "a-b": "'" },
  };
  const source = translated(values);
  assert.ok(
    [...source].every((letter) => letter === "\n" || (letter >= " " && letter <= "~")),
    "plain ASCII",
  );
  const names = Object.keys(values);
  const run = new Function(
    `let ${names.join(", ")};\n${source}\nreturn [${names.join(", ")}];`,
  ) as () => unknown[];
  assert.deepEqual(run(), Object.values(values));
});

test("a name that is no name, and a value that JSON does not have, are refused", () => {
  assert.throws(
    () => translated({ "x; process.exit()": 1 }),
    /a parameter requires a name of letters and digits/,
  );
  const infinite = papermill("/dev/null", "-p", "stepSize", "inf");
  assert.match(infinite.stderr, /a parameter requires a value that JSON can express, got inf/);
});

test("papermill itself runs a chapter in the chapter's folder, with its parameters", () => {
  const out = path.join(light.folder, "out.ipynb");
  const { status, stderr } = papermill(out, "-p", "dimensions", "7", "-p", "note", "${1}");
  assert.equal(status, 0, stderr);
  const cells = (
    JSON.parse(readFileSync(out, "utf8")) as { cells: { source: string[]; execution_count: number }[] }
  ).cells;
  assert.equal(cells[1].source.join(""), '// Parameters\ndimensions = 7;\nnote = "${1}";\n');
  assert.ok(cells.every((cell) => cell.execution_count > 0));
});

test("papermill itself refuses a parameter that the chapter does not have, before a kernel starts", () => {
  const { status, stderr } = papermill(path.join(light.folder, "out.ipynb"), "-p", "dimension", "7");
  assert.equal(status, 1);
  assert.match(
    stderr,
    /the notebook has no parameter dimension; its parameters: corpus, iterations, dimensions/,
  );
});

test("a chapter gets values of any kind, in every way of declaring them, and papermill refuses wrong ones", () => {
  const source = [
    "let q = 'x', n = 1_000",
    "const fixed = 1; // cannot be assigned to",
    "let xs = [1], o: { a: number } = { a: 1 }, any = null, open = undefined",
    "let mode: 'a' | 'b' = 'a'",
  ].join("\n");
  const file = writeDeclaring(
    light.folder,
    source,
    "console.log(JSON.stringify({ q, n, fixed, xs, o, any, open, mode }))",
  );
  const values = { q: "a,b", n: 5, fixed: 2, xs: ["y", 2], o: { a: 3 }, any: { b: [null] }, open: "z", mode: "b" }; // prettier-ignore
  const given = path.join(light.folder, "values.yaml");
  const set = (parameters: object): { status: number | null; stderr: string } => {
    writeFileSync(given, JSON.stringify(parameters));
    const out = path.join(light.folder, "out.ipynb");
    return spawnSync(venvPython, ["-m", "papermill", file, out, "-f", given], {
      encoding: "utf8",
      env: projectEnvironment(process.env),
    });
  };
  const { status, stderr } = set(values);
  assert.equal(status, 0, stderr);
  const { cells } = JSON.parse(readFileSync(path.join(light.folder, "out.ipynb"), "utf8")) as { cells: { outputs: { text: string[] }[] }[] }; // prettier-ignore
  assert.deepEqual(JSON.parse(cells.at(-1)?.outputs[0].text.join("") ?? ""), values);
  const refused = set({ n: "five" });
  assert.match(refused.stderr, /the parameter n requires a number, got "five"/);
});
