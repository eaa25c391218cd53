import { describeOrigin } from "../../runs/origin";
import type { Comparison, Side } from "../comparison";
import { terminalTable } from "./terminal-table";

/** A comparison as text for a terminal. */
export function comparisonText(comparison: Comparison): string {
  const { a, b, leftOut, differing, loss, neighbours, cautions } = comparison;
  const settings = differing.map(({ setting, a: from, b: to }) => [setting, show(from), show(to)]);
  const listed = neighbours.words.slice(0, 6).map(({ word, kept, gone, come }) => {
    return [word, ...[kept, gone, come].map(few)];
  });
  const words = comparison.moved.words.slice(0, 10).map(({ word, between, within }) => {
    return [word, between.toFixed(1), within === null ? "-" : within.toFixed(1)];
  });
  const parts: [string, string[]][] = [
    ["", [...sideLines("A", a), ...sideLines("B", b), `made by ${describeOrigin(comparison.madeBy)}`]],
    ["Beside them, but not used", leftOutLines(leftOut)],
    ["Settings that differ", terminalTable(["", "A", "B"], settings.length > 0 ? settings : [["none but the seed", "", ""]])],
    ["Loss (nats, at the end of training)", lossLines(loss)],
    [`Nearest words, ${neighbours.k} of each, among ${comparison.words} words`, [...overlapLines(neighbours), "", ...terminalTable(["word", "both", "only A", "only B"], listed)]],
    ["Words that moved most (degrees, after rotating B onto A)", [...testLines(comparison), ...terminalTable(["word", "A to B", "between seeds"], words)]],
    ["What cannot be concluded", cautions.map((line) => `- ${line}`)],
  ]; // prettier-ignore
  const shown = parts.filter(([, lines]) => lines.length > 0);
  return shown.map(([title, lines]) => [...(title ? [title] : []), ...lines].join("\n")).join("\n\n") + "\n";
}

/** The runs of a side: the one that was named, and the other seeds of its settings, text and code. */
function sideLines(name: string, { folders, seeds }: Side): string[] {
  const line = (folder: string, i: number): string => `${i === 0 ? name : " "}  ${folder}  seed ${seeds[i]}`;
  return folders.map(line);
}

/** Folders that do not count, one a line, ten at most. */
export function leftOutLines(leftOut: Comparison["leftOut"]): string[] {
  const lines = leftOut.slice(0, 10).map(({ folder, reason }) => `${folder}: ${reason}`);
  return leftOut.length > 10 ? [...lines, `and ${leftOut.length - 10} more`] : lines;
}

function lossLines({ a, b, difference, lower, upper, pairedSeeds }: Comparison["loss"]): string[] {
  const means = `A ${a.toFixed(4)}   B ${b.toFixed(4)}`;
  if (difference === null) return [`${means}   no difference: the losses do not measure the same`];
  const known =
    lower === null || upper === null
      ? "no interval"
      : `95 % interval ${signed(lower)} to ${signed(upper)}, ${pairedSeeds} seeds`;
  return [`${means}   B − A ${signed(difference)} (${known})`];
}

/** Whether the noise between seeds can explain how far the words moved. */
export function testLines({ moved, words }: Comparison): string[] {
  if (moved.test === null) return [];
  const { p, splits, beyond } = moved.test;
  return [
    `permutation test over seeds: p = ${p.toFixed(3)} (the smallest possible p is 1/${splits})`,
    `${beyond} of ${words} words are farther apart between the settings than between any two seeds of one; by chance at most ${Math.round(words / splits)} are`,
  ];
}

/** Shares in percent: between A and B, between seeds of each, by chance. */
function overlapLines({ shared, sharedWithinA, sharedWithinB, chance }: Comparison["neighbours"]): string[] {
  const say = (share: number | null): string =>
    share === null ? "one seed" : `${(100 * share).toFixed(1)} %`;
  return [
    `in common: A and B ${say(shared)}; two seeds of A ${say(sharedWithinA)}, of B ${say(sharedWithinB)}; by chance ${say(chance)}`,
  ];
}

/** The nearest five words; comparison.json has all. */
const few = (words: readonly string[]): string =>
  words.slice(0, 5).join(" ") + (words.length > 5 ? " and more" : "") || "-";

const signed = (value: number): string => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(3);

const show = (value: unknown): string => (value === null ? "none" : String(value));
