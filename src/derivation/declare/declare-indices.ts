import { code, message } from "../latex/message";
import type { Clauses } from "./clauses";
import { readWholeIndex, setName } from "./clauses";
import type { Declarations, Draws } from "./declarations";
import { windowRange } from "./range";
import { drawName, findIndexRange } from "./declarations";
import type { IndexName } from "../latex/expression";
import { indexText } from "../latex/name-text";

function readRange(declared: Declarations, clause: Clauses): string {
  const text = setName(clause.text);
  const counted = /^(?:1\s*(?:\.\.|\\ldots|\\dots|to)\s*|\{?1,\s*\\l?dots,\s*)(\w+)\}?$/.exec(text);
  if (counted) return counted[1];
  const window = /^-\s*(\w)\s*(?:\.\.|\\ldots|\\dots|to)\s*\1$/.exec(text);
  if (window) return windowRange(window[1]);
  if (!/^\w+$/.test(text))
    clause.fail(
      message`${code(text)} is not a set`,
      message`write ${code("o in Vocab")} or ${code("k in 1..K")}`,
    );
  return declared.sets.get(text) ?? text;
}

/** `o, k in Vocab`, `k in 1..K`, `w_k in Vocab, k in 1..K, distinct, not o`, `w_j in 1..V, j in 1..V, in order`. */
export function declareIndices(declared: Declarations, clauses: Clauses): void {
  const drawn: { name: IndexName; into: string }[] = [];
  let waiting: IndexName[] = [];
  const details: Clauses[] = [];
  for (const clause of clauses.list()) {
    const sign = /\s\\?in\s/.exec(clause.text)?.[0];
    if (/^\s*(?:distinct|in order|not\s)/.test(clause.text)) details.push(clause);
    else if (!sign) waiting.push(readWholeIndex(clause));
    else {
      const [left, right] = clause.cut(sign);
      const range = readRange(declared, right);
      for (const name of [...waiting, readWholeIndex(left)]) {
        if (name.at && !/^\d+$/.test(name.at[0].name)) drawn.push({ name, into: range });
        else declared.indices.named.set(indexText(name), { name, range });
      }
      waiting = [];
    }
  }
  for (const { name, into } of drawn) declareDraws(declared, clauses, name, into, details);
}

function declareDraws(
  declared: Declarations,
  clauses: Clauses,
  name: IndexName,
  into: string,
  details: Clauses[],
): void {
  const over = (name.at ?? []).map(
    (index) => declared.indices.named.get(indexText({ ...index, before: undefined }))?.range,
  );
  if (over.includes(undefined)) {
    clauses.fail(
      message`the range of the index of ${name} is missing`,
      message`write ${code("w_k in Vocab, k in 1..K")}`,
    );
  }
  const draws: Draws = {
    letter: name.name,
    over: over.filter((range) => range !== undefined),
    into,
    distinct: false,
    without: [],
  };
  for (const detail of details) {
    if (detail.text.trim() === "distinct") draws.distinct = true;
    else if (detail.text.trim() === "in order") draws.inOrder = requireAll(draws, name, detail);
    else draws.without.push(readWholeIndex(detail.cut("not")[1]));
  }
  declared.draws.set(drawName(name.name, draws.over), draws);
}

/** `w_j in 1..V, j in 1..V, in order` is the j-th of V, which there must be for every j. */
function requireAll({ over, into }: Draws, name: IndexName, detail: Clauses): true {
  if (over.length === 1 && over[0] === into) return true;
  const came = over.join(" x ");
  return detail.fail(
    message`${name} in order needs as many places as there are values, got ${code(came)} and ${code(into)}`,
    message`write it like ${code("w_j in 1..V, j in 1..V, in order")}`,
  );
}

/** `O = j^*`: another name for an index; `w = w_k`: for one that is drawn. */
export function declareSame(declared: Declarations, clauses: Clauses): void {
  const [left, right] = clauses.cut("=").map(readWholeIndex);
  const places = right.at?.map((each) => findIndexRange(declared, indexText(each)) ?? "");
  const draws = places && declared.draws.get(drawName(right.name, places));
  if (draws) {
    declared.indices.named.set(indexText(left), { name: right, range: draws.into });
    return;
  }
  const known = declared.indices.named.get(indexText(right));
  if (!known)
    clauses.fail(
      message`the index ${right} is not declared`,
      message`declare it before: ${code(`${indexText(right)} in Vocab`)}`,
    );
  declared.indices.named.set(indexText(left), known);
}

/** `k != o`. */
export function declareDifferent(declared: Declarations, clauses: Clauses): void {
  const [left, right] = clauses.cut(/!=|\\neq?|≠/.exec(clauses.text)?.[0] ?? "!=");
  declared.different.push([readWholeIndex(left), readWholeIndex(right)]);
}
