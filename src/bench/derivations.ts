import path from "node:path";
import { deriveDocument, deriveFile } from "../derivation/derive-file";
import { listDocuments, openDocuments } from "../derivation/documents/open-document";
import type { Line } from "../derivation/verdict/line";
import { equationText } from "../derivation/verdict/text";
import type { Mark } from "../derivation/verdict/verdicts";
import { inCheckout } from "../files/checkout";

const folder = inCheckout("test", "derivations");
const slowest = 8;

/** One chain of lines and the processor seconds that it took. */
interface Timed {
  file: string;
  lines: readonly Line[];
  seconds: number;
}

/** Checks all lines of the write-ups, and of each folder of cases; processor seconds, and the slowest lines. */
export function benchDerivations(say: (line: string) => void): Promise<Record<string, number | string>> {
  deriveFile("$$ 1 = 1 $$"); // loads what the checker computes with, which is no line's cost
  const result: Record<string, number> = {};
  const timed: Timed[] = [];
  for (const [name, files] of groups()) {
    const begun = cpuSeconds();
    const found = openDocuments(files, { folder }).map((document) => checkTimed(document, timed));
    const seconds = cpuSeconds() - begun;
    const lines = found.flatMap(({ derivations }) => derivations.flatMap((each) => each.lines));
    const counts: Record<string, number> = {
      lines: lines.length,
      right: count(lines, "right", "definition"),
      wrong: count(lines, "wrong here", "inherited", "right but does not follow"),
      undecided: count(lines, "not decided"),
      unreadable: count(lines, "malformed"),
      notJudged: found.reduce((sum, { unchecked }) => sum + unchecked.length, 0),
    };
    const texts = Object.entries(counts).map(([key, value]) => `${value} ${key}`);
    say(`${name}: ${texts.join(", ")}, in ${seconds.toFixed(2)} CPU-seconds`);
    for (const [key, value] of Object.entries(counts)) result[`${name}_${key}`] = value;
    result[`${name}_cpuSeconds`] = seconds;
  }
  say("The slowest lines, with the chain that they stand in:");
  for (const { file, lines, seconds } of timed.sort((a, b) => b.seconds - a.seconds).slice(0, slowest))
    say(
      `  ${seconds.toFixed(2)} s  ${file}:${lines[0].row}  ${lines.length} lines  ${equationText(lines[0]).slice(0, 70)}`,
    );
  result.slowest_cpuSeconds = timed[0]?.seconds ?? 0;
  return Promise.resolve(result);
}

/** The files by the folder that they are in; each write-up by itself. */
function groups(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of listDocuments(["."], folder)) {
    const within = path.dirname(file);
    const name = within === "." ? path.parse(file).name : within.split(path.sep)[0];
    found.set(name, [...(found.get(name) ?? []), file]);
  }
  return found;
}

function checkTimed(
  document: ReturnType<typeof openDocuments>[0],
  timed: Timed[],
): ReturnType<typeof deriveDocument> {
  let last = cpuSeconds(); // the first chain also waits for what is worked out of the declarations
  return deriveDocument(document, (lines) => {
    const now = cpuSeconds();
    if (lines.length > 0) timed.push({ file: document.file, lines, seconds: now - last });
    last = now;
  });
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function count(lines: readonly Line[], ...marks: Mark[]): number {
  return lines.filter(({ mark }) => marks.includes(mark)).length;
}
