import type { Clauses } from "./clauses";
import { indexOf } from "./clauses";
import type { Declarations, Draws } from "./declarations";
import { drawName } from "./declarations";
import type { IndexName } from "./expression";
import { indexText } from "./name-text";

function rangeOf(declared: Declarations, clause: Clauses): string {
  const text = clause.text.trim();
  const counted = /^(?:1\s*(?:\.\.|\\ldots|\\dots|to)\s*|\{?1,\s*\\l?dots,\s*)(\w+)\}?$/.exec(text);
  if (counted) return counted[1];
  const window = /^-\s*(\w)\s*(?:\.\.|\\ldots|\\dots|to)\s*\1$/.exec(text);
  if (window) return `2${window[1]}`; // offsets to both sides, 0 left out
  if (!/^\w+$/.test(text)) clause.fail(`\`${text}\` is not a set`, "write `o in Vocab` or `k in 1..K`");
  return declared.sets.get(text) ?? text;
}

/** `o, k in Vocab`, `k in 1..K`, `w_k in Vocab, k in 1..K, distinct, not o`. */
export function declareIndices(declared: Declarations, clauses: Clauses): void {
  const drawn: { name: IndexName; into: string }[] = [];
  let waiting: IndexName[] = [];
  const details: Clauses[] = [];
  for (const clause of clauses.list()) {
    const sign = /\s\\?in\s/.exec(clause.text)?.[0];
    if (!sign && /^\s*(?:distinct|not\s)/.test(clause.text)) details.push(clause);
    else if (!sign) waiting.push(indexOf(clause));
    else {
      const [left, right] = clause.cut(sign);
      const range = rangeOf(declared, right);
      for (const name of [...waiting, indexOf(left)]) {
        if (name.at && !/^\d+$/.test(name.at[0].name)) drawn.push({ name, into: range });
        else declared.indices.set(indexText(name), range);
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
  const over = (name.at ?? []).map((index) =>
    declared.indices.get(indexText({ ...index, before: undefined })),
  );
  if (over.includes(undefined)) {
    clauses.fail(`what \`${indexText(name)}\` runs through is missing`, "write `w_k in Vocab, k in 1..K`");
  }
  const draws: Draws = {
    over: over.filter((range) => range !== undefined),
    into,
    distinct: false,
    without: [],
  };
  for (const detail of details) {
    if (detail.text.trim() === "distinct") draws.distinct = true;
    else draws.without.push(indexOf(detail.cut("not")[1]));
  }
  declared.draws.set(drawName(name.name, draws.over), draws);
}

/** `k != o`. */
export function declareDifferent(declared: Declarations, clauses: Clauses): void {
  const [left, right] = clauses.cut(/!=|\\neq?|≠/.exec(clauses.text)?.[0] ?? "!=");
  declared.different.push([indexOf(left), indexOf(right)]);
}
