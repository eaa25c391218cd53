import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { derivation } from "../../dist/derivation/derivation";
import { yourTurn } from "../../dist/notebook/your-turn";
import { code, markdown, shown } from "./notebook";
import { requireFits, type Opened } from "./opened-page";
import { exportCells, makePages, skip, writeSandboxed } from "./pages";
import { payloads, wrappers } from "./payloads";
import { naive } from "../derivation/declared";

const start = String.raw`
\frac{\partial J}{\partial v_c} &= \sum_w (\hat{y}_w - y_w) u_w && \text{one word at a time} \\
  &= \sum_w (\hat{y}_w - y_w) u_o && \text{is this right?}`;
const source = `const mine = derivation(declarations)\`${start}\`;\nshow(yourTurn(mine));`;

const pages = makePages((folder) => {
  const mine = derivation(naive)(Object.assign([start], { raw: [start] }));
  const cells = [
    markdown("title", "# 02\n\n## Your turn"),
    code("your-turn", source, [shown(yourTurn(mine))]),
    code("judged", "show(mine)", [shown(mine)]), // stands still in a page
  ];
  writeSandboxed(folder, exportCells(folder, "turn", cells));
});

const open = (name = "turn", options?: BrowserContextOptions): Promise<Opened> => pages.open(name, options);

const region = (page: Page): Locator => page.getByRole("region", { name: "Your turn" });
const box = (page: Page): Locator => region(page).getByRole("textbox", { name: "Your derivation" });
const status = (page: Page): Locator => region(page).getByRole("status", { name: "Verdicts" });

/** Waits until the verdicts begin with some words. */
async function says(page: Page, words: string): Promise<void> {
  await status(page)
    .filter({ hasText: new RegExp(`^${words}`) })
    .waitFor({ timeout: 20_000 });
}

/** As `openOffline` fails on any address but the page's own, the same with a derivation in it is trouble to it. */
const withoutOwn = (trouble: string[]): string[] =>
  trouble.filter((line) => !/^request file:.*#your-turn/.test(line));

test("the policy of a live page admits its program by hash, workers made of itself, and nothing else", () => {
  const page = pages.text("turn");
  const policy = /<meta content="(default-src [^"]*)"/.exec(page)?.[1] ?? "";
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1].split(" ") ?? [];
  assert.equal(scripts.length, 3); // of the book, of the derivations, of the page
  assert.ok(
    scripts.every((each) => each.startsWith("'sha256-")),
    policy,
  );
  assert.match(policy, /default-src 'none'.*worker-src blob:;/);
  assert.ok(Buffer.byteLength(pages.text("turn")) < 2_000_000);
});

