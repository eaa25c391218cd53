/**
 * Some default corpus in data/cache. `dist/cli/data.js ensure` returns at once when there is one, and
 * says which; so this runs every time and needs no stamp.
 */
import { alone } from "../lock.mjs";
import { SetupError } from "../messages.mjs";
import { inRoot } from "../paths.mjs";
import { inView } from "../processes.mjs";

export async function ensureCorpus() {
  const command = [inRoot("dist", "cli", "data.js"), "ensure"];
  const status = await alone(() => inView(process.execPath, command, { stdio: ["inherit", 2, 2] }));
  if (status !== 0)
    throw new SetupError(
      "there is no corpus: once the network is back, run the command again, or npm run data",
    );
}
