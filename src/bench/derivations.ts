import { execFileSync } from "node:child_process";
import path from "node:path";
import { inCheckout } from "../files/checkout";
import { listDocuments, openDocuments } from "../derivation/documents/open-document";
import type { Line } from "../derivation/verdict/line";
import type { Mark } from "../derivation/verdict/verdicts";
import {
  cpuSeconds,
  derivationsFolder as folder,
  loadChecker,
  timeDocument,
  type Timed,
} from "./programs/time-derivation";

const slowest = 8;

/**
 * Checks all lines of the write-ups, and of each folder of cases; processor seconds, and the slowest lines: when first
 * met, again in the same process, whose code is compiled by then, and alone in a process that has checked nothing yet.
 */
export function benchDerivations(say: (line: string) => void): Promise<Record<string, number | string>> {
  loadChecker();
  const result: Record<string, number> = {};
  const timed: (Timed & { file: string })[] = [];
  for (const [name, files] of groups()) {
    const begun = cpuSeconds();
    const found = openDocuments(files, { folder }).map((document) => {
      const { derived, timed: own } = timeDocument(document);
      timed.push(...own.map((each) => ({ ...each, file: document.file })));
      return derived;
    });
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
  const slow = timed.sort((a, b) => b.seconds - a.seconds).slice(0, slowest);
  const again = new Map(
    [...new Set(slow.map(({ file }) => file))].map((file) => [
      file,
      { warm: timeAgain(file), cold: timeAlone(file) },
    ]),
  );
  say("The slowest chains of lines, in CPU-seconds: first met, again in this process, first in a new one:");
  for (const { file, place, lines, seconds } of slow) {
    const { warm = [], cold = [] } = again.get(file) ?? {};
    const times = [seconds, secondsOf(warm, place), secondsOf(cold, place)];
    say(`  ${times.map((each) => each.toFixed(2)).join("  ")}  ${lines} lines  ${place}`);
    result.slowestFirst_cpuSeconds = Math.max(result.slowestFirst_cpuSeconds ?? 0, times[0]);
    result.slowestAgain_cpuSeconds = Math.max(result.slowestAgain_cpuSeconds ?? 0, times[1]);
    result.slowestAlone_cpuSeconds = Math.max(result.slowestAlone_cpuSeconds ?? 0, times[2]);
  }
  return Promise.resolve(result);
}

const secondsOf = (timed: readonly Timed[], place: string): number =>
  timed.find((each) => each.place === place)?.seconds ?? 0;

function timeAgain(file: string): Timed[] {
  const [document] = openDocuments([file], { folder });
  return timeDocument(document).timed;
}

function timeAlone(file: string): Timed[] {
  const program = inCheckout("dist/bench/programs/time-derivation.js");
  return JSON.parse(execFileSync(process.execPath, [program, file], { encoding: "utf8" })) as Timed[];
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

function count(lines: readonly Line[], ...marks: Mark[]): number {
  return lines.filter(({ mark }) => marks.includes(mark)).length;
}
