import type { Condition, Relation, Step } from "../documents/document";
import { Cursor } from "../latex/cursor";
import type { IndexName } from "../latex/expression";
import { indexText, nameText } from "../latex/name-text";
import { renameIndex } from "../latex/rename-index";
import { Malformed } from "../latex/malformed";
import { readIndex } from "../latex/indices";
import { readRun } from "../latex/reader";
import type { Run } from "../latex/tokens";
import type { Declarations } from "./declarations";
import { copyDeclarations, findIndexRange, knownNames } from "./declarations";
import { withGiven, withProperty } from "./given";
import { caseGiven, type Case, type Valued } from "./value-given";

/** Relations that say what a name runs through, which its declaration says as well. */
const membership: readonly Relation[] = ["\\in", "\\subset"];

/** What conditions say: declarations under which a statement is judged, and indices that are others. */
export interface Conditional {
  declared: Declarations;
  /** `w = o`: whatever is said of w is said of o. */
  equal: readonly (readonly [IndexName, IndexName])[];
  /** The values that variables have in a case. */
  values?: readonly Valued[];
}

/**
 * What the conditions of a statement say: `w \neq o` makes two indices differ, `w = o` puts one in the other's place,
 * `x > 0` makes a variable positive. What names run through, as in `k = 1, \dots, K` or `\forall w`, is left to
 * their declarations.
 *
 * @param source the text that the places in the conditions are offsets into
 * @returns undefined where a condition is none of these, so that the statement cannot be judged
 */
export function withConditions(
  declared: Declarations,
  conditions: readonly Condition[],
  source: string,
): Conditional | undefined {
  if (conditions.length === 0) return { declared, equal: [] };
  let more = copyDeclarations(declared);
  const equal: [IndexName, IndexName][] = [];
  const values: Valued[] = [];
  for (const { left, steps } of conditions) {
    const [step] = steps;
    if (!step || (steps.length === 1 && membership.includes(step.relation)) || isRange(steps[0].side))
      continue;
    if (steps.length > 1) {
      const given = readBetween(source, left, steps, more);
      if (!given) return undefined;
      more = given;
      continue;
    }
    const [first, second] = [left, step.side].map((side) => indexIn(source, side));
    const [isIndex, isOther] = [first, second].map((each) => each !== undefined && isKnown(each, more));
    if (!isIndex || !isOther) {
      const given = readGiven(source, left, step, more);
      if (!given) return undefined;
      more = given.declared;
      if (given.valued) values.push(given.valued);
      continue;
    }
    if (!first || !second) return undefined;
    if (step.relation === "\\neq") more.different.push([first, second]);
    else if (step.relation === "=") equal.push([first, second]);
    else return undefined;
  }
  return { declared: equal.reduce((all, [from, to]) => withEqual(all, from, to), more), equal, values };
}

/** Whether a name is an index here, declared or drawn, or a number. */
function isKnown(index: IndexName, declared: Declarations): boolean {
  if (findIndexRange(declared, indexText(index)) !== undefined || /^\d+$/.test(index.name)) return true;
  return index.at !== undefined && [...declared.draws.values()].some(({ letter }) => letter === index.name);
}

function readGiven(source: string, name: Run, step: Step, declared: Declarations): Case | undefined {
  const left = name.tokens.at(0)?.text === "\\forall" ? { ...name, tokens: name.tokens.slice(1) } : name;
  try {
    const [first, second] = [left, step.side].map((side) => readRun(source, side, knownNames(declared)));
    const given = withGiven(declared, first, step.relation, second);
    return given ? { declared: given } : caseGiven(declared, first, step.relation, second);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return undefined;
  }
}

/** `0 < x < 1`. */
function readBetween(
  source: string,
  left: Run,
  steps: readonly Step[],
  declared: Declarations,
): Declarations | undefined {
  const [low, high] = [left, steps[1].side].map(({ start, end }) => source.slice(start, end).trim());
  const isOrder = steps.length === 2 && steps.every(({ relation }) => relation === "<");
  if (!isOrder || low !== "0" || high !== "1") return undefined;
  try {
    const name = readRun(source, steps[0].side, knownNames(declared));
    return withProperty(declared, name, "in (0, 1)");
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return undefined;
  }
}

/** What is defined, with one index in the place of another. */
function withEqual(declared: Declarations, from: IndexName, to: IndexName): Declarations {
  const renamed = [...declared.definitions].map(([key, definition]) => {
    const own = definition.parameters.some((each) =>
      "kind" in each ? nameText(each) === indexText(from) : indexText(each) === indexText(from),
    );
    return [key, own ? definition : { ...definition, body: renameIndex(definition.body, from, to) }] as const;
  });
  const oneHots = [...declared.oneHots].map(
    ([key, each]) => [key, indexText(each.at) === indexText(from) ? { ...each, at: to } : each] as const,
  );
  return { ...declared, definitions: new Map(renamed), oneHots: new Map(oneHots) };
}

function isRange({ tokens }: Run): boolean {
  return tokens.some(({ text }, i) => /dots$/.test(text) || (text === "." && tokens.at(i + 1)?.text === "."));
}

function indexIn(source: string, run: Run): IndexName | undefined {
  try {
    const cursor = new Cursor(source, run);
    const index = readIndex(cursor, true);
    return cursor.end ? index : undefined;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return undefined;
  }
}
