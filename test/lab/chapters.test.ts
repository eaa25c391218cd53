import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../dist/report/chromium";
import { chromiumPath } from "../chromium";
import { chapters } from "../notebooks/chapters";
import { drawnPlots, formulas } from "./drawn";
import { JupyterLab } from "./jupyter-lab";
import { NotebookView, type SavedOutput } from "./notebook-view";

/**
 * Every chapter is opened, and its prose looked at. Those named here are run as well, one of each kind: the
 * report's tests run all of them, in the same kernel, and LAB_CHAPTERS=all runs all of them here.
 */
const run = ["01-cross-entropy", "06-gradients-in-code"];

const executablePath = chromiumPath();
const skip = executablePath === undefined && "no Chromium found";
let lab: JupyterLab;
let browser: Browser;

before(async () => {
  if (executablePath === undefined) return;
  lab = await JupyterLab.start();
  browser = await launchChromium(executablePath);
});

after(async () => {
  await browser?.close();
  await lab?.stop();
});

const holds = (type: string) => (output: SavedOutput) => output.data?.[type] !== undefined;

test("each chapter opens from the launcher page with its prose typeset", { skip }, async () => {
  const { page, trouble } = await lab.open(browser);
  for (const { name, cells } of chapters()) {
    const view = await NotebookView.open(lab, page, name);
    const formulasIn = cells.filter(
      (cell) => cell.cell_type === "markdown" && cell.source.join("").includes("$"),
    );
    for (const { id } of formulasIn) {
      await view.cell(id).scrollIntoViewIfNeeded();
      await view.cell(id).locator("mjx-container").first().waitFor();
      assert.deepEqual((await formulas(view.cell(id))).failed, [], `${name}, ${id}`);
    }
    await view.close();
  }
  assert.deepEqual(trouble, []);
  await page.context().close();
});

for (const { name } of chapters()) {
  const left = !run.includes(name) && process.env.LAB_CHAPTERS !== "all" && "run with LAB_CHAPTERS=all";
  test(`${name} runs to its end, and what it shows is drawn`, { skip: skip || left }, async () => {
    const { page, trouble } = await lab.open(browser);
    const view = await NotebookView.open(lab, page, name);
    await view.runAll();
    await view.idle();
    await view.save();
    for (const { id, cell_type, execution_count, outputs = [] } of view.saved()) {
      if (cell_type !== "code") continue;
      assert.ok(execution_count, `${id} has run`);
      assert.deepEqual(
        outputs.filter(({ output_type }) => output_type === "error"),
        [],
        id,
      );
      const figures = outputs.filter(holds("application/vnd.plotly.v1+json"));
      const plots = await drawnPlots(view.cell(id));
      assert.equal(plots.length, figures.length, `${id}: plots`);
      for (const plot of plots)
        assert.ok(plot.traces > 0 && plot.drawn >= plot.traces, `${id}: ${JSON.stringify(plot)}`);
      const expected = outputs
        .filter(holds("text/html"))
        .flatMap(({ data }) => [...`${[data?.["text/html"]]}`.matchAll(/<math/g)]);
      const { typeset, failed } = await formulas(view.cell(id));
      assert.deepEqual({ typeset, failed }, { typeset: expected.length, failed: [] }, `${id}: formulas`);
    }
    assert.deepEqual(trouble, []);
    await view.close();
    await page.context().close();
  });
}
