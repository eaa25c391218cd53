import type { Declarations } from "../declare/declarations";
import type { Expression } from "../latex/expression";
import type { Chosen } from "./by-definitions";
import { chooseReadings, mostNodes, type Options, type Trial } from "./choose";
import type { Meanings } from "./shapes/meanings";
import type { Equation } from "./section";

interface Found extends Chosen {
  equations: readonly Equation[];
}

/**
 * The searches for readings in one document. The same equations are read several times under the same declarations, by
 * themselves and with what was said before, in one layout and in another: what was found once is not searched for again.
 */
export class Searches {
  private readonly found = new Map<string, Found>();
  /** How many nodes all searches read so far. */
  private nodes = 0;
  private readonly texts = new WeakMap<Expression, string>();

  /**
   * The same as `chooseReadings`, whose `isNumber` and `isSized` must follow from what is declared and counted.
   *
   * @param known what was found with other options; see `chooseReadings`
   */
  choose(
    equations: readonly Equation[],
    options: Options,
    meanings: Omit<Meanings, "readings">,
    known?: Trial,
  ): Chosen {
    const { declared, defined, counted, countedTwice } = meanings;
    const sides = equations.map((equation) => equation.sides.map((side) => side && this.textOf(side)));
    const key = [
      ...sides.map((each) => each.join(" = ")),
      textOf([...options]),
      textOf(declaredIn(declared)),
      textOf([...defined].map(([name, { parameters, body }]) => [name, parameters, body])),
      textOf([...counted, ...(countedTwice ?? []), equations.map(({ ranges }) => ranges)]),
      known ? known.misfits.length : "",
    ].join("\n");
    const before = this.found.get(key);
    if (before) return withEquations(before, equations);
    const left = mostNodesInAll - this.nodes;
    const most = Math.max(fewestNodes, Math.min(mostNodes, left));
    const choice = chooseReadings(equations, options, meanings, known, most);
    this.nodes += choice.nodes;
    const found = { equations, options, choice };
    this.found.set(key, found);
    return found;
  }

  private textOf(side: Expression): string {
    const text = this.texts.get(side) ?? textOf(side);
    this.texts.set(side, text);
    return text;
  }
}

/** How many nodes the searches in one document read at most before each is short: ten that are cut off. */
const mostNodesInAll = 10 * mostNodes;
/** How many a search reads that is short. */
const fewestNodes = mostNodes / 30;

/** What of some declarations says which shapes there are. */
const declaredIn = (declared: Declarations): object => ({
  ...declared,
  given: undefined,
  different: undefined,
});

/** All that a value holds, as text. */
export const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each instanceof Map || each instanceof Set ? [...(each as Iterable<unknown>)] : each,
  );

/** What was found for some equations as it is for equal ones. */
function withEquations({ options, choice, equations }: Found, to: readonly Equation[]): Chosen {
  if (equations.every((equation, i) => equation === to[i])) return { options, choice };
  const others = new Map(equations.map((equation, i) => [equation, to[i]]));
  const turn = (trial: Trial): Trial => ({
    ...trial,
    misfits: trial.misfits.map(({ equation, misfit }) => ({
      equation: others.get(equation) ?? equation,
      misfit,
    })),
  });
  const trial = turn(choice.trial);
  return {
    options,
    choice: { ...choice, trial, trialWith: (name, option) => turn(choice.trialWith(name, option)) },
  };
}
