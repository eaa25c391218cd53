import type { Comparison } from "./comparison";
import { terminalTable } from "./terminal-table";

/** A comparison as lines for a terminal. @param moved how many of the words that moved most; default 10 */
export function comparisonText(comparison: Comparison, moved = 10): string {
  const { a, b, differing, loss, neighbours, cautions } = comparison;
  const sides = [["A", a] as const, ["B", b] as const].map(
    ([name, side]) => `${name}  ${side.folders[0]}  seed ${side.seeds[0]}${others(side.seeds)}`,
  );
  const settings = differing.map(({ setting, a: from, b: to }) => [setting, show(from), show(to)]);
  const listed = neighbours.words.slice(0, 6).map(({ word, kept, gone, come }) => {
    return [word, ...[kept, gone, come].map(few)];
  });
  const words = comparison.moved.words.slice(0, moved).map(({ word, between, within }) => {
    return [word, between.toFixed(1), within === null ? "-" : within.toFixed(1)];
  });
  const parts: [string, string[]][] = [
    ["", sides],
    ["Settings that differ", terminalTable(["", "A", "B"], settings.length > 0 ? settings : [["none but the seed", "", ""]])],
    ["Loss (nats, at the end of training)", lossLines(loss)],
    [`Nearest words, ${neighbours.k} of each, among ${comparison.words} words`, [...overlapLines(neighbours), "", ...terminalTable(["word", "both", "only A", "only B"], listed)]],
    ["Words that moved most (degrees, after rotating B onto A)", [...testLines(comparison), ...terminalTable(["word", "A to B", "between seeds"], words)]],
    ["What cannot be concluded", cautions.map((line) => `- ${line}`)],
  ]; // prettier-ignore
  const shown = parts.filter(([, lines]) => lines.length > 0);
  return shown.map(([title, lines]) => [...(title ? [title] : []), ...lines].join("\n")).join("\n\n") + "\n";
}

function others(seeds: readonly string[]): string {
  if (seeds.length === 1) return "";
  return `, and beside it seed${seeds.length > 2 ? "s" : ""} ${seeds.slice(1).join(", ")}`;
}

function lossLines({ a, b, difference, lower, upper, pairedSeeds }: Comparison["loss"]): string[] {
  const known =
    lower === null || upper === null
      ? "no interval"
      : `95 % interval ${signed(lower)} to ${signed(upper)}, ${pairedSeeds} seeds`;
  return [`A ${a.toFixed(4)}   B ${b.toFixed(4)}   B − A ${signed(difference)} (${known})`];
}

/** Whether the seeds' own noise can explain how far the words moved. */
export function testLines({ moved, words }: Comparison): string[] {
  if (moved.test === null) return [];
  const { p, splits, beyond } = moved.test;
  return [
    `permutation test over seeds: p = ${p.toFixed(3)}, the least possible being 1 in ${splits}`,
    `${beyond} of ${words} words are farther apart across the settings than any two seeds within; by chance at most ${Math.round(words / splits)} would be`,
  ];
}

/** Shares in percent: between A and B, between seeds of each, at chance. */
function overlapLines({ shared, sharedWithinA, sharedWithinB, chance }: Comparison["neighbours"]): string[] {
  const say = (share: number | null): string =>
    share === null ? "one seed" : `${(100 * share).toFixed(1)} %`;
  return [
    `in common: A and B ${say(shared)}; two seeds of A ${say(sharedWithinA)}, of B ${say(sharedWithinB)}; by chance ${say(chance)}`,
  ];
}

/** The nearest five; comparison.json has all. */
const few = (words: readonly string[]): string =>
  words.slice(0, 5).join(" ") + (words.length > 5 ? " …" : "") || "-";

const signed = (value: number): string => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(3);

const show = (value: unknown): string => (value === null ? "none" : String(value));
