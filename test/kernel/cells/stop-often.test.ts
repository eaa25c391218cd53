import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpus } from "node:os";
import { test } from "node:test";
import { below, uniform } from "../../../dist/random/random";
import { Xoshiro128 } from "../../../dist/random/xoshiro";
import { cannotDrive, drive, printed, type Step } from "../drive";

/** Cells around which stop is pressed: some end soon, some never. */
const cells = [
  "1",
  "await new Promise((next) => setTimeout(next, 40)); 'waited'",
  "console.log('a'); await null; console.log('b')",
  "for (let i = 0; i < 3_000_000; i++) Math.sqrt(i);",
  "setTimeout(() => console.log('late'), 30); 'timer'",
  "const shown = { [Symbol.for('Jupyter.display')]: async () => ({ 'text/plain': 'later' }) }; shown",
  "while (true);",
  "await null; while (true) {}",
  "await new Promise(() => {})",
  "setTimeout(() => { while (true); }, 5); await new Promise(() => {})",
  "void Promise.resolve().then(() => { while (true); }); await new Promise(() => {})",
  "const turn = (): Promise<void> => Promise.resolve().then(turn); await turn()",
  "({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })",
  "({ [Symbol.for('Jupyter.display')]: () => { while (true); } })",
  "new Proxy({}, { get: () => { while (true); } })[Symbol.iterator as never]",
  "/^(a+)+$/.test('a'.repeat(40) + 'b')",
  "import { spawnSync } from 'node:child_process'; spawnSync('sleep', ['60']).status",
  "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
  "while (true) try { await new Promise((next) => setTimeout(next, 1)); } catch { while (true); }",
];

/**
 * `KERNEL_PRESSES=1000` presses as often as that, at random cells, half of them while other processes keep all cores
 * busy; `KERNEL_CELL=11` presses at one cell only.
 */
const presses = Number(process.env.KERNEL_PRESSES ?? cells.length);
const atRandom = presses > cells.length;
const cell = process.env.KERNEL_CELL === undefined ? undefined : Number(process.env.KERNEL_CELL);

/** Presses `count` times, and checks that the next cell after each sees the variables. */
async function press(count: number): Promise<void> {
  const random = new Xoshiro128(3);
  const steps: Record<string, Step> = {
    declare: { cells: [{ code: "let kept = 0; function keep() { return ++kept; }" }] },
  };
  for (let i = 0; i < count; i++) {
    const code = cells[cell ?? (atRandom ? below(random, cells.length) : i)];
    steps[`press ${i}: ${code}`] = { cells: [{ code }], stop_after: 0.15 * uniform(random) };
    steps[`next ${i}`] = { cells: [{ code: "keep()" }] };
  }
  const answers = await drive("mended", steps);
  for (let i = 0; i < count; i++) {
    assert.equal(answers[`next ${i}`][0].reply.status, "ok", JSON.stringify(answers[`next ${i}`]));
    assert.equal(printed(answers[`next ${i}`][0]), `${i + 1}\n`);
  }
  for (const [name, [{ reply }]] of Object.entries(answers)) {
    if (name.startsWith("press"))
      assert.ok(
        reply.status === "ok" || reply.ename === "Interrupted" || reply.ename === "Error",
        `${name}: ${JSON.stringify(reply)}`,
      );
  }
}

const busy = atRandom ? Math.ceil(presses / 2) : 0;

test(
  `${presses - busy} presses of stop end each cell, and take neither variables nor the next cell`,
  { skip: cannotDrive },
  () => press(presses - busy),
);

test(
  `${busy} presses do so while other processes keep all cores busy`,
  { skip: cannotDrive || (busy === 0 && "only with KERNEL_PRESSES") },
  async () => {
    const others = cpus().map(() => spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }));
    try {
      await press(busy);
    } finally {
      for (const each of others) each.kill();
    }
  },
);
