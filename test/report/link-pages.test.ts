import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { linkPages, type BookPage } from "../../dist/report/link-pages";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "link-pages-"));
after(() => fs.rmSync(folder, { recursive: true }));

const to = (page: string): string => `<p>next <a data-page="${page}">it</a></p>`;
const linked = (page: string): string => `<p>next <a data-page="${page}" href="${page}">it</a></p>`;
const write = (name: string, html: string): void => fs.writeFileSync(path.join(folder, name), html);
const read = (name: string): string => fs.readFileSync(path.join(folder, name), "utf8");
const book = (...names: string[]): BookPage[] => names.map((name) => ({ name, title: `<${name}>` }));

test("a page links to those beside it, links appear with a page and go with it", () => {
  write("07-a.html", to("08-b.html"));
  linkPages(folder, book("07-a"));
  assert.equal(read("07-a.html"), to("08-b.html"));
  write("08-b.html", to("07-a.html#its-part") + to("with%20space.html") + to("%E0.html"));
  linkPages(folder, book("07-a", "08-b"));
  assert.equal(read("07-a.html"), linked("08-b.html"));
  assert.equal(read("08-b.html"), linked("07-a.html#its-part") + to("with%20space.html") + to("%E0.html"));
  write("with space.html", "");
  linkPages(folder, book("07-a", "with space"));
  assert.equal(read("07-a.html"), to("08-b.html"));
  linkPages(folder, book("08-b", "with space"));
  assert.equal(read("08-b.html"), to("07-a.html#its-part") + linked("with%20space.html") + to("%E0.html"));
});

test("a page ends with the way to the page before, the index and the page after, as far as they are there", () => {
  const way = (html: string): string => `<main>\n${html}\n</main>`;
  for (const name of ["01 a", "02", "03"]) write(`${name}.html`, way('<nav class="book" hidden=""></nav>'));
  const index = '<a href="index.html">All chapters</a>';
  const none = "<span></span>";
  for (let twice = 0; twice < 2; twice++) {
    linkPages(folder, book("01 a", "02"));
    const [first, second] = ["01 a", "02"].map((name) => read(`${name}.html`));
    const next = '<a rel="next" href="02.html">→ &lt;02&gt;</a>';
    const before = '<a rel="prev" href="01%20a.html">← &lt;01 a&gt;</a>';
    assert.equal(first, way(`<nav class="book" aria-label="Book">${none}${index}${next}</nav>`));
    assert.equal(second, way(`<nav class="book" aria-label="Book">${before}${index}${none}</nav>`));
  }
});
