import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { openOffline } from "../report/opened-page";
import { readBackground, drawnPlots } from "./drawn";
import { NotebookView } from "./notebook-view";
import { openPage, session, skip } from "./session";
import { inCheckout } from "../../dist/files/checkout";

/* One session with chapter 07, as a person has it: each test goes on where the one before has ended. */

const pictures = inCheckout("screenshots");
let training: NotebookView;

/** A cell as the server hands it out: trusted where this user has run and saved its outputs. */
interface TrustedCell {
  cell_type: string;
  metadata: { trusted?: boolean };
}

/** A step of the session; a picture of the page where it fails is kept in `screenshots/`. */
function step(title: string, work: () => Promise<void>): void {
  test(title, { skip }, async () => {
    try {
      await work();
    } catch (error) {
      const name = title.toLowerCase().replace(/[^a-z]+/g, "-");
      await session.page.screenshot({ path: path.join(pictures, `failed-${name}.png`) });
      throw error;
    }
  });
}

/** Asks again for up to ten seconds: the page gives a picture its width only once it has been laid out. */
async function becomesTrue(question: () => Promise<boolean>): Promise<boolean> {
  for (let asked = 0; asked < 50; asked++) {
    if (await question()) return true;
    await session.page.waitForTimeout(200);
  }
  return false;
}

/** Looks for the one plot of a cell, and for every trace in it. */
async function requireDrawn(id: string): Promise<void> {
  const plots = await drawnPlots(training.cell(id));
  assert.equal(plots.length, 1, id);
  assert.ok(plots[0].drawn > 0 && plots[0].drawn >= plots[0].traces, `${id}: ${JSON.stringify(plots)}`);
}

/** Whether the output of a cell begins within the part of the notebook that is shown. */
async function isInSight(id: string): Promise<boolean> {
  if ((await training.output(id).count()) === 0) return false; // the notebook leaves out what is far away
  const output = await training.output(id).first().boundingBox();
  const view = await session.page.locator(".jp-WindowedPanel-outer").filter({ visible: true }).boundingBox();
  return output !== null && view !== null && output.y >= view.y && output.y < view.y + view.height;
}

const parameter = (name: string, value: string) => (source: string) =>
  source.replace(new RegExp(`let ${name} = [^;]+;`), `let ${name} = ${value};`);

step("chapter 07 opens", async () => {
  await openPage();
  training = await NotebookView.open(session.lab, session.page, "07-training");
});

step(
  "a wrong setting is refused in the cell that was edited, which stays in sight, and nothing after it runs",
  async () => {
    await training.edit("parameters", parameter("dimensions", "0"));
    await training.runAll();
    await training.idle();
    assert.ok(await becomesTrue(() => isInSight("parameters")), "what was refused is out of sight");
    assert.match(
      await training.shown("parameters"),
      /settings require dimensions to be an integer from 1 to 1000, got 0/,
    );
    assert.equal(await training.prompt("text"), "[ ]:");
    assert.equal(await training.prompt("train"), "[ ]:");
  },
);

step("after the setting is mended the chapter runs to its end, with the setting in it", async () => {
  await training.edit("parameters", parameter("iterations", "2000"));
  await training.runAll();
  await training.idle();
  assert.match(await training.shown("train"), /2,000 iterations, .*, running loss \d+\.\d{3}/);
  assert.match(await training.shown("description"), /iterations 2000/);
  for (const id of ["frequencies", "train"]) await requireDrawn(id);
});

step("the stop button stops the training, and running the cell again continues it", async () => {
  await training.edit("parameters", parameter("iterations", "10000000"));
  for (const id of ["parameters", "checked-settings", "new-run", "curve", "train"]) await training.run(id);
  const stopped = async (): Promise<number> => {
    await training.output("train").locator("progress").waitFor();
    await session.page.waitForTimeout(1500);
    await training.button("notebook:interrupt-kernel");
    await training.idle();
    assert.match(await training.prompt("train"), /\[\d+\]/);
    const [, count] =
      /stopped at ([\d,]+) of 10,000,000 iterations/.exec(await training.shown("train")) ?? [];
    return Number(count?.replaceAll(",", ""));
  };
  const first = await stopped();
  assert.ok(first > 0, await training.shown("train"));
  await requireDrawn("train"); // what the chart showed at first was empty
  await training.run("train");
  const second = await stopped();
  assert.ok(second > first, `stopped at ${first}, then at ${second}`);
});

