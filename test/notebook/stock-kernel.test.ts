import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { inCheckout, venvPython } from "../../dist/files/checkout";
import { chapters } from "../chapters/chapters";

interface Cell {
  code: string;
  interruptAt?: string;
}
interface Message {
  type: string;
  name?: string;
  text?: string;
  data?: Record<string, unknown>;
  transient?: { display_id?: string };
}
interface Reply {
  status: string;
  messages: Message[];
}

/** Runs cells in a tslab kernel as its authors ship it, whatever kernel the project registers. */
function runCells(t: TestContext, cells: Cell[]): Reply[] {
  const jupyter = mkdtempSync(path.join(tmpdir(), "stock-kernel-"));
  t.after(() => rmSync(jupyter, { recursive: true }));
  const tslab = inCheckout("node_modules/tslab/bin/tslab");
  const argv = [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"];
  mkdirSync(path.join(jupyter, "kernels/stock"), { recursive: true });
  writeFileSync(
    path.join(jupyter, "kernels/stock/kernel.json"),
    JSON.stringify({ argv, display_name: "Stock", language: "typescript" }),
  );
  const script = inCheckout("test/notebook/run_cells.py");
  const env = { ...process.env, JUPYTER_PATH: jupyter, JUPYTER_RUNTIME_DIR: path.join(jupyter, "runtime") };
  const ran = spawnSync(venvPython, [script, "stock", inCheckout("test")], {
    input: JSON.stringify(cells),
    env,
    encoding: "utf8",
    timeout: 120_000,
  });
  assert.equal(ran.status, 0, ran.stderr);
  return JSON.parse(ran.stdout) as Reply[];
}

const printed = ({ messages }: Reply): string =>
  messages
    .filter(({ type }) => type === "stream")
    .map(({ text }) => text)
    .join("");

test("a stock tslab kernel shows, updates in place, and stops and continues long work", (t) => {
  if (!existsSync(venvPython)) return t.skip("there is no .venv");
  const counting = (interruptAt?: string): Cell => ({
    interruptAt,
    code: `
      const ended = await untilInterrupted(counter, (n) => {
        bar.update(n + 1);
        if (n % 100 === 0) console.log("at", n);
        last = n;
      });
      bar.finish();
      console.log("ended", ended, "last", last, "listeners", process.listenerCount("SIGINT"));`,
  });
  const [setUp, shown, live, stopped, continued, refused] = runCells(t, [
    {
      code: `
      import { jupyterDisplay } from "../dist/display/displayable";
      import { show } from "../dist/notebook/show";
      import { live as liveOutput } from "../dist/notebook/live";
      import { progress } from "../dist/notebook/progress";
      import { untilInterrupted } from "../dist/notebook/until-interrupted";
      import { expectError } from "../dist/notebook/expect-error";
      import { lossCurve } from "../dist/plots/loss-curve";
      function* count() {
        for (let n = 0; n < 400; n++) {
          const until = Date.now() + 5;
          while (Date.now() < until);
          yield n;
        }
      }
      const counter = count();
      let last = -1;
      const curve = (...loss: number[]) => lossCurve([{ name: "run", iterations: loss.map((_, i) => i), loss }]);`,
    },
    { code: `show(curve(20, 10));` },
    {
      code: `const chart = liveOutput(curve(20)); for (let i = 0; i < 9; i++) chart.update(curve(20, i)); chart.finish();`,
    },
    { code: `const bar = progress(400);` + counting().code, interruptAt: "at 100" },
    counting(),
    { code: `console.log(expectError(() => { throw new RangeError("f requires 1, got 2"); }));` },
  ]);

  assert.deepEqual(setUp, { status: "ok", messages: [] });

  assert.equal(shown.messages.length, 1);
  assert.equal(shown.messages[0].type, "display_data");
  assert.deepEqual(Object.keys(shown.messages[0].data ?? {}), [
    "application/vnd.plotly.v1+json",
    "text/plain",
  ]);

  const last = live.messages.at(-1);
  assert.deepEqual([live.messages[0].type, last?.type], ["display_data", "update_display_data"]);
  assert.equal(last?.transient?.display_id, live.messages[0].transient?.display_id);
  assert.match(String(last?.data?.["text/plain"]), /to 8\.00 at iteration 1/);

  assert.equal(stopped.status, "ok");
  const [, ended, at] = /ended (\w+) last (\d+) listeners 1/.exec(printed(stopped)) ?? [];
  assert.equal(ended, "false", printed(stopped));
  assert.ok(Number(at) >= 100 && Number(at) < 399, `stopped at ${at}`);
  const line = String(stopped.messages.filter(({ data }) => data).at(-1)?.data?.["text/plain"]);
  assert.match(line, new RegExp(`^stopped at ${Number(at) + 1} of 400 iterations`));

  assert.equal(continued.status, "ok");
  assert.match(printed(continued), /ended true last 399 listeners 1/);
  assert.equal(printed(refused), "f requires 1, got 2\n");
});

test("a stock tslab kernel reads the settings of a chapter, and refuses a wrong one in its cell", (t) => {
  if (!existsSync(venvPython)) return t.skip("there is no .venv");
  const training = chapters().find(({ name }) => name === "07-training");
  const [imports, settings, checked] = (training?.cells ?? [])
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => ({ code: source.join("") }));
  const wrong = { code: settings.code.replace("let dimensions = 10;", "let dimensions = 0;") };
  const set = { code: `${checked.code}\nconsole.log(settings.dimensions, settings.corpus);` };
  const replies = runCells(t, [imports, wrong, settings, { code: "dimensions = 7;" }, set]);
  assert.deepEqual(
    replies.map(({ status }) => status),
    ["ok", "error", "ok", "ok", "ok"],
  );
  assert.match(printed(replies[4]), /^7 default/);
});
