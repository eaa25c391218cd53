import path from "node:path";
import { compare } from "../../comparison/compare";
import { comparisonNotebook } from "../../comparison/forms/comparison-notebook";
import { comparisonText } from "../../comparison/forms/comparison-text";
import { resolveRuns } from "../../comparison/resolve-runs";
import { makeFolder } from "../../files/make-folder";
import { isOwnPage, requireOwnOutput } from "../../files/own-output";
import { writeAtomic } from "../../files/write-atomic";
import { exportPage } from "../../report/export-pages";
import { parseOptions } from "../../settings/options";
import { print, standardOutput } from "../terminal/standard-output";
import { untilStopped } from "../terminal/until-stopped";

/** The command `compare`. @param args the arguments after its name */
export async function compareCommand(args: readonly string[]): Promise<void> {
  const options = { out: { type: "string" }, words: { type: "string" }, json: { type: "boolean" } } as const;
  const { values, positionals } = parseOptions(args, options, true);
  if (positionals.length !== 2)
    throw new RangeError(
      `compare requires two folders of runs, got ${positionals.length}; --help shows how to call it`,
    );
  const words = Number(values.words ?? 2000);
  if (!Number.isInteger(words) || words < 3)
    throw new RangeError(`compare requires --words to be an integer of at least 3, got ${values.words}`);
  const [a, b] = resolveRuns(positionals);
  const out = values.out ?? path.join("reports", positionals.map((folder) => path.basename(path.resolve(folder))).join("-")); // prettier-ignore
  makeFolder("compare requires --out", out);
  requireOwnOutput([path.join(out, "comparison.html")], isOwnPage);
  requireOwnOutput([path.join(out, "comparison.json")], (text) => /^\{\s*"format": \d+,\s*"a": /.test(text));
  const comparison = compare(a, b, { words });
  const json = JSON.stringify(comparison, null, 2) + "\n";
  standardOutput.write(values.json ? json : comparisonText(comparison));
  writeAtomic(path.join(out, "comparison.json"), json);
  const page = path.join(out, "comparison.html");
  const notebook = JSON.stringify(comparisonNotebook(comparison));
  const make = (signal: AbortSignal): Promise<string> => exportPage(notebook, page, signal);
  const warnings = await untilStopped("stopped; the page was not made", make);
  if (warnings !== "") process.stderr.write(`${warnings}\n`);
  if (!values.json) print(`\n${path.join(out, "comparison.json")}\n${page}`);
}
