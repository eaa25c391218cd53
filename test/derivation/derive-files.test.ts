import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { deriveCommand } from "../../dist/cli/derive";
import { inCheckout } from "../../dist/files/checkout";

const right = "%% x: scalar\n$$ (x+1)^2 = x^2 + 2x + 1 $$\n";
const wrong = "%% x: scalar\n$$ (x+1)^2 = x^2 - 2x + 1 $$\n";
const unreadable = "%% x: scalar\n$$ x = \\frac{1} $$\n";
const undeclarable = "%% x: skalar\n$$ x = x $$\n";
const hostile = "%% x: scalar\n<script>alert(1)</script> $$ x = x + <img> $$\n$$ x = 2 x $$\n";

interface Ran {
  status: number;
  text: string;
  progress: string;
}

/** A folder with these files, and what the command prints in it. */
function folderOf(t: TestContext, files: Record<string, string>): (...args: string[]) => Promise<Ran> {
  const folder = mkdtempSync(path.join(tmpdir(), "derive-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return async (...args) => {
    let text = "";
    let progress = "";
    const stdout = { write: (part: string): void => void (text += part) };
    const stderr = { write: (part: string): void => void (progress += part) };
    const stdin = (): string => right;
    const around = { stdout, stderr, folder, stdin };
    const named = args.map((each) => (each.startsWith("OUT") ? path.join(folder, "page.html") : each));
    return { status: await deriveCommand(named, around), text, progress };
  };
}

test("status 1 for a wrong line, else 2 for what could not be read, else 0", async (t) => {
  const run = folderOf(t, { "a.tex": right, "b.tex": wrong, "c.tex": unreadable, "d.tex": undeclarable });
  assert.equal((await run("a.tex")).status, 0);
  assert.equal((await run("-")).status, 0);
  assert.equal((await run("b.tex", "c.tex")).status, 1);
  assert.equal((await run("a.tex", "c.tex")).status, 2);
  assert.equal((await run("d.tex")).status, 2);
  assert.equal((await run("missing.tex")).status, 2);
  assert.equal((await run()).status, 2);
});

test("a file that cannot be read says why, in words", async (t) => {
  const run = folderOf(t, { "a.pdf": "%PDF-1.7\n", "b.txt": "", "c.txt": "no formula" });
  const said = async (name: string): Promise<string> => (await run(name)).text.split("\n")[0];
  assert.equal(await said("missing.tex"), "missing.tex: it is not there; check the name");
  assert.equal(
    await said("c.txt/a.tex"),
    "c.txt/a.tex: it leads through a file as if that were a folder; check the path",
  );
  assert.equal(await said("a.pdf"), "a.pdf: there is no derivation in it, which is a PDF document");
  assert.equal(await said("b.txt"), "b.txt: there is no derivation in it");
});

test("several files are checked in threads, reported in order, with progress beside the report", async (t) => {
  const files = Object.fromEntries(["a", "b", "c", "d"].map((name) => [`${name}.tex`, right]));
  const run = folderOf(t, { ...files, "e.md": wrong });
  const { status, text, progress } = await run(".");
  assert.equal(status, 1);
  assert.deepEqual(
    [...text.matchAll(/^(\w\.\w+):/gm)].map(([, name]) => name),
    ["a.tex", "b.tex", "c.tex", "d.tex", "e.md"],
  );
  assert.match(text, /\n5 lines: 4 right, 1 wrong here\n$/);
  assert.match(progress, /5 of 5 files/);
});

test("a wrong line is shown as its author wrote it, with a caret under the place", async (t) => {
  const { text } = await folderOf(t, { "a.tex": wrong })("a.tex");
  const rows = text.split("\n");
  assert.equal(rows[1].trimEnd(), "    $$ (x+1)^2 = x^2 - 2x + 1 $$");
  assert.equal(rows[2].indexOf("^"), rows[1].indexOf("x^2 -"));
});

test("--json is one object that its schema describes, for refused files as well, and its edits mend the lines", async (t) => {
  const run = folderOf(t, { "a.tex": wrong, "b.tex": undeclarable, "c.tex": unreadable, "d.tex": hostile });
  const { text } = await run("a.tex", "b.tex", "c.tex", "d.tex", "missing.tex", "--json");
  const record = JSON.parse(text);
  const Ajv = createRequire(require.resolve("eslint"))("ajv"); // the validator that comes with the linter
  const validator = new Ajv({ allErrors: true });
  const schema = JSON.parse(readFileSync(inCheckout("src", "derivation", "derive.schema.json"), "utf8"));
  assert.ok(validator.validate(schema, record), JSON.stringify(validator.errors));
  assert.ok(!validator.validate(schema, { ...record, version: 2 }), "the schema refuses something");
  assert.deepEqual(
    record.files.map(({ file }: { file: string }) => file),
    ["a.tex", "b.tex", "c.tex", "d.tex", "missing.tex"],
  );
  assert.match(record.files[1].errors[0], /`skalar` is not a kind/);
  const [edit] = record.files[0].lines[0].edits;
  const mended = wrong.slice(0, edit.from) + edit.replacement + wrong.slice(edit.to);
  assert.equal((await folderOf(t, { "m.tex": mended })("m.tex")).status, 0, mended);
});

test("--html writes one page for all files, without a script, in which no text of a file is markup", async (t) => {
  const run = folderOf(t, { "a.tex": right, "b.tex": hostile, "c.tex": undeclarable });
  const out = await run("a.tex", "b.tex", "c.tex", "--html", "OUT");
  const shown = /^(.*page\.html) shows/m.exec(out.text)?.[1] ?? "";
  const page = readFileSync(shown, "utf8");
  assert.ok(!/<script|<img|https?:\/\/(?!www\.w3\.org)/.test(page), "nothing runs, and nothing is fetched");
  assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  for (const anchor of ["file-1", "file-2", "file-3"])
    assert.ok(page.includes(`id="${anchor}"`) && page.includes(`href="#${anchor}"`), anchor);
  assert.match(page, /✓ right/);
  assert.match(page, /✗ wrong here/);
  assert.match(page, /<math/);
});

test("--html writes over its own page, and over nothing else without --force", async (t) => {
  const run = folderOf(t, { "a.tex": right, "mine.html": "<p>mine" });
  for (let time = 0; time < 2; time++) assert.equal((await run("a.tex", "--html", "OUT")).status, 0);
  await assert.rejects(run("a.tex", "--html", "mine.html"), /mine\.html is there already; .* --force$/);
  assert.equal((await run("a.tex", "--html", "mine.html", "--force")).status, 0);
  await assert.rejects(
    run("a.tex", "--html", "a.tex", "--force"),
    /another file than the input, got .*a\.tex/,
  );
  await assert.rejects(run("a.tex", "--html", "."), /EISDIR/);
  await assert.rejects(run("a.tex", "--force"), /^Error: --force requires --html OUT/);
});

test("--watch checks again when a file changes", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "derive-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "a.tex");
  writeFileSync(file, wrong);
  const end = new AbortController();
  const seen: string[] = [];
  const stdout = {
    write: (part: string): void => {
      seen.push(part);
      if (part.includes("1 wrong here")) writeFileSync(file, right + right);
      if (part.includes("2 right")) end.abort();
    },
  };
  const status = await deriveCommand(["a.tex", "--watch"], { stdout, folder, signal: end.signal });
  assert.equal(status, 0);
  assert.match(seen.join(""), /1 line: 1 wrong here\n\n[^]*2 lines: 2 right/);
});
