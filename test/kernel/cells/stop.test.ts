import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { StopButton } from "../../../dist/kernel/cells/stop-button";
import { cannotDrive, cells, drive, printed, type Answer } from "../drive";

const steps = {
  ...cells({ declare: "const kept: number = 41;" }),
  stopLoop: { cells: [{ code: "console.log('on');\nwhile (true);" }, { code: "'waits'" }], stop_at: "on" },
  stopAwait: {
    cells: [
      {
        code: "globalThis.turns = 0;\nconsole.log('on');\nwhile (true) {\n  await new Promise((next) => setTimeout(next, 1));\n  globalThis.turns++;\n}",
      },
    ],
    stop_at: "on",
  },
  ...cells({
    afterStop:
      "const seen = globalThis.turns;\nawait new Promise((next) => setTimeout(next, 50));\n[kept, globalThis.turns - seen]",
  }),
  stopForAwait: {
    cells: [
      {
        code: "async function* count() {\n  for (let i = 0; ; i++) yield i;\n}\nconsole.log('on');\nfor await (const i of count()) globalThis.turns = i;",
      },
    ],
    stop_at: "on",
  },
  stopTidied: {
    cells: [
      {
        code: "console.log('on');\ntry {\n  await new Promise(() => {});\n} finally {\n  await new Promise((next) => setTimeout(next, 20));\n  console.log('tidied up');\n}",
      },
    ],
    stop_at: "on",
  },
  stopSwallowed: {
    cells: [
      {
        code: "globalThis.turns = 0;\nconsole.log('on');\nwhile (true) {\n  try {\n    await new Promise((next) => setTimeout(next, 1));\n    globalThis.turns++;\n  } catch {}\n}",
      },
      { code: "'waits'" },
    ],
    stop_at: "on",
  },
  stopTimer: {
    cells: [
      {
        code: "console.log('on');\ntry {\n  await new Promise(() => {});\n} finally {\n  setTimeout(() => {\n    while (true);\n  });\n}",
      },
    ],
    stop_at: "on",
  },
  ...cells({
    afterTimer: "kept",
    afterSwallowed:
      "const before = globalThis.turns;\nawait new Promise((next) => setTimeout(next, 50));\n[before > 0, globalThis.turns - before]",
    afterLastStop: "kept",
  }),
} as const;

describe("the stop button", { skip: cannotDrive }, () => {
  let answers: Record<string, Answer[]>;
  before(async () => {
    answers = await drive("mended", JSON.parse(JSON.stringify(steps)));
  });
  const only = (name: keyof typeof steps): Answer => answers[name][0];

  test("stop ends a loop, aborts what waits, and leaves the kernel and its variables", () => {
    assert.equal(only("stopLoop").reply.ename, "Interrupted");
    assert.equal(answers.stopLoop[1].reply.status, "aborted");
    assert.equal(printed(only("afterLastStop")), "41\n");
  });

  test("stop ends awaited work and the loop behind it", () => {
    assert.equal(only("stopAwait").reply.ename, "Interrupted");
    assert.equal(printed(only("afterStop")), "[ 41, 0 ]\n");
    assert.equal(only("stopForAwait").reply.ename, "Interrupted");
  });

  test("a stopped cell may await what tidies up, before its error is told", () => {
    assert.equal(only("stopTidied").reply.ename, "Interrupted");
    assert.equal(printed(only("stopTidied")), "on\ntidied up\n");
    const order = only("stopTidied").parts.map(([type]) => type);
    assert.ok(order.lastIndexOf("stream") < order.indexOf("error"), order.join());
  });

  test("stop ends a loop that swallows every error", () => {
    assert.equal(only("stopSwallowed").reply.ename, "Interrupted");
    assert.equal(answers.stopSwallowed[1].reply.status, "aborted");
    assert.equal(printed(only("afterSwallowed")), "[ true, 0 ]\n");
  });

  test("a loop that a stopped cell has left in a timer does not keep the next cell", () => {
    assert.equal(only("stopTimer").reply.ename, "Interrupted");
    assert.equal(printed(only("afterTimer")), "41\n");
  });
});

test("a second press gives a cell up at once, and one that has ended is not given up", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let givenUp = 0;
  const button = new StopButton(() => givenUp++);
  button.cellBegins();
  button.press();
  assert.equal(givenUp, 0);
  button.press();
  assert.equal(givenUp, 1);
  button.cellEnded();
  t.mock.timers.tick(10_000);
  assert.equal(givenUp, 1);
  button.press();
  t.mock.timers.tick(10_000);
  assert.equal(givenUp, 1);
});
