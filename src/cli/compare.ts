import path from "node:path";
import { parseArgs } from "node:util";
import { compare } from "../experiment/compare";
import { comparisonNotebook } from "../experiment/comparison-notebook";
import { comparisonText } from "../experiment/comparison-text";
import { sidesOf } from "../experiment/sides";
import { makeFolder } from "../files/make-folder";
import { writeAtomic } from "../files/write-atomic";
import { exportPage } from "../report/export-pages";

const usage = `npm run experiment -- compare RUN RUN [--words 2000] [--out DIR] [--json]

Compares two runs' folders: settings that differ, loss, neighbours that changed, words that moved, and what of it
may be noise; other seeds of the same settings are looked for beside each. Prints it, and writes comparison.json
and comparison.html, a page that needs no network, to DIR (default reports/RUN-RUN).`;

/** The command `compare`. @param args those after its name */
export async function compareCommand(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: "string" },
      words: { type: "string", default: "2000" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return console.log(usage);
  if (positionals.length !== 2)
    throw new RangeError(
      `compare requires two folders of runs, got ${positionals.length}; --help shows the form`,
    );
  const words = Number(values.words);
  if (!Number.isInteger(words) || words < 3)
    throw new RangeError(`compare requires --words of 3 or more, got ${values.words}`);
  const [a, b] = sidesOf(positionals);
  const out = values.out ?? path.join("reports", positionals.map((folder) => path.basename(path.resolve(folder))).join("-")); // prettier-ignore
  makeFolder("compare requires --out", out);
  const comparison = compare(a, b, { words });
  const json = JSON.stringify(comparison, null, 2) + "\n";
  process.stdout.write(values.json ? json : comparisonText(comparison));
  writeAtomic(path.join(out, "comparison.json"), json);
  const page = path.join(out, "comparison.html");
  await exportPage(JSON.stringify(comparisonNotebook(comparison)), page);
  if (!values.json) console.log(`\n${path.join(out, "comparison.json")}\n${page}`);
}
