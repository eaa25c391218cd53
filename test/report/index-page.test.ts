import assert from "node:assert/strict";
import { test } from "node:test";
import { launchChromium } from "../../dist/report/chromium";
import { indexPage, readSummary } from "../../dist/report/index-page";
import { chromiumPath } from "../browser/chromium";
import { hostile } from "./notebook";

const picture = `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString("base64")}`;
const plain = { title: "Does it learn?", question: "The loss falls.", headline: [], thumbnail: null };
const attack = {
  title: hostile,
  question: hostile,
  headline: [{ label: hostile, value: `"${hostile}` }],
  thumbnail: { light: picture, dark: picture },
};

test("readSummary reads what a page says of itself, and refuses a page of another make", () => {
  const json = JSON.stringify(attack).replace(/</g, "\\u003c");
  const page = `<p></p><script type="application/json" data-summary="">${json}</script>`;
  assert.deepEqual(readSummary(page), attack);
  assert.throws(() => readSummary("<html></html>"), {
    message: /the index of the report requires a page made by this project/,
  });
});

test("the index leads to every chapter, runs nothing, and shows hostile words as text", async (t) => {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return t.skip("no Chromium");
  const browser = await launchChromium(executablePath);
  try {
    const page = await browser.newPage({ offline: true });
    const trouble: string[] = [];
    page.on("request", (request) => request.url().startsWith("http") && trouble.push(request.url()));
    page.on("console", (message) => trouble.push(message.text()));
    const chapters = [
      { name: "07-training", summary: plain },
      { name: `08 ${hostile}`, summary: attack },
    ];
    await page.setContent(indexPage(chapters));
    assert.deepEqual(trouble, []);
    const links = page.locator("h2 a");
    assert.deepEqual(await links.allTextContents(), ["Does it learn?", hostile]);
    assert.equal(await links.nth(0).getAttribute("href"), "07-training.html");
    assert.equal(await links.nth(1).getAttribute("href"), `${encodeURIComponent(`08 ${hostile}`)}.html`);
    assert.deepEqual(await page.locator("dt, dd").allTextContents(), [hostile, `"${hostile}`]);
    assert.equal(await page.locator("[onerror], script").count(), 0);
  } finally {
    await browser.close();
  }
});
