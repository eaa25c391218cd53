import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { cannotDrive, cells, drive, printed, published, type Answer } from "../drive";

/** More than zeromq sends in a row unless told otherwise (512), and more than it keeps for a slow client (1000). */
const many = 3000;
const megabytes = 4;

const steps = cells({
  displays: `import { display } from "tslab";\nfor (let i = 0; i < ${many}; i++) display.text(String(i));`,
  afterwards: "'here'",
  large: `for (let i = 0; i < 5; i++) display.text(String(i).repeat(${megabytes} * 2 ** 20));`,
  workers: `
    import { Worker } from "node:worker_threads";
    import { jupyterDisplay } from "../dist/display/displayable";
    import { live } from "../dist/notebook/live";
    const shown = (text: string) => ({ [jupyterDisplay]: () => ({ "text/plain": text }) });
    const chart = live(shown("none"), { interval: 0 });
    const code = "const { parentPort } = require('node:worker_threads'); for (let i = 0; i < 500; i++) parentPort.postMessage(i)";
    const count = (name: string) => new Promise<void>((done) => {
      const worker = new Worker(code, { eval: true });
      worker.on("message", (i) => chart.update(shown(name + i)));
      worker.on("exit", () => done());
    });
    await Promise.all([count("a"), count("b")]);
    chart.finish();`,
  timer: "let ticks = 0; const timer = setInterval(() => console.log(ticks++), 1);",
  whileItTicks: "await new Promise((next) => setTimeout(next, 300)); clearInterval(timer); 'ended'",
  last: "'last'",
});

describe("no answer is lost", { skip: cannotDrive }, () => {
  let answers: Record<keyof typeof steps, Answer[]>;
  before(async () => {
    answers = await drive("mended", steps);
  });

  test("thousands of outputs of one loop arrive, in order, and so do the end of their cell and the next cells", () => {
    const texts = published(answers.displays[0], "display_data").map(({ data }) => data);
    assert.deepEqual(
      texts,
      Array.from({ length: many }, (_, i) => ({ "text/plain": String(i) })),
    );
    assert.equal(printed(answers.afterwards[0]), "here\n");
  });

  test("outputs of megabytes arrive whole", () => {
    const lengths = published(answers.large[0], "display_data").map(
      ({ data }) => JSON.stringify(data).length,
    );
    assert.ok(lengths.length === 5 && lengths.every((length) => length > megabytes * 2 ** 20));
  });

  test("updates that workers cause arrive, the last one too", () => {
    const updates = published(answers.workers[0], "update_display_data");
    assert.ok(updates.length > 900, `${updates.length} updates`);
    assert.match(JSON.stringify(updates.at(-1)), /"[ab]499"/);
  });

  test("a timer that prints on after its cell does not keep others from being answered", () => {
    assert.match(printed(answers.whileItTicks[0]), /ended\n$/);
    assert.equal(printed(answers.last[0]), "last\n");
  });
});

test("stock tslab loses the end of a cell once it has sent 512 messages", { skip: cannotDrive }, async () => {
  const trivial = Array.from({ length: 20 }, () => ({ code: "1" }));
  const printing = { code: "for (let i = 0; i < 480; i++) console.log(i)" };
  const { all } = await drive("stock", { all: { cells: [printing, ...trivial], quiet: 2 } });
  assert.ok(all.some((answer) => answer.reply && !published(answer, "status").some(isIdle)));
});

function isIdle(content: Record<string, unknown>): boolean {
  return content.execution_state === "idle";
}
