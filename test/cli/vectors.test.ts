import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";

const program = inCheckout("dist/cli/vectors.js");
const folder = mkdtempSync(path.join(tmpdir(), "vectors-"));
after(() => rmSync(folder, { recursive: true }));

function vectors(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, INIT_CWD: folder };
  return spawnSync(process.execPath, [program, ...args], { encoding: "utf8", cwd: folder, env });
}

writeFileSync(path.join(folder, "a.txt"), "4 2\na 1 0\nb 3 4\nc 0 1\nd -1 0\n");
writeFileSync(path.join(folder, "b.txt"), "4 2\na 0 1\nc -1 0\nb -4 3\ne 1 1\n"); // a quarter turn; e for d

test("vectors answers questions in lines and in JSON", () => {
  assert.equal(vectors("neighbours", "a.txt", "a", "--top", "2").stdout, "a\n  b   0.6000\n  c   0.0000\n");
  assert.equal(vectors("analogy", "a.txt", "a", "b", "c", "--top", "1").stdout, "a is to b as c is to\n  d   0.2169\n"); // prettier-ignore
  const similar = JSON.parse(vectors("similarity", "a.txt", "a", "b", "d", "--json").stdout) as unknown;
  assert.deepEqual(similar, { word: "a", similar: [{ word: "b", cosine: 0.6 }, { word: "d", cosine: -1 }] }); // prettier-ignore
  assert.match(vectors("odd-one-out", "a.txt", "a", "b", "c", "d").stdout, /^d\n/);
  assert.match(vectors("info", "a.txt").stdout, /^a\.txt: 4 words, 2 dimensions, as text\n.*decimal\n.*29\n.*a b c d\n$/); // prettier-ignore
});

test("diff tells words, numbers and what no rotation explains", () => {
  const found = JSON.parse(vectors("diff", "a.txt", "b.txt", "--json").stdout) as Record<string, unknown>;
  assert.deepEqual(
    [found.common, found.onlyA, found.onlyB, found.sameOrder, found.equal],
    [3, ["d"], ["e"], false, 0],
  );
  assert.ok(Math.abs(Number(found.rotated) - 1) < 1e-6 && Math.abs(Number(found.cosine)) < 1e-6);
  const same = vectors("diff", "a.txt", "a.txt").stdout;
  assert.match(same, /equal numbers +4 of 4 words\nmean cosine +1\.0000\n/);
});

const long = Array.from({ length: 20_010 }, (_, w) => `w${w} ${w % 97} ${1 + (w % 89)}`);
writeFileSync(path.join(folder, "long.txt"), `20011 2\n${long.join("\n")}\nlast 1 1\n`);

test("project writes a page of the first words of a file, and writes over it when it is told to", () => {
  assert.equal(vectors("project", "a.txt", "c", "--html", "words.html").stdout, "words.html: 4 of 4 words\n");
  const page = readFileSync(path.join(folder, "words.html"), "utf8");
  assert.match(page, /<h1>a\.txt<\/h1>[^]*"begin":"c"/);
  const again = vectors("project", "long.txt", "--html", "words.html", "--force", "--json");
  assert.deepEqual(JSON.parse(again.stdout), { html: "words.html", words: 20_000, of: 20_011 });
  assert.match(readFileSync(path.join(folder, "words.html"), "utf8"), /20,011 words, 2 dimensions/);
});

test("what vectors cannot answer is refused in one clause, with status 1", () => {
  for (const [args, message] of [
    [[], /^vectors requires neighbours or .* or diff, got none\n$/],
    [["neighbors", "a.txt", "a"], /got "neighbors"; did you mean neighbours\?\n$/],
    [
      ["neighbours", "a.txt"],
      /^vectors neighbours requires a file of vectors and at least one word, got \["a\.txt"\]/,
    ],
    [["analogy", "a.txt", "a", "b"], /three words A B C/],
    [["neighbours", "a.txt", "A"], /requires words that a\.txt has, got "A"; for "A", did you mean "a"\?\n$/],
    [["neighbours", "a.txt", "a", "--top", "0"], /--top to be an integer from 1, got 0\n$/],
    [["info", "none.txt"], /none\.txt/],
    [["project", "a.txt"], /^vectors project requires --html OUT, the page, got none\n$/],
    [["project", "a.txt", "x", "--html", "x.html"], /project requires words that a\.txt has, got "x"/],
    [["project", "a.txt", "--html", "a.txt"], /requires another file than the input, got a\.txt/],
    [
      ["project", "a.txt", "--html", "b.txt"],
      /b\.txt is there already; name another file, or replace it with --force/,
    ],
    [
      ["project", "long.txt", "last", "--html", "x.html"],
      /among the first 20000 of long\.txt, .*, got "last"/,
    ],
    [["info", "a.txt", "--html", "x.html"], /requires no --html and no --force, which belong to project/],
    [["info", "a.txt", "--from", "npy"], /a format of vectors is required to be text or /],
  ] as const) {
    const { status, stdout, stderr } = vectors(...args);
    assert.deepEqual([status, stdout], [1, ""], args.join(" "));
    assert.match(stderr, message);
  }
});
