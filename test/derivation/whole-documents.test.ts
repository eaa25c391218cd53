import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { inCheckout } from "../../dist/files/checkout";
import { compareMarks, givenMarks, isFalseAlarm, isMissedError, listedMarks, type Deviation } from "./marks";

const least = 0.95;

/** What came of a folder: how many lines, how many as listed, and in words each that came out otherwise. */
interface Total {
  lines: number;
  asListed: number;
  missedErrors: string[];
  falseAlarms: string[];
  others: string[];
}

/** Checks all documents of a folder and says of each line that came out otherwise what was listed. */
function scoreFolder(name: string, t: TestContext): Total {
  const folder = inCheckout("test/derivations", name);
  const total: Total = { lines: 0, asListed: 0, missedErrors: [], falseAlarms: [], others: [] };
  for (const file of readdirSync(folder).sort()) {
    const text = readFileSync(path.join(folder, file), "utf8");
    const { lines, asListed, deviations } = compareMarks(listedMarks(text), givenMarks(file, text));
    total.lines += lines;
    total.asListed += asListed;
    for (const each of deviations) {
      const text = deviationText(file, each);
      t.diagnostic(text);
      const list = isMissedError(each) ? "missedErrors" : isFalseAlarm(each) ? "falseAlarms" : "others";
      total[list].push(text);
    }
  }
  t.diagnostic(`${name}: ${total.asListed} of ${total.lines} lines as listed`);
  return total;
}

function deviationText(file: string, { wanted, given }: Deviation): string {
  if (!given) return `${file}: ${wanted ?? ""} is listed, nothing came`;
  return `${file}:${given.place}: ${wanted ?? "nothing"} is listed, ${given.mark} came: ${given.text}`;
}

test("at least 95 of 100 lines of the whole documents come out as a teacher marked them", (t) => {
  const { lines, asListed, missedErrors, falseAlarms } = scoreFolder("documents", t);
  assert.deepEqual(missedErrors, [], "no wrong line is called right");
  assert.deepEqual(falseAlarms, [], "no right line is called wrong");
  assert.ok(
    asListed >= least * lines,
    `${asListed} of ${lines} lines as listed, ${least * 100} % are asked for`,
  );
});

for (const name of ["field", "extracts"])
  test(`every line of the documents in ${name} comes out as listed`, (t) => {
    const { lines, asListed, missedErrors, falseAlarms, others } = scoreFolder(name, t);
    assert.deepEqual([...missedErrors, ...falseAlarms, ...others], []);
    assert.equal(asListed, lines);
  });
