import { jupyterDisplay, type Displayable } from "../display/displayable";
import { escapeHtml } from "../display/html";

/** All that is needed to make a result again. A report prints it in the foot of the page. */
export interface RunDescription {
  corpus: { name: string; sha256: string };
  settings: Record<string, string | number | boolean>;
  seeds: Record<string, number | string>;
  /** of a page about runs that were made before: which, and by what */
  runs?: Record<string, string>;
}

/** Shows in one line what a run was made with, and hands it to the report. */
export function runDescription(run: RunDescription): Displayable {
  const pairs = Object.entries({ ...run.settings, ...run.seeds, ...run.runs }).map(
    ([name, value]) => `${name} ${value}`,
  );
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
