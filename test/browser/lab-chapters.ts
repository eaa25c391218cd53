import assert from "node:assert/strict";
import { test } from "node:test";
import { chapters } from "../chapters/chapters";
import { drawnPlots, formulas } from "./drawn";
import { NotebookView, type SavedCell, type SavedOutput } from "./notebook-view";
import { openPage, session, skip } from "./session";

/**
 * Every chapter is opened, and its prose looked at. Those named here are run as well, one of each kind: the
 * report's tests run all of them, in the same kernel, and LAB_CHAPTERS=all runs all of them here.
 */
const run = ["01-cross-entropy", "06-gradients-in-code"];
const isRun = (name: string): boolean => run.includes(name) || process.env.LAB_CHAPTERS === "all";

test("JupyterLab opens with the launcher", { skip }, async () => {
  await openPage();
  // Cells out of sight are laid out as well, so that one need not scroll to each.
  const content = ".jp-Notebook-cell { content-visibility: visible !important; }";
  await session.page.addStyleTag({ content });
});

test("the file browser shows the whole name of each chapter", { skip }, async () => {
  for (const { name } of chapters()) {
    const item = session.page.locator(".jp-DirListing-itemText", { hasText: `${name}.ipynb` });
    await item.waitFor();
    const [whole, shown] = await item.evaluate((node) => [node.scrollWidth, node.clientWidth]);
    assert.ok(whole <= shown, `${name}: ${shown} of ${whole} px`);
  }
});

const holds = (type: string) => (output: SavedOutput) => output.data?.[type] !== undefined;

for (const { name, cells } of chapters()) {
  const title = isRun(name) ? ", runs to its end, and what it shows is drawn" : "";
  test(`${name} opens from the launcher page with its prose typeset${title}`, { skip }, async () => {
    const view = await NotebookView.open(session.lab, session.page, name);
    for (const { id, cell_type, source } of cells) {
      if (cell_type !== "markdown" || !source.join("").includes("$")) continue;
      await view.cell(id).locator("mjx-container").first().waitFor();
      assert.deepEqual((await formulas(view.cell(id))).failed, [], id);
    }
    if (isRun(name)) {
      await view.runAll();
      await view.idle();
      await view.save();
      for (const cell of view.saved()) if (cell.cell_type === "code") await requireDrawn(view, cell);
    }
    assert.deepEqual(session.trouble, []);
    await view.close();
  });
}

/** Holds what the page shows of a cell that has run against what the notebook has kept of it. */
async function requireDrawn(view: NotebookView, cell: SavedCell): Promise<void> {
  const { id, execution_count, outputs = [] } = cell;
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
