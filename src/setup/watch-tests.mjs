/**
 * `npm test -- --watch`: builds whenever a source changes, and runs the tests that the change reaches: those that
 * changed, and those that load a changed file, or one that loads it. A program that a test starts by its path, as
 * "dist/cli/train.js", counts as loaded.
 */
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.mjs";
import { filesBelow, hashFiles } from "./prepare.mjs";
import { onStop } from "./stopping.mjs";
import { watchBuild } from "./watch-build.mjs";

/**
 * @param choose gives the compiled test files to look after, as they are now
 * @param run    runs some of them
 * @returns {Promise<number>} 0, when Ctrl-C ends it
 */
export async function watchTests(choose, run) {
  let before; // as long as nothing has run: what changes before the compiler watches would be missed
  let running = Promise.resolve();
  const watch = watchBuild((errors) => {
    if (errors > 0) return;
    running = running.then(async () => {
      const now = hashCompiled();
      const changed = new Set([...now.keys()].filter((file) => now.get(file) !== before?.get(file)));
      before = now;
      const reached = choose().filter((file) => reaches(file, changed, new Set()));
      if (reached.length > 0) await run(reached);
    });
  });
  await new Promise((resolve) => onStop(resolve));
  watch.kill();
  await running;
  return 0;
}

/** Every compiled file, with a hash of what it holds. */
function hashCompiled() {
  const files = ["dist", "dist-test"].flatMap((folder) => filesBelow(inRoot(folder), ".js"));
  return new Map(files.map((file) => [file, hashFiles([file])]));
}

/** Whether a file is one of those that changed, or loads one. */
function reaches(file, changed, seen) {
  if (changed.has(file)) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return loadedBy(file).some((other) => reaches(other, changed, seen));
}

/** The compiled files that a compiled file names. */
function loadedBy(file) {
  const text = fs.readFileSync(file, "utf8");
  const modules = [...text.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, name]) =>
    path.resolve(path.dirname(file), `${name}.js`),
  );
  const programs = [...text.matchAll(/"(dist\/[\w/-]+\.js)"/g)].map(([, name]) => inRoot(name));
  return [...modules, ...programs].filter((other) => fs.existsSync(other));
}
