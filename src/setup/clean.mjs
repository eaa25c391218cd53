/**
 * `npm run clean`: removes all that set-up made, about 640 MB, and nothing of the user's: runs/,
 * reports/ and the corpora in data/cache/ stay, unless `npm run clean -- --all` is asked for.
 */
import fs from "node:fs";
import path from "node:path";
import { runningServer } from "./jupyter-server.mjs";
import { withLock } from "./lock.mjs";
import { SetupError, say } from "./messages.mjs";
import { inRoot, root } from "./paths.mjs";
import { removeGitFilter } from "./steps/git-filter.mjs";
import { readSwitches } from "./switches.mjs";

const made = ["node_modules", ".venv", "dist", "dist-test", "notebooks/.ipynb_checkpoints", ".cache"];
const results = ["reports", "runs", "screenshots", "data/cache"];

/** @returns {Promise<number>} 0 */
export async function clean(args) {
  const { switches } = readSwitches("clean", args, ["--all"]);
  const server = await runningServer();
  if (server) throw new SetupError(`JupyterLab of this checkout runs at ${server}: stop it first`);
  await withLock(async () => {
    removeGitFilter();
    for (const name of switches.includes("--all") ? [...results, ...made] : made) remove(name);
  });
  return 0;
}

/** Removes a file or folder of the checkout; of a symbolic link, the link itself. */
function remove(name) {
  const target = inRoot(name);
  if (!fs.lstatSync(target, { throwIfNoEntry: false })) return;
  const parent = fs.realpathSync(path.dirname(target));
  if (path.relative(fs.realpathSync(root), parent).startsWith(".."))
    throw new SetupError(
      `${path.dirname(name)} leads out of the checkout, to ${parent}: remove ${name} yourself`,
    );
  say(`removing ${name}`);
  fs.rmSync(target, { recursive: true, force: true });
}
