import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../dist/report/chromium";
import { playground } from "../../dist/notebook/playground";
import { indexPage, readSummary } from "../../dist/report/index-page";
import { linkPages } from "../../dist/report/link-pages";
import { forPaper, oneFile } from "../../dist/report/one-file";
import { printPdf, requireChromium } from "../../dist/report/pdf";
import { readSections, searchIndex } from "../../dist/report/search-index";
import { chromiumPath } from "../browser/chromium";
import { installTemplate, nbconvert } from "./exported";
import { code, hostile, markdown, notebook, shown, stream } from "./notebook";
import { violations } from "./opened-page";

const executablePath = chromiumPath();
const skip = executablePath === undefined && "no Chromium";
const source = 'import { softmax } from "../dist/model/softmax";\nconst a = "<b>" + `x`;\nsoftmax([1]);\n';
const long = Array.from({ length: 40 }, (_, i) => `Paragraph ${i} tells something.`).join("\n\n");
const chapters = {
  "01-surprise": [
    markdown(
      "t",
      `# Surprise\n\nWhat does a surprise cost?\n\n## Entropy of a coin\n\n${long}\n\n## The end\n\nSee [gradients](02-push.ipynb#Descent).`,
    ),
    code("learnt-direction", source, [stream("stdout", "done")]),
    code("0123abcd", "// Counts the words\nlet a = 1;", []),
    code("0123abce", `// ${"counted ".repeat(20)}\nlet b = 1;`, []),
  ],
  "02-push": [
    markdown(
      "t",
      `# Which way? ${hostile}\n\nA push.\n\n## Descent\n\nThe gradient of zebras.\n\n## The end\n\nWords.`,
    ),
    code("play", 'show(playground("sigmoid"))', [shown(playground("sigmoid"))]), // its page has more styles
  ],
};
let folder: string;
let browser: Browser | undefined;
let book: { name: string; title: string; html: string }[];

before(async () => {
  await installTemplate();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "book-"));
  for (const [name, cells] of Object.entries(chapters))
    fs.writeFileSync(path.join(folder, `${name}.ipynb`), JSON.stringify(notebook(cells)));
  nbconvert(["--to", "html", ...Object.keys(chapters).map((name) => `${name}.ipynb`)], folder);
  const pages = Object.keys(chapters).map((name) => {
    const html = fs.readFileSync(path.join(folder, `${name}.html`), "utf8");
    const summary = readSummary(html);
    return { name, summary, title: summary.title, html };
  });
  const search = searchIndex(pages);
  linkPages(folder, pages, search);
  fs.writeFileSync(path.join(folder, "index.html"), indexPage(pages, search));
  book = pages.map((page) => ({
    ...page,
    html: fs.readFileSync(path.join(folder, `${page.name}.html`), "utf8"),
  }));
  fs.writeFileSync(path.join(folder, "book.html"), oneFile(book, "The book", search));
  if (executablePath !== undefined) browser = await launchChromium(executablePath);
});

after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Opens a page of the folder; complaints, and requests for anything but its files, are trouble. */
async function open(name: string, width = 1400): Promise<{ page: Page; trouble: string[] }> {
  assert.ok(browser);
  const page = await browser.newPage({ offline: true, viewport: { width, height: 900 } });
  const trouble: string[] = [];
  const inFolder = pathToFileURL(folder).href;
  page.on("request", (request) => request.url().startsWith(inFolder) || trouble.push(request.url()));
  page.on("console", (message) => trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(error.message));
  await page.goto(pathToFileURL(path.join(folder, `${name}.html`)).href);
  return { page, trouble };
}

test(
  "code is folded behind a line that says what it does, and is copied by a button as it is",
  { skip },
  async () => {
    const { page, trouble } = await open("01-surprise");
    assert.deepEqual(await page.locator("details.code .does").allInnerTexts(), [
      "learnt direction, with softmax",
      "Counts the words",
      `${"counted ".repeat(11)}…`, // no part of a word
    ]);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator("details.code summary").first().press("Enter");
    await page.getByRole("button", { name: "Copy this code" }).first().press("Enter");
    await page.getByRole("button", { name: "Copied" }).waitFor();
    assert.equal(await page.evaluate("navigator.clipboard.readText()"), source.trimEnd());
    assert.deepEqual(trouble, []);
  },
);

