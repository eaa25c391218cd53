import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { checkPage } from "../../dist/report/check-page";
import { drop } from "./drop";
import { markdown, notebook } from "./notebook";
import { requireFits, type Opened } from "./opened-page";
import { makePages, skip, writeSandboxed } from "./pages";
import { payloads, wrappers } from "./payloads";

const pages = makePages((folder) => {
  const page = checkPage();
  fs.writeFileSync(path.join(folder, "check.html"), page);
  writeSandboxed(folder, page);
});

const open = (name = "check"): Promise<Opened> => pages.open(name);
const box = (page: Page): Locator => page.getByRole("textbox", { name: "Your homework" });
const chooser = (page: Page): Locator => page.getByLabel("Choose a file");
const status = (page: Page): Locator => page.getByRole("status", { name: "Verdicts" });

/** Waits until the verdicts begin with some words. */
async function says(page: Page, words: string): Promise<void> {
  await status(page)
    .filter({ hasText: new RegExp(`^${words}`) })
    .waitFor({ timeout: 30_000 });
}

const file = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: "",
  buffer: Buffer.from(text),
});

const homework = String.raw`\documentclass{article}
\begin{document}
Let $\hat{y} = \mathrm{softmax}(U^\top v_c)$ and $J = -\log \hat{y}_o$.
\begin{align}
\frac{\partial J}{\partial v_c} &= -u_o + \sum_w \hat{y}_w u_w \\
  &= U (y - \hat{y})
\end{align}
\end{document}`;

test("what a name was taken from is said with its code as code", { skip }, async () => {
  const { page } = await open();
  await box(page).fill(String.raw`$$\frac{\partial J}{\partial u_k} = (\hat{y}_k - y_k) v_c$$`);
  const why = page.locator("label", { hasText: "it is the index of" });
  assert.equal(await why.locator("code").textContent(), "u_{k}");
  assert.doesNotMatch(String(await why.textContent()), /`/);
});

test(
  "a file that is chosen has its verdicts; what was assumed is changed, confirmed, and then declared",
  { skip },
  async () => {
    const { page, trouble } = await open();
    await chooser(page).setInputFiles(file("homework.tex", homework));
    await says(page, ".*1 right, 1 wrong here");
    assert.equal(await box(page).inputValue(), homework);
    await page.getByText("Counterexample").waitFor();
    const assumed = page.getByRole("region", { name: "What was assumed" });
    assert.equal(
      await assumed.getByRole("textbox").first().inputValue(),
      "U: matrix d x n, columns u_w, w in Vocab",
    );
    await assumed.getByRole("textbox").nth(0).fill("U: matrix 3 x n, columns u_w, w in Vocab");
    await assumed.getByRole("textbox").nth(1).fill("v_c: vector 3");
    await assumed.getByRole("button", { name: "Confirm all" }).press("Enter");
    await page.getByText("both sides are 3 × 1").last().waitFor();
    assert.match(await box(page).inputValue(), /^%% U: matrix 3 x n, columns u_w, w in Vocab$/m);
    assert.equal(await assumed.getByRole("textbox").count(), 0);
    await page.getByRole("button", { name: /^Apply to row/ }).click();
    await says(page, ".*2 right");
    await page.getByRole("button", { name: "Undo" }).click();
    await says(page, ".*1 right, 1 wrong here");
    assert.deepEqual(trouble, []);
  },
);

test(
  "where no worker may be made, the page judges by itself, and can be worked in meanwhile",
  { skip },
  async () => {
    const { page, trouble } = await open("sandboxed");
    const long = `${homework.split("\\end{document}")[0]}\n${"$$ (x + 1)^2 = x^2 + 2 x + 1 $$\n\n".repeat(40)}`;
    await box(page).fill(long);
    await box(page).press("Control+End");
    await page.keyboard.type("$$x + x = 2 x$$"); // while it judges what stands above
    await says(page, "43 lines: 42 right, 1 wrong here");
    assert.ok(
      trouble.every((line) => line.includes("worker-src")), // the browser says that it has kept to its policy
      trouble.join(),
    );
  },
);

test(
  "a notebook that is dropped or pasted is read; what is no text or no notebook is refused in words",
  { skip },
  async () => {
    const { page, trouble } = await open();
    const json = JSON.stringify(
      notebook([markdown("a", "# Mine"), markdown("b", "%% x: scalar\n\n$$x + x = 2 x$$")]),
    );
    await page.locator("[data-live]").evaluate(drop, ["mine.ipynb", json]);
    await says(page, "1 line: 1 right");
    assert.match(await box(page).inputValue(), /^<!-- cell 1 -->\n# Mine\n\n<!-- cell 2 -->\n%% x: scalar/);
    await box(page).fill("%% x: scalar\n\nAs $x + x = 2 x$, and not $x + x = x$:");
    await says(page, "no line judged; 2 not judged");
    await page.getByRole("checkbox", { name: "Judge formulas within the text, too" }).check();
    await says(page, "2 lines: 1 right, 1 wrong here");
    await page.getByRole("checkbox", { name: "Judge formulas within the text, too" }).uncheck();
    await box(page).fill("");
    await says(page, "no line judged");
    await box(page).fill(json);
    await says(page, "1 line: 1 right");
    await chooser(page).setInputFiles(file("broken.ipynb", "{"));
    await says(page, "broken.ipynb is no notebook: choose another file, or paste the text");
    await chooser(page).setInputFiles(file("picture.md", "\0\u0001"));
    await says(page, "picture.md is no text");
    await chooser(page).setInputFiles(file("long.md", "x".repeat(2_000_001)));
    await says(page, "long.md has more than 2 MB");
    assert.deepEqual(trouble, []);
  },
);

test(
  "hostile tokens in a document stay text, in prose, formulas, declarations and its name",
  { skip },
  async () => {
    const { page, trouble } = await open();
    for (const wrap of [1, 5, 6, 7].map((i) => wrappers[i])) {
      const lines = payloads.flatMap((payload) => [
        payload,
        `%% ${wrap(payload)}`,
        `$$ x = ${wrap(payload)} $$`,
      ]);
      await page.locator("[data-live]").evaluate(drop, [`${payloads[0]}.md`, lines.join("\n\n")]);
      await says(page, "\\d+ lines?:|no line");
      const active =
        "script, img, iframe, svg, object, a[href], form, [onload], [onerror], [onclick], [onfocus]";
      assert.equal(await page.locator("[data-live]").locator(active).count(), 0);
      await box(page).fill("");
      await says(page, "no line judged");
    }
    assert.deepEqual(trouble, []);
  },
);

test(
  "axe-core finds nothing wrong with the page, light and dark, and it is as wide as its window",
  { skip },
  async () => {
    const { page } = await open();
    await chooser(page).setInputFiles(file("homework.tex", homework));
    await says(page, ".*1 right, 1 wrong here");
    await requireFits(page, [390, 800, 1400]);
  },
);
