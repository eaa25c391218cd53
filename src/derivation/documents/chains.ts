import { withoutIndexConditions } from "./index-conditions";
import type { Run, Token } from "../latex/tokens";
import { Brackets } from "./brackets";
import type { Note } from "./decoration";
import type { Chain, Condition, Connective, Relation, Statement, Step } from "./document";
import { givesName } from "./names-given";
import { definesRight, findRelation } from "./relations";
import { joinWords } from "./words";

/** A chain while it is read: its last side may still grow. */
export interface Draft {
  left: Token[];
  steps: DraftStep[];
  conditions: { word: Condition["word"]; draft: Draft }[];
  connective?: Connective;
  defines: boolean;
  continues: boolean;
}

interface DraftStep {
  sign: Token;
  relation: Relation;
  side: Token[];
  reasons: string[];
}

export function newDraft(): Draft {
  return { left: [], steps: [], conditions: [], defines: false, continues: false };
}

/** Adds tokens to the last side of a chain, and a step for each relation among them. */
export function append(draft: Draft, tokens: readonly Token[]): void {
  const brackets = new Brackets();
  for (const token of tokens) {
    brackets.pass(token);
    const relation = !brackets.outside ? undefined : definesRight(token) ? ":=" : findRelation(token);
    if (relation) draft.steps.push({ sign: token, relation, side: [], reasons: [] });
    else lastSide(draft).push(token);
  }
}

/** The side that more tokens would be added to. */
export function lastSide(draft: Draft): Token[] {
  return draft.steps.at(-1)?.side ?? draft.left;
}

/** The statements that a draft makes: itself, what labels in it claim, and what `=:`, or `:=` behind a term, gives a name. */
export function createStatements(draft: Draft): Statement[] {
  const claims = [draft.left, ...draft.steps.map(({ side }) => side)].flatMap(claimsIn);
  const isFlipped = (step: DraftStep, i: number): boolean =>
    definesRight(step.sign) || (step.relation === ":=" && givesName(sideBefore(draft, i), step.side));
  const flipped = draft.steps.flatMap((step, i) => (isFlipped(step, i) ? [flip(draft, i)] : []));
  const kept = { ...draft, steps: draft.steps.filter((step, i) => !isFlipped(step, i)) };
  const own = kept.steps.length > 0 ? [finished(kept)] : givenIn(draft);
  return [...claims, ...own, ...flipped.map(finished)];
}

/** The conditions of what claims nothing itself: `\\max_w f(w) \\text{ subject to } w^\\top w = 1`. */
function givenIn({ conditions }: Draft): Statement[] {
  return conditions.flatMap(({ word, draft }) =>
    word === "given" && draft.steps.length > 0 ? [finished({ ...draft, connective: "given" })] : [],
  );
}

function claimsIn(side: readonly Note[]): Statement[] {
  return side.flatMap(({ claim }) => {
    if (!claim) return [];
    const draft = newDraft();
    append(draft, claim);
    return draft.steps.length > 0 ? [finished({ ...draft, connective: "where" })] : [];
  });
}

function flip(draft: Draft, i: number): Draft {
  const { sign, side } = draft.steps[i];
  const body = sideBefore(draft, i);
  return { ...newDraft(), left: side, steps: [{ sign, relation: ":=", side: body, reasons: [] }] };
}

const sideBefore = ({ left, steps }: Draft, i: number): Token[] => (i > 0 ? steps[i - 1].side : left);

function finished(draft: Draft): Statement {
  const { chain, conditions: said } = withoutIndexConditions(createChain(draft));
  const beside = draft.conditions.map(({ word, draft: of }): Condition => ({ word, ...createChain(of) }));
  const conditions = [...beside, ...said];
  return {
    ...chain,
    ...(draft.connective && { connective: draft.connective }),
    conditions,
    defines: draft.defines || draft.steps[0].relation === ":=",
    continues: draft.continues,
  };
}

function createChain(draft: Draft): Chain {
  const start = draft.left.at(0)?.start ?? draft.steps.at(0)?.sign.start ?? 0;
  const left = createRun(draft.left, start);
  const steps = draft.steps.map(({ sign, relation, side, reasons }): Step => {
    const said = [...reasons, ...side.filter(isNote).map(({ text }) => text)];
    const step: Step = {
      relation,
      at: { start: sign.start, end: sign.end },
      side: createRun(side, sign.end),
    };
    return said.length > 0 ? { ...step, reason: said.join("; ") } : step;
  });
  const runs = [left, ...steps.map(({ side }) => side)];
  return { left, steps, ...findSpan([...runs, ...steps.map(({ at }) => at)], start) };
}

function findSpan(
  places: readonly { start: number; end: number }[],
  from: number,
): { start: number; end: number } {
  const start = places.reduce((least, place) => Math.min(least, place.start), from);
  return { start, end: places.reduce((most, place) => Math.max(most, place.end), from) };
}

const isNote = ({ kind }: Token): boolean => kind === "word";
const endings = new Set([".", ",", ";", ":", "\\square", "\\Box", "\\blacksquare", "\\quad"]);

/** A side without notes and without the punctuation at its end. */
function createRun(side: readonly Token[], at: number): Run {
  const tokens = side.filter((token) => !isNote(token));
  while (endings.has(tokens.at(-1)?.text ?? "")) tokens.pop();
  if (tokens.length === 0) return { tokens, start: at, end: at };
  return { tokens, ...findSpan(tokens, tokens[0].start) };
}

/** A reason for the last step of a chain. */
export function giveReason(draft: Draft | undefined, tokens: readonly Token[]): void {
  const text = joinWords(tokens);
  if (text) draft?.steps.at(-1)?.reasons.push(text);
}
