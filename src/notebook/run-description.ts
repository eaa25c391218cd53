import { jupyterDisplay, type Displayable } from "./displayable";
import { settingsInUse } from "../settings/settings";
import { escapeHtml } from "./html";

/** What made a result: enough to make it again. A report prints it in the page's foot. */
export interface RunDescription {
  corpus: { name: string; sha256: string };
  settings: Record<string, string | number | boolean>;
  seeds: Record<string, number | string>;
}

/** Shows in one line what a run was made with, less the settings that did nothing, and hands it to the report in full. */
export function runDescription({ settings, ...given }: RunDescription): Displayable {
  const run = { ...given, settings: settingsInUse(settings) };
  const pairs = Object.entries({ ...run.settings, ...run.seeds }).map(([name, value]) => `${name} ${value}`);
  const corpus = `corpus ${run.corpus.name} (SHA-256 ${run.corpus.sha256.slice(0, 12)}…)`;
  const line = [corpus, ...pairs].join(", ");
  return {
    [jupyterDisplay]: () => ({
      "application/vnd.word2vec.run+json": run,
      "text/html": `<p class="run"><small>${escapeHtml(line)}</small></p>`,
      "text/plain": line,
    }),
  };
}
