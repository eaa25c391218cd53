import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { after, test } from "node:test";
import { WatchServer } from "../../dist/experiment/watch/watch-server";
import { inCheckout } from "../../dist/files/checkout";
import type { LastWords } from "../../dist/runs/live/last-words";
import { RunWatcher } from "../../dist/runs/live/run-watcher";
import { followedTraining, LightChapter } from "./light-chapter";
import { Listening, partOf, until } from "./watch-client";

const light = new LightChapter(followedTraining);
after(() => light.remove());

test("a run is followed while it goes on, and looked at when its command was killed", async (t) => {
  const server = await WatchServer.listen(new RunWatcher(light.runs), light.runs, "", 0);
  t.after(() => server.close());
  const runs = new Listening(partOf(server.address, "runs"));
  t.after(() => runs.close());
  const child = light.start("--set", "dimensions=4");
  t.after(() => child.kill("SIGKILL"));
  await until("the end of the training", () => runs.lines()[0]?.point?.fraction === 1);
  const [line] = runs.lines();
  assert.deepEqual([line.state, line.title, line.chapter, line.point?.done], ["running", "dimensions=4", "light", 50]); // prettier-ignore
  const log = new Listening(partOf(server.address, "log", `&run=${encodeURIComponent(line.id)}`));
  t.after(() => log.close());
  await until("what the cell prints", () => log.text().includes("all is trained\n"));
  child.kill("SIGKILL");
  await once(child, "close");
  await until("it counts as killed", () => runs.lines()[0]?.state === "killed");
  const command = inCheckout("dist/cli/experiment.js");
  const say = (...args: string[]): string => spawnSync(process.execPath, [command, ...args, "--runs", light.runs], { encoding: "utf8" }).stdout; // prettier-ignore
  assert.match(say("list"), /^run +status .*\n\d{8}T\d{6}Z-[0-9a-f]{8} +killed .*\n1 run\n$/);
  for (const name of [line.name, path.join(light.runs, line.id)]) {
    const shown = say("show", name);
    assert.match(shown, /status +killed\n/);
    assert.match(shown, /cell +2 of 2: const \{ openCorpus \} = /);
    assert.match(shown, /iterations +50 of 50 at 20/);
    assert.match(shown, /\n +all is trained\n/);
    assert.match(shown, /dimensions +4\n/);
  }
  const { last } = JSON.parse(say("show", line.name, "--json")) as { last: LastWords };
  assert.deepEqual([last.cell?.cell, last.point?.fraction, last.printed.at(-1)], [2, 1, "all is trained"]);
});
