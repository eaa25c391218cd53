import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { listDocuments, openDocument, openDocuments } from "../../../dist/derivation/documents/open-document";
import { statementText, statementsIn } from "./reading";

const folder = mkdtempSync(path.join(tmpdir(), "documents-"));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(path.join(folder, "outside.tex"), "$$ out = side $$");
for (const [name, text] of [
  [
    "main.tex",
    "\\newcommand{\\q}{z}\n\\input{parts/one}\n$$ c = d $$ \\include{two.tex} \\input{none} \\input{../outside} \\input{link}",
  ],
  [
    "parts/one.tex",
    "\\documentclass{article}\\begin{document}\n$$ a = \\q $$ \\input{main}\\end{document} $$ e = f $$",
  ],
  ["two.tex", "\uFEFF$$ = g $$"],
  ["notes.md", "$$ h = i $$"],
  ["picture.png", "$$"],
  [".hidden/x.tex", "$$"],
] as const) {
  const file = path.join(folder, "work", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
symlinkSync(path.join(folder, "outside.tex"), path.join(folder, "work", "link.tex"));

test("files that a document includes are read at their place, in their own sources", () => {
  const document = openDocument("work/main.tex", { folder });
  assert.deepEqual(statementsIn(document).map(statementText), ["a = z", "c = d", "= g"]);
  assert.deepEqual(
    document.sources.map(({ file }) => file),
    ["work/main.tex", "work/parts/one.tex", "work/two.tex"],
  );
  const [display] = document.parts.filter(({ kind }) => kind === "display");
  assert.equal(display.source.text.slice(display.start, display.end), "$$ a = \\q $$");
});

test("a file that is included within a formula is read there, at the place of its call", () => {
  const within = path.join(folder, "within");
  mkdirSync(within);
  const files = {
    "formula.tex": "$$ (a + b)^2 = \\input{square} = c $$ $$ a = \\input{none} $$ $$ a = \\input{endless} $$",
    "square.tex": "\\newcommand{\\twice}{2} a^2 + \\twice a b + \\input{last} % the square",
    "last.tex": "b^2\n",
    "endless.tex": "a + \\input{endless}",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(within, name), text);
  const document = openDocument("formula.tex", { folder: within });
  const [first, missing, endless] = statementsIn(document);
  assert.equal(statementText(first), "(a+b)^2 = a^2+2ab+b^2 = c");
  const { text } = document.sources[0];
  const [{ side }] = first.steps;
  assert.equal(text.slice(side.start, side.end), "\\input{square}");
  assert.match(statementText(missing), /input/);
  assert.match(statementText(endless), /^a = a\+a\+/);
});

test("what is not there, lies outside or includes itself is not read, and listed", () => {
  const { unchecked } = openDocument("work/main.tex", { folder });
  assert.deepEqual(
    unchecked.map(({ source, start, end, reason }) => [source.text.slice(start, end), reason]),
    [
      ["\\input{main}", "`main` is not read: it includes itself"],
      ["\\input{none}", "`none` is not read: no such file lies beside the document"],
      ["\\input{../outside}", "`../outside` is not read: only what lies below the document's folder is read"],
      ["\\input{link}", "`link` is not read: only what lies below the document's folder is read"],
    ],
  );
});

test("of a folder all documents are listed, and one that another includes is not read by itself", () => {
  const files = listDocuments(["work", "outside.tex"], folder);
  const expected = ["link.tex", "main.tex", "notes.md", "parts/one.tex", "two.tex"].map(
    (name) => `work/${name}`,
  );
  assert.deepEqual(files, [...expected.filter((name) => !name.includes("link")), "outside.tex"]);
  assert.deepEqual(
    openDocuments(files, { folder }).map(({ file }) => file),
    ["work/main.tex", "work/notes.md", "outside.tex"],
  );
});