test("a heading is a link to itself, and the contents follow what is read", { skip }, async () => {
  const { page, trouble } = await open("01-surprise");
  await page.getByRole("heading", { name: "The end", exact: true }).getByRole("link").click();
  assert.match(page.url(), /#The-end$/);
  await page.locator("body > nav a[aria-current]", { hasText: "The end" }).waitFor();
  await page.evaluate("document.querySelector('#Entropy-of-a-coin').scrollIntoView()");
  await page.locator("body > nav a[aria-current]", { hasText: "Entropy of a coin" }).waitFor();
  assert.deepEqual(trouble, []);
});

test("every page and the index find a section of another chapter, and lead there", { skip }, async () => {
  for (const name of ["01-surprise", "index", "book"]) {
    const { page, trouble } = await open(name);
    await page.getByRole("searchbox", { name: "Search all chapters" }).pressSequentially("gradeint zebra");
    const found = page.getByRole("list", { name: "Sections found" }).getByRole("link");
    await found.first().waitFor();
    assert.match(await found.first().innerText(), /^Descent · Which way\? <img src=x/, name);
    await found.first().press("Enter");
    await page.waitForURL(name === "book" ? /book.html#02-push%2FDescent$/ : /02-push.html#Descent$/);
    assert.deepEqual(trouble, [], name);
  }
});

test("the book in one file has every place once, and its links lead to places in it", { skip }, async () => {
  const { page, trouble } = await open("book", 390);
  const ids = await page.locator("main [id]").evaluateAll((all) => all.map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.includes("01-surprise/The-end") && ids.includes("02-push/The-end"), ids.join(" "));
  for (const link of await page
    .locator("a[href]")
    .evaluateAll((all) => all.map((a) => String(a.getAttribute("href"))))) {
    assert.match(link, /^#/);
    assert.ok(ids.includes(decodeURIComponent(link.slice(1))), link);
  }
  assert.equal(await page.locator("a[data-page]").getAttribute("href"), "#02-push%2FDescent");
  assert.deepEqual(await violations(page), []);
  assert.ok((await page.evaluate<number>("document.documentElement.scrollWidth")) <= 390);
  assert.deepEqual(trouble, []);
});

test("the book in one file has each style sheet once, and so its font", () => {
  const [one, ...fonts] = oneFile(book, "The book", "{}").match(/@font-face/g) ?? [];
  assert.ok(one);
  assert.deepEqual(fonts, []);
});

test("a PDF has the words of all chapters, code unfolded, and a number on each page", { skip }, async () => {
  assert.ok(executablePath);
  const search = searchIndex(book);
  const pdf = await printPdf(oneFile(book, "The book", search), executablePath, new AbortController().signal);
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
  assert.ok(pages.length >= 3, `${pages.length} pages`);
  assert.throws(
    () => requireChromium({ CHROME_PATH: "/nowhere" }),
    /--pdf requires Chrome or Chromium, got nothing at/,
  );
});

test("on paper everything is unfolded but the checks that a right line passed", () => {
  const right =
    '<td class="reason" style="width:100%"><details><summary>chain rule</summary>passed</details></td>';
  const wrong = '<td class="details"><details open><summary>Line 2</summary>Counterexample</details></td>';
  const code = '<details class="code"><summary>Code</summary>1 + 1</details>';
  const unfolded = '<details open class="code"><summary>Code</summary>1 + 1</details>';
  assert.equal(forPaper(right + wrong + code), right + wrong + unfolded);
});

test("a section is what stands between two headings, without code and markup, and of formulas single letters", () => {
  const html =
    '<nav>x</nav><main><h1>T</h1><p>a &lt;b&gt; <math><mi>q</mi></math>, <math><mi>u</mi><mi>v</mi></math>\u2060, c</p><details class="code"><pre>no</pre></details>' +
    '<h2 id="A&amp;B"><span>A&amp;B</span></h2>d</main>';
  assert.deepEqual(readSections({ name: "01", title: "T", html }), [
    { id: 0, page: "01", part: "", chapter: "T", heading: "T", text: "a <b> q, …, c" },
    { id: 1, page: "01", part: "A&B", chapter: "T", heading: "A&B", text: "d" },
  ]);
});
