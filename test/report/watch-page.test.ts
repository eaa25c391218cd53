import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { WatchServer } from "../../dist/experiment/watch/watch-server";
import { launchChromium } from "../../dist/report/chromium";
import { watchPage } from "../../dist/report/watch-page";
import { RunWatcher } from "../../dist/runs/live/run-watcher";
import { chromiumPath } from "../browser/chromium";
import { writeRunFolder } from "../runs/run-folder";
import { violations } from "./opened-page";

const executablePath = chromiumPath();
const skip = executablePath === undefined && "no Chromium";
const hostile = `<img src=x onerror=alert(1)></script>`;
const key = "7".repeat(64);

/** What `experiment.json` says of the run that goes on, and has ended. */
const experiment = (more: object): string =>
  JSON.stringify({ format: 1, notebook: "07-training", parameters: { note: hostile }, key, started: "2026-11-25T19:00:00.000Z", ...more }); // prettier-ignore

test(
  "the page follows runs and a log, keeps its choice when a run ends, and asks nobody else",
  { skip },
  async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), "watch-page-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const made = path.join(folder, ".making", `${key}-1`);
    mkdirSync(made, { recursive: true });
    writeFileSync(path.join(made, "experiment.json"), experiment({ status: "running" }));
    writeRunFolder(folder, "trained", { files: { "experiment.json": undefined } });
    const say = (text: string): void => appendFileSync(path.join(made, "log.ndjson"), JSON.stringify({ time: "", stream: "stdout", text }) + "\n"); // prettier-ignore
    for (const [done, loss] of [[10, 20], [20, 12]]) // prettier-ignore
    appendFileSync(path.join(made, "progress.ndjson"), JSON.stringify({ time: "", done, unit: "iterations", fraction: done / 40, loss, secondsLeft: 2 }) + "\n"); // prettier-ignore
    say(`${hostile}\n`);
    const server = await WatchServer.listen(new RunWatcher(folder), folder, watchPage(), 0);
    t.after(() => server.close());
    const browser = await launchChromium(executablePath ?? "");
    t.after(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 390, height: 800 }, colorScheme: "dark" });
    const trouble: string[] = [];
    const { origin } = new URL(server.address);
    page.on("request", (request) => void (request.url().startsWith(origin) || trouble.push(request.url())));
    page.on("console", (message) => trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    await page.goto(server.address);
    const status = page.getByRole("status");
    await status.filter({ hasText: "1 killed, 1 done" }).waitFor();
    const items = page.locator("li");
    assert.match((await items.first().textContent()) ?? "", /note=<img.*iterations 20 of 40, loss 12\.000$/);
    assert.equal(await page.getByRole("img", { name: "loss from 20.000 to 12.000" }).count(), 1);
    await items.first().getByRole("button").click();
    const log = page.locator("pre");
    await log.filter({ hasText: hostile }).waitFor();
    say("and more\n");
    await log.filter({ hasText: "and more" }).waitFor();
    assert.equal(await page.locator("img").count(), 0, "what a run says is text");
    assert.deepEqual(await violations(page), []);
    assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    writeFileSync(
      path.join(made, "experiment.json"),
      experiment({ status: "failed", seconds: 1, error: "no" }),
    );
    renameSync(made, path.join(folder, "20261125T190000Z-77777777"));
    await status.filter({ hasText: "1 failed, 1 done" }).waitFor();
    await page.locator("li.failed button[aria-pressed=true]").waitFor();
    await log.filter({ hasText: "and more" }).waitFor();
    rmSync(path.join(folder, "20261125T190000Z-77777777"), { recursive: true });
    await status.filter({ hasText: /^1 done$/ }).waitFor();
    assert.match(
      (await log.textContent()) ?? "",
      /and more/,
      "what was read of a run that was removed stays",
    );
    assert.deepEqual(trouble, []);
    server.close();
    await status.filter({ hasText: "not connected: the command has ended" }).waitFor();
  },
);