test(
  "by the keyboard alone: verdicts while typing, hints in turn, a repair applied and undone",
  { skip },
  async () => {
    const { page, trouble } = await open();
    await says(page, "2 lines: 1 right, 1 wrong here");
    await box(page).focus();
    await page.keyboard.press("Control+End");
    await says(page, "2 lines: 1 right, 1 wrong here. Line 2, wrong here: does not equal");
    await page.keyboard.type(String.raw` \\ &= U (\hat{y} - y)`);
    await says(page, "3 lines: 1 right, 1 wrong here, 1 right but does not follow");
    await page.getByRole("button", { name: "Hint 1 of 2 for line 2" }).press("Enter");
    assert.match(await page.locator(".hints li:focus").innerText(), /^Counterexample\s+(d|𝑑)\s*=\s*1/);
    await page.getByRole("button", { name: "Hint 2 of 2 for line 2" }).press("Enter");
    assert.match(await page.locator(".hints li:focus").innerText(), /^Repair, checked/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await says(page, "3 lines: 3 right");
    assert.match(await box(page).inputValue(), /y_w\) u_\{w\} && \\text\{is this right/);
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await says(page, "3 lines: 1 right, 1 wrong here, 1 right but does not follow");
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await says(page, "2 lines: 1 right, 1 wrong here");
    const checks = page.getByText("What was checked").first();
    await checks.press("Enter");
    assert.match(await region(page).innerText(), /also by mathjs's own derivative/);
    assert.deepEqual(trouble, []);
  },
);

test("by pointer: what cannot be read says how to write it, and a click does so", { skip }, async () => {
  const { page, trouble } = await open();
  await box(page).fill(String.raw`J &= -\log \hat{y}_o \\ J &= -\logg \hat{y}_o`);
  await says(page, "2 lines: 1 right, 1 malformed");
  await page.getByRole("button", { name: "Apply it to line 2" }).click();
  await says(page, "2 lines: 2 right");
  await page.getByRole("button", { name: "Go to line 1" }).click();
  const chosen = await box(page).evaluate(
    (area: { value: string; selectionStart: number; selectionEnd: number }) =>
      area.value.slice(area.selectionStart, area.selectionEnd).trim(),
  );
  assert.equal(chosen, String.raw`-\log \hat{y}_o`);
  await box(page).fill("nothing");
  await says(page, "There is no line to check yet");
  assert.deepEqual(trouble, []);
});

test(
  "a link holds the derivation, and it can be copied as LaTeX and as the cell it came from",
  { skip },
  async () => {
    const { page, trouble } = await open();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const copied = (): Promise<string> => page.evaluate("navigator.clipboard.readText()");
    const mine = "J &= -\\log \\hat{y}_o && \\text{100 % `mine`, ${1} & 漢}";
    await box(page).fill(mine);
    await says(page, "1 line: 1 right");
    await page.getByRole("button", { name: "Copy LaTeX" }).click();
    await page.getByText("LaTeX is copied").waitFor();
    assert.equal(await copied(), mine);
    await page.getByRole("button", { name: "Copy as a cell" }).click();
    await page.getByText("The cell is copied").waitFor();
    const cell = await copied();
    const tag = (strings: TemplateStringsArray, ...values: string[]): string =>
      String.raw(strings, ...values);
    const run = new Function("derivation", "declarations", "show", "yourTurn", cell);
    let read = "";
    run(
      () =>
        (strings: TemplateStringsArray, ...values: string[]) =>
          (read = tag(strings, ...values)),
      "",
      () => {},
      () => {},
    );
    assert.equal(read.trim(), mine);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("The link is copied").waitFor();
    const link = await copied();
    const other = await page.context().newPage();
    await other.goto(link);
    await says(other, "1 line: 1 right");
    assert.equal(await box(other).inputValue(), mine);
    assert.deepEqual(withoutOwn(trouble), []);
  },
);

test("where no worker may be made, the page judges by itself", { skip }, async () => {
  const { page, trouble } = await open("sandboxed");
  await box(page).fill(String.raw`J &= \log \hat{y}_o`);
  await says(page, "1 line: 1 wrong here");
  assert.ok(
    trouble.every((line) => line.includes("worker-src 'none'")),
    trouble.join("\n"),
  );
});

test("without JavaScript the derivation and its verdicts stand there", { skip }, async () => {
  const { page } = await open("turn", { javaScriptEnabled: false });
  assert.equal(await region(page).locator("math").first().isVisible(), true);
  assert.match(await region(page).innerText(), /wrong here[\s\S]*Counterexample/);
});

test("a hundred hostile tokens, typed, pasted and dropped, stay text", { skip }, async () => {
  const { page, trouble } = await open();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const replace = async (keys: () => Promise<void>): Promise<void> => {
    await box(page).focus();
    await page.keyboard.press("Control+A");
    await keys();
  };
  const put = {
    typed: (text: string) => replace(() => page.keyboard.insertText(text)),
    pasted: async (text: string) => {
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
      await replace(() => page.keyboard.press("Control+V"));
    },
    dropped: (text: string) => box(page).evaluate(drop, text),
  };
  for (const wrap of wrappers) {
    const rows = payloads.map((payload) => `J &= ${wrap(payload)} && \\text{${wrap(payload)}}`);
    for (const [how, way] of Object.entries(put)) {
      await way(rows.join(" \\\\\n"));
      await says(page, "Checking|.*(line|checked)");
      await status(page).filter({ hasNotText: "Checking" }).waitFor({ timeout: 20_000 });
      assert.ok((await box(page).inputValue()).length > 200, how);
    }
    const active =
      "script:not([type]), img, iframe, svg, object, a[href], form, [onload], [onerror], [onclick], [onfocus]";
    assert.equal(await region(page).locator(active).count(), 0, wrap("…"));
  }
  await box(page).fill(String.raw`J &= -\log \hat{y}_o`);
  await says(page, "1 line: 1 right");
  assert.deepEqual(trouble, []);
});

/** Replaces the text as a drop does: by one event of input. */
function drop(area: { value: string; dispatchEvent(event: Event): boolean }, text: string): void {
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

test(
  "axe-core finds nothing wrong and nothing is wider than the window, light and dark, wide and narrow",
  { skip },
  async () => {
    const { page } = await open();
    await box(page).focus();
    await says(page, "2 lines: 1 right, 1 wrong here. Line 2");
    await page.getByRole("button", { name: "Hint 1 of 2 for line 2" }).click();
    await requireFits(page, [390, 800, 1400]);
  },
);
