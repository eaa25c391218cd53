/**
 * `npm test`: Node's own runner over every test, or over those whose path contains one of the words
 * given (`npm test -- corpus`). The list comes from test/, since Node 20's --test takes no pattern.
 */
import path from "node:path";
import { SetupError } from "./messages.mjs";
import { inRoot } from "./paths.mjs";
import { filesBelow } from "./prepare.mjs";
import { inView } from "./processes.mjs";

/** @returns {Promise<number>} the runner's exit status */
export async function test(words) {
  const sources = filesBelow(inRoot("test"), ".test.ts").map((file) => path.relative(inRoot("test"), file));
  const chosen = sources.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  if (chosen.length === 0) throw new SetupError(`no test's path contains ${words.join(" or ")}`);
  const compiled = chosen.map((file) => inRoot("dist-test", file.replace(/\.ts$/, ".js")));
  const runner = ["--enable-source-maps", "--test", "--test-reporter=spec", ...twoAtOnce()];
  return inView(process.execPath, [...runner, ...compiled]);
}

/** Two files at a time; Node before 20.10 has no such option and chooses by itself. */
function twoAtOnce() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > 20 || minor >= 10 ? ["--test-concurrency=2"] : [];
}
