import { statSync } from "node:fs";
import path from "node:path";
import { WatchServer } from "../../experiment/watch/watch-server";
import { inCheckout } from "../../files/checkout";
import { watchPage } from "../../report/watch-page";
import { RunWatcher } from "../../runs/live/run-watcher";
import { parseOptions } from "../../settings/options";
import { print } from "../terminal/standard-output";
import { untilStopped } from "../terminal/until-stopped";

/** The command `watch`: a page that follows runs, until Ctrl-C. */
export async function watchCommand(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseOptions(args, { runs: { type: "string" }, port: { type: "string" } } as const, true); // prettier-ignore
  if (positionals.length > 0) throw new Error(`watch requires no RUN, got ${positionals[0]}; the page shows all of --runs`); // prettier-ignore
  const runs = path.resolve(values.runs ?? inCheckout("runs"));
  if (statSync(runs, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new Error(`watch requires --runs to be a folder, got ${runs}, which is a file`);
  const port = parsePort(values.port ?? "0");
  await untilStopped("stopped", async (signal) => {
    const server = await WatchServer.listen(new RunWatcher(runs), runs, watchPage(), port);
    const stopped = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve());
    });
    print(server.address);
    process.stderr.write(`follows ${runs}; Ctrl-C ends it\n`);
    await stopped;
    server.close();
  });
}

function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
  throw new RangeError(`watch requires --port to be an integer from 0 to 65535, 0 for any that is free, got ${text}`); // prettier-ignore
}
