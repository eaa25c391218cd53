/**
 * Some default corpus in data/cache. `dist/cli/data.js ensure` returns at once when there is one, and
 * says which; so this runs every time and needs no stamp.
 */
import { withLock } from "../lock.mjs";
import { SetupError } from "../messages.mjs";
import { inRoot } from "../paths.mjs";
import { runInherited } from "../processes.mjs";
import { throwIfStopped } from "../stopping.mjs";

export async function ensureCorpus() {
  const command = [inRoot("dist", "cli", "data.js"), "ensure"];
  const status = await withLock(() => runInherited(process.execPath, command, { stdio: ["inherit", 2, 2] }));
  throwIfStopped();
  if (status !== 0)
    throw new SetupError(
      process.env.SST_PATH
        ? "there is no corpus: mend or unset SST_PATH, or set it to the treebank's datasetSentences.txt"
        : "there is no corpus: once the network is back, run the command again, or npm run data",
    );
}
