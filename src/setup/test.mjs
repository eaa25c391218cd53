/**
 * `npm test`: Node's own runner over every test, or over those whose path below test/ contains one of the words
 * given. `--quick` leaves out what test-tiers.mjs names; `--again` runs files that failed once more, alone
 * (run-tests.mjs); `--watch` is watch-tests.mjs.
 */
import path from "node:path";
import { SetupError } from "./messages.mjs";
import { inRoot } from "./paths.mjs";
import { filesBelow } from "./prepare.mjs";
import { runInherited } from "./processes.mjs";
import { readSwitches } from "./switches.mjs";
import { inOrder, isQuick } from "./test-tiers.mjs";
import { watchTests } from "./watch-tests.mjs";

/** @returns {Promise<number>} the runner's exit status */
export async function test(args) {
  const { switches, words } = readSwitches("test", args, ["--quick", "--watch", "--again"], true);
  const quick = switches.some((each) => each !== "--again"); // what is watched is quick
  if (switches.includes("--watch")) return watchTests(() => chooseTests(words, quick), runTests);
  return runTests(chooseTests(words, quick), switches.includes("--again"));
}

/** The compiled files of the tests asked for, in the order in which they run. */
function chooseTests(words, quick) {
  const sources = filesBelow(inRoot("test"), ".test.ts").map((file) =>
    path.relative(inRoot("test"), file).replaceAll(path.sep, "/"),
  );
  const named = sources.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  const chosen = named.filter((file) => !quick || isQuick(file));
  if (chosen.length === 0)
    throw new SetupError(`no ${quick ? "quick " : ""}test's path contains ${words.join(" or ")}`);
  return inOrder(chosen).map((file) => inRoot("dist-test", file.replace(/\.ts$/, ".js")));
}

/** Runs compiled test files. @returns {Promise<number>} the exit status */
function runTests(files, again = false) {
  const runner = inRoot("src", "setup", "run-tests.mjs");
  return runInherited(process.execPath, [
    "--enable-source-maps",
    runner,
    ...(again ? ["--again"] : []),
    ...files,
  ]);
}
