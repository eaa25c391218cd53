import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { CDPSession, Page } from "playwright-core";
import { trainHere } from "../../dist/notebook/train-here";
import { withDefaults } from "../../dist/settings/settings";
import { code, markdown, shown } from "./notebook";
import { exportCells, makePages, skip } from "./pages";

/** TRAIN_MINUTES=10 leaves the page training for so long, and measures each minute; without it, for some thousand pictures. */
const minutes = Number(process.env.TRAIN_MINUTES ?? 0);
const settings = withDefaults({
  iterations: 10_000_000,
  batch: minutes > 0 ? 50 : 1,
  negatives: 3,
  dimensions: 5,
});
const own = { name: "sst", sha256: "", sentences: [["not", "passed", "on"]] };

const pages = makePages((folder) => {
  const cells = [markdown("title", "# 07\n\n## Train"), code("train", "", [shown(trainHere(settings, own))])];
  exportCells(folder, "train", cells);
});

/** What a page and its worker hold once their garbage is collected. */
interface Held {
  pageBytes: number;
  workerBytes: number;
  nodes: number;
}

async function held(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { nodes } = await session.send("Memory.getDOMCounters");
  const { usedSize: pageBytes } = await session.send("Runtime.getHeapUsage");
  const attached = new Promise<string>((resolve) =>
    session.once("Target.attachedToTarget", ({ sessionId }) => resolve(sessionId)),
  );
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false });
  const worker = await attached;
  await askWorker(session, worker, "HeapProfiler.collectGarbage");
  const { usedSize: workerBytes } = await askWorker(session, worker, "Runtime.getHeapUsage");
  await session.detach();
  return { pageBytes, workerBytes, nodes };
}

let asked = 0;

/** Sends a command to a worker through its page, and returns the answer. */
async function askWorker(
  session: CDPSession,
  sessionId: string,
  method: string,
): Promise<{ usedSize: number }> {
  const id = ++asked;
  const answer = new Promise<{ result?: { usedSize: number }; error?: object }>((resolve) => {
    session.on("Target.receivedMessageFromTarget", ({ message }) => {
      const told = JSON.parse(message) as { id?: number; result?: { usedSize: number } };
      if (told.id === id) resolve(told);
    });
  });
  await session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
  const { result, error } = await answer;
  assert.ok(result, `${method}: ${JSON.stringify(error)}`);
  return result;
}

/** Iterations that the page has trained. */
async function trained(page: Page): Promise<number> {
  const text = await page.getByRole("status", { name: "Running loss" }).innerText();
  return Number(/after ([\d,]+) of/.exec(text)?.[1].replaceAll(",", "") ?? 0);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await delay(100);
}

test("a page that is left training does not grow", { skip }, async (t) => {
  const { page, trouble } = await pages.open("train");
  await page.getByRole("button", { name: "Train", exact: true }).press("Enter");
  const thinned = 12_000; // the curve has been made coarser by then, and so is as long as it will be
  const last = 20 * thinned;
  await until(async () => (await trained(page)) > thinned);
  const before = await held(page);
  const tell = async (heldThen: Held): Promise<void> =>
    t.diagnostic(`after ${await trained(page)} iterations ${JSON.stringify(heldThen)}`);
  await tell(before);
  const begun = Date.now();
  for (let minute = 1; minute <= minutes; minute++) {
    await until(() => Promise.resolve(Date.now() >= begun + minute * 60_000));
    await tell(await held(page));
  }
  await until(async () => (await trained(page)) > last);
  const now = await held(page);
  await tell(now);
  const room = (8 * (last - thinned)) / 2; // bytes: half of what one number kept an iteration would take
  assert.ok(now.pageBytes < before.pageBytes + room, `${now.pageBytes} bytes in the page`);
  assert.ok(now.workerBytes < before.workerBytes + room, `${now.workerBytes} bytes in the worker`);
  assert.ok(now.nodes < before.nodes + 1000, `${now.nodes} nodes`); // two pictures
  assert.ok((await trained(page)) < settings.iterations, "it still trains");
  assert.deepEqual(trouble, []);
});
