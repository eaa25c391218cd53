/**
 * Runs compiled test files in the order given: `node src/setup/run-tests.mjs [--again] FILE ...`. Node's own `--test`
 * sorts them by their paths, so that a long file may come last and run alone. One more than there are cores run at a
 * time, since many of them wait for other programs.
 *
 * With `--again`, files that failed run once more, each alone, if they are few. Many tests here press, kill and time out
 * real programs; on a busy machine one of them may wait in vain for its turn. What passes alone is named as unsteady.
 */
import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import path from "node:path";
import { finished } from "node:stream/promises";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { watchOutput } from "./explain-error.mjs";

const args = process.argv.slice(2);
const again = args[0] === "--again";
const files = args.slice(again ? 1 : 0);
/** More files than these fail for a reason of their own. */
const few = 5;

const stopped = new AbortController();
setMaxListeners(0, stopped.signal); // one for each file
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    process.exitCode = 130;
    stopped.abort(); // ends the processes of the tests
  });
watchOutput(() => stopped.abort());

let failed = await runFiles(files, availableParallelism() + 1);
if (again && failed.length > 0 && failed.length <= few && !stopped.signal.aborted) {
  const first = failed;
  console.log(`\nfailed beside others; each once more, alone:\n${list(first)}\n`);
  failed = await runFiles(first, 1);
  const unsteady = first.filter((file) => !failed.includes(file));
  if (unsteady.length > 0) console.log(`\nunsteady: failed beside others, passed alone:\n${list(unsteady)}`);
}
if (failed.length > 0) process.exitCode ??= 1;

/** @returns {Promise<string[]>} the files in which a test failed */
async function runFiles(files, concurrency) {
  const failed = new Set();
  let done = 0;
  const results = run({ files, concurrency, signal: stopped.signal })
    .on("test:complete", ({ name, file, details }) => {
      if (name !== file) return; // a test's file is its source, or a module that the file loads
      if (!details.passed) failed.add(file);
      tellProgress(++done, files.length);
    })
    .compose(new spec());
  results.pipe(process.stdout, { end: false });
  await finished(results);
  return [...failed];
}

/** The results are printed in the order of the files, so a terminal would show nothing while the first one runs. */
function tellProgress(count, all) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${count} of ${all} files\r`);
}

function list(files) {
  return files.map((file) => `  ${path.relative("", file)}`).join("\n");
}
