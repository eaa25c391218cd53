import type { DerivedDocument } from "../../dist/derivation/derive-file";
import { deriveDocument } from "../../dist/derivation/derive-file";
import { readDocument } from "../../dist/derivation/documents/read-document";
import type { Source, Unchecked } from "../../dist/derivation/documents/document";

/** What a line came out as, and where. */
export interface Given {
  mark: string;
  place: string;
  text: string;
}

/** A line that came out otherwise than listed; without one of the two marks where a line is missing or one too many. */
export interface Deviation {
  wanted?: string;
  given?: Given;
}

/** What lines were listed, how many came out so, and which did not. */
export interface Score {
  lines: number;
  asListed: number;
  deviations: Deviation[];
}

/** The marks that a document lists in its first comment: `% expect: right, definition or right, wrong here`. */
export function listedMarks(text: string): string[] {
  const listed = /(?:%|<!--) expect: ([a-z, ]+[a-z])/.exec(text);
  if (!listed) throw new Error("a document lists its marks in a comment `% expect: …`, got none");
  return listed[1].split(", ");
}

/** The mark of every relation of a document, in the order of the document. */
export function givenMarks(file: string, text: string): Given[] {
  const derived = deriveDocument(readDocument(file, text));
  if (derived.refused.length > 0)
    return [{ mark: "refused", place: file, text: derived.refused[0].error.message }];
  return itemsOf(derived)
    .sort((a, b) => a.source - b.source || a.start - b.start)
    .map(({ given }) => given);
}

function itemsOf({ document, derivations, unchecked }: DerivedDocument): {
  source: number;
  start: number;
  given: Given;
}[] {
  const indexOf = (source?: Source): number => document.sources.findIndex((each) => each === source);
  const lines = derivations.flatMap(({ lines: found, source }) =>
    found.map(({ mark, row, column, right, says }) => ({
      source: indexOf(source),
      start: offsetOf(source?.text ?? "", row, column),
      given: { mark, place: `${row}:${column}`, text: `${textOf(right)} ${textOf(says)}` },
    })),
  );
  const places = unchecked.filter(isDisplayed).map(({ source, start, end, reason }) => ({
    source: indexOf(source),
    start,
    given: { mark: "not judged", place: `${start}`, text: `${source.text.slice(start, end)}: ${reason}` },
  }));
  return [...lines, ...places];
}

/** Whether a place is one of a display: what a text says in passing has no mark. */
const isDisplayed = ({ reason }: Unchecked): boolean => !/^inline mathematics|in the text/.test(reason);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The offset of a row and a column, both counted from 1. */
function offsetOf(text: string, row: number, column: number): number {
  let start = 0;
  for (let i = 1; i < row; i++) start = text.indexOf("\n", start) + 1;
  return start + column - 1;
}

/** Whether a mark is what was listed; `a or b` is either, and "not right" is anything else than right. */
export function fits(wanted: string, given: string): boolean {
  if (wanted === "not right") return given !== "right";
  if (wanted === "malformed or not checked")
    return given === "malformed" || given === "not judged" || given === "right";
  return wanted.split(" or ").some((each) => {
    if (each === "wrong here") return given === "wrong here" || given === "wrong shape";
    // who cannot read a line does not judge it
    if (each === "not judged" || each === "malformed") return given === "not judged" || given === "malformed";
    return each === given;
  });
}

/** Pairs listed and given marks so that as few as possible deviate: one missing line costs one, not all after it. */
export function compareMarks(wanted: readonly string[], given: readonly Given[]): Score {
  const cost = Array.from({ length: wanted.length + 1 }, (_, i) =>
    Array.from({ length: given.length + 1 }, (_unused, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const replaced = (i: number, j: number): number => (fits(wanted[i - 1], given[j - 1].mark) ? 0 : 1);
  for (let i = 1; i <= wanted.length; i++)
    for (let j = 1; j <= given.length; j++)
      cost[i][j] = Math.min(cost[i - 1][j - 1] + replaced(i, j), cost[i - 1][j] + 1, cost[i][j - 1] + 1);
  const deviations: Deviation[] = [];
  let [i, j] = [wanted.length, given.length];
  while (i > 0 || j > 0) {
    if (i > 0 && j > 0 && cost[i][j] === cost[i - 1][j - 1] + replaced(i, j)) {
      i--;
      j--;
      if (!fits(wanted[i], given[j].mark)) deviations.push({ wanted: wanted[i], given: given[j] });
    } else if (i > 0 && cost[i][j] === cost[i - 1][j] + 1) deviations.push({ wanted: wanted[--i] });
    else deviations.push({ given: given[--j] });
  }
  const missed = deviations.filter((each) => each.wanted !== undefined).length;
  return { lines: wanted.length, asListed: wanted.length - missed, deviations: deviations.reverse() };
}

/** Whether a line listed as wrong was called right. */
export function isMissedError({ wanted, given }: Deviation): boolean {
  return (
    given?.mark === "right" && (wanted === "wrong here" || wanted === "inherited" || wanted === "not right")
  );
}

/** Whether a line listed as right was called wrong. */
export function isFalseAlarm({ wanted, given }: Deviation): boolean {
  const wrong = ["wrong here", "inherited", "wrong shape"].includes(given?.mark ?? "");
  return wrong && (wanted === undefined || /right|definition/.test(wanted)) && wanted !== "not right";
}
