/**
 * Runs compiled test files in the order given: `node src/setup/run-tests.mjs FILE ...`. Node's own `--test` sorts them
 * by their paths, so that a long file may come last and run alone. One more than there are cores run at a time, since
 * many of them wait for other programs.
 */
import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { watchOutput } from "./explain-error.mjs";

const files = process.argv.slice(2);
let done = 0;

const stopped = new AbortController();
setMaxListeners(0, stopped.signal); // one for each file
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    process.exitCode = 130;
    stopped.abort(); // ends the processes of the tests
  });
watchOutput(() => stopped.abort());

run({ files, concurrency: availableParallelism() + 1, signal: stopped.signal })
  .on("test:fail", () => (process.exitCode ??= 1))
  .on("test:complete", ({ name, file }) => name === file && tellProgress(++done))
  .compose(new spec())
  .pipe(process.stdout);

/** The results are printed in the order of the files, so a terminal would show nothing while the first one runs. */
function tellProgress(count) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${count} of ${files.length} files\r`);
}