step("a type error says what is wrong and where, in red, and the next cell runs", async () => {
  await training.edit("new-run", () => "const size = 3;\nconst half: string = size / 2;");
  await training.run("new-run");
  await training.idle();
  const colour = (await readBackground(training.output("new-run").first())).match(/\d+/g)?.map(Number) ?? [];
  assert.ok(colour[0] > colour[1] + 20 && colour[0] > colour[2] + 20, `its background is ${colour}`);
  assert.match(await training.shown("new-run"), /Type 'number' is not assignable to type 'string'/);
  assert.match(await training.shown("new-run"), /line 2/);
  await training.edit("new-run", () => "const run = new AssignmentRun(settings, text);");
  await training.run("new-run");
  await training.idle();
  assert.equal(await training.shown("new-run"), "");
});

step("the page that File > Save and Export As > HTML gives is whole without a network", async () => {
  await training.save();
  const download = session.page.waitForEvent("download", { timeout: 180_000 });
  await training.menu("File", "Save and Export Notebook As", "HTML");
  await session.page.locator(".jp-Dialog .jp-mod-accept").click(); // whether to sanitize: as it stands
  const file = path.join(session.lab.root, "exported.html");
  await (await download).saveAs(file);
  const exported = await openOffline(session.browser, file);
  assert.deepEqual(exported.trouble, []);
  const plots = exported.page.locator(".plot");
  assert.equal(await plots.count(), 4); // frequencies, loss, film, short runs
  assert.equal(await exported.page.locator(".plot:has(.main-svg :is(.subplot path, image))").count(), 4);
  assert.match(await exported.page.locator("body").innerText(), /stopped at [\d,]+ of 10,000,000 iterations/);
  assert.equal(await exported.page.locator("progress").count(), 0, "only the last state of a bar is kept");
  await exported.page.context().close();
});

step("a saved notebook opened in another browser is trusted, and its plots are alive at once", async () => {
  await training.close();
  assert.deepEqual(session.trouble, []);
  await openPage();
  training = await NotebookView.open(session.lab, session.page, "07-training");
  for (const id of ["frequencies", "train"]) {
    await training.cell(id).scrollIntoViewIfNeeded();
    const plot = training.cell(id).locator(".plot-container").filter({ visible: true }).first();
    const width = async (): Promise<number> => (await plot.boundingBox())?.width ?? 0;
    assert.ok(await becomesTrue(async () => (await width()) > 300), `${id}: ${await width()} px wide`);
    assert.equal(await training.cell(id).locator(".plot-img").isVisible(), false, `${id} is no picture`);
    await requireDrawn(id);
  }
  assert.ok((await training.output("vocabulary").locator("td").count()) >= 20);
  const { content } = await session.lab.api<{ content: { cells: TrustedCell[] } }>(
    "contents/notebooks/07-training.ipynb",
  );
  const code = content.cells.filter(({ cell_type }) => cell_type === "code");
  assert.deepEqual(
    code.filter(({ metadata }) => metadata.trusted !== true),
    [],
  );
});

step("several chapters are open at once, each with a kernel of its own", async () => {
  const other = await NotebookView.open(session.lab, session.page, "06-gradients-in-code");
  const kernels = await session.lab.api<{ path: string; kernel: { id: string; name: string } }[]>("sessions");
  assert.deepEqual(kernels.map(({ path }) => path).sort(), [
    "notebooks/06-gradients-in-code.ipynb",
    "notebooks/07-training.ipynb",
  ]);
  assert.equal(new Set(kernels.map(({ kernel }) => kernel.id)).size, 2);
  await other.run("imports");
  await other.run("toy-vectors");
  await other.idle();
  assert.equal(await other.prompt("toy-vectors"), "[2]:");
  await other.close();
  assert.deepEqual(session.trouble, []);
});

test("nothing that was saved here has touched the checkout", { skip }, () => {
  const ours = fs.readFileSync(path.join(session.lab.root, "notebooks/07-training.ipynb"), "utf8");
  const theirs = fs.readFileSync(inCheckout("notebooks/07-training.ipynb"), "utf8");
  assert.notEqual(ours, theirs);
});
