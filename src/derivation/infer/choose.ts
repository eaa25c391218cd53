import type { Definition } from "../declare/declarations";
import type { Expression } from "../latex/expression";
import type { Equation } from "./section";
import type { Option, Reading } from "./readings";
import type { Meanings } from "./shapes/meanings";
import { Misfit } from "./shapes/misfit";
import { ShapeReader } from "./shapes/shape-reader";
import { Sizes } from "./shapes/sizes";
import { usesIn } from "./uses";
import { losses } from "./losses";

/** What a choice of readings leaves: the shapes, and the equations that do not fit. */
export interface Trial {
  reader: ShapeReader;
  misfits: { equation: Equation; misfit: Misfit }[];
  cost: number;
}

/** Names and how each can be read, the most usual reading first. */
export type Options = ReadonlyMap<string, readonly Option[]>;

const perMisfit = 4;
const perSquare = 0.75;
const perTransposedNumber = 1;
/** A loss that is no number. */
const perWideLoss = 0.5;
/** A shorthand for draws is less usual than rows instead of columns. */
const perShorthand = 0.5;

/** How unusual readings are, whether equations fit them or not. */
export const unusualness = ({ cost, misfits }: Trial): number => cost - perMisfit * misfits.length;

/** Tries readings on every equation: each side by itself, then the sides of an equation with each other. */
export const tryReadings = (equations: readonly Equation[], meanings: Meanings): Trial =>
  tryBelow(Infinity, equations, new ShapeReader(new Sizes(), meanings), 0) as Trial;

/** The same by a new reader, or undefined as soon as it costs as much as `limit`. */
function tryBelow(
  limit: number,
  equations: readonly Equation[],
  reader: ShapeReader,
  unusual: number,
): Trial | undefined {
  const { sizes } = reader;
  const misfits: Trial["misfits"] = [];
  const attempt = (equation: Equation, unify: () => void): boolean => {
    reader.indices.equation = equation;
    try {
      sizes.whole(unify);
      return true;
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      misfits.push({ equation, misfit: error });
      return false;
    }
  };
  const isOver = (): boolean => unusual + perMisfit * misfits.length >= limit;
  let wideLosses = 0;
  const fitting: { equation: Equation; sides: Expression[] }[] = [];
  for (const equation of equations) {
    if (isOver()) return undefined;
    const isLoss = namesLoss(equation);
    const sides = equation.sides.flatMap((side, i) => {
      const read = (): void => {
        const shape = side && reader.shapeOf(side);
        if (shape && isLoss && i > 0 && (sizes.isMany(shape.rows) || sizes.isMany(shape.columns)))
          wideLosses++;
      };
      return side && attempt(equation, read) ? [side] : [];
    });
    fitting.push({ equation, sides });
  }
  for (const { equation, sides } of fitting) {
    if (isOver()) return undefined;
    for (const side of sides.slice(1)) attempt(equation, () => reader.equateSides(sides[0], side));
  }
  const square = [...reader.names.variables].filter(
    ([name, { rows, columns }]) =>
      !reader.names.identities.has(name) && sizes.isMany(rows) && sizes.same(rows, columns),
  ).length;
  const odd =
    perShorthand * reader.names.shorthands.size +
    perSquare * square +
    perWideLoss * wideLosses +
    perTransposedNumber * reader.transposedNumbers.size;
  const cost = unusual + perMisfit * misfits.length + odd;
  return cost < limit ? { reader, misfits, cost } : undefined;
}

/** Whether an equation says what a loss is. */
function namesLoss({ sides: [left] }: Equation): boolean {
  const name = left?.kind === "apply" ? left.of : left;
  return name?.kind === "symbol" && !name.indices && losses.includes(name.name);
}

/** The trial of a choice of an option for every name, or undefined where it costs as much as the limit. */
type RunBelow = (limit: number, choice: ReadonlyMap<string, Option>) => Trial | undefined;

/** The same, without running a choice again of which enough is known. */
function rememberTrials(run: RunBelow): RunBelow {
  const numbers = new Map<Option, number>();
  const numberOf = (option: Option): number => {
    const number = numbers.get(option) ?? numbers.size;
    numbers.set(option, number);
    return number;
  };
  const known = new Map<string, { limit: number; trial?: Trial }>();
  return (limit, choice) => {
    const key = [...choice].map(([name, option]) => `${name} ${numberOf(option)}`).join("\n");
    const found = known.get(key);
    if (found?.trial) return found.trial.cost < limit ? found.trial : undefined;
    if (found && found.limit >= limit) return undefined;
    const trial = run(limit, choice);
    known.set(key, { limit, trial });
    return trial;
  };
}

/** A choice of readings, and the trial of the same choice with one name read otherwise. */
export interface Choice {
  readings: Map<string, Reading>;
  trial: Trial;
  trialWith: (name: string, option: Option) => Trial;
  /** Whether the search ended by itself, not because it was too long. */
  complete: boolean;
  /** How many nodes of expressions it read. */
  nodes: number;
}

/**
 * The readings of least cost that a search finds. It begins once with the most usual readings and once with
 * as many vectors and matrices as there can be, changes one name at a time while that is better, and two that
 * stand in an equation that does not fit where one is not enough.
 *
 * After some nodes it takes the best that it has: a number of steps, not a time, so that each machine chooses the same.
 *
 * @param known what was found with other options: two names at a time are not tried while much more does not fit than there
 * @param most how many nodes it reads at most
 */
export function chooseReadings(
  equations: readonly Equation[],
  options: Options,
  meanings: Omit<Meanings, "readings">,
  known?: Trial,
  most = mostNodes,
): Choice {
  let nodes = 0;
  const run = rememberTrials((limit, choice) => {
    const unusual = [...choice.values()].reduce((sum, { cost }) => sum + cost, 0);
    if (unusual >= limit) return undefined;
    const readings = new Map([...choice].map(([name, { reading }]) => [name, reading]));
    const reader = new ShapeReader(new Sizes(), { ...meanings, readings });
    const trial = tryBelow(limit, equations, reader, unusual);
    nodes += reader.nodes;
    return trial;
  });
  const search: Search = {
    options,
    defined: meanings.defined,
    run,
    isSpent: () => nodes >= most,
    mostMisfits: known ? known.misfits.length + mostMisfitsMore : Infinity,
  };
  const usual = new Map([...options].map(([name, list]) => [name, list[0]]));
  const wide = new Map([...options].map(([name, list]) => [name, list.find(isWide) ?? list[0]]));
  const [first, second] = [usual, wide].map((from) => descend(from, search));
  const complete = !search.isSpent();
  const { choice, trial } = second.trial.cost < first.trial.cost ? second : first;
  const readings = new Map([...choice].map(([name, { reading }]) => [name, reading]));
  const trialWith = (name: string, option: Option): Trial =>
    run(Infinity, new Map([...choice, [name, option]])) as Trial;
  return { readings, trial, trialWith, complete, nodes };
}

/** How many nodes of expressions a search reads at most; half a second, and ten times what a page of homework takes. */
export const mostNodes = 300_000;
/** From so many equations on that do not fit, more than under other options, these are not the ones that are meant. */
const mostMisfitsMore = 4;

const isWide = ({ reading }: Option): boolean => reading.way === "slices" || reading.kind !== "scalar";

interface Search {
  options: Options;
  defined: ReadonlyMap<string, Definition>;
  run: RunBelow;
  isSpent: () => boolean;
  /** How many equations may not fit where two names at a time are tried. */
  mostMisfits: number;
}

function descend(
  from: ReadonlyMap<string, Option>,
  { options, defined, run, isSpent, mostMisfits }: Search,
): { choice: Map<string, Option>; trial: Trial } {
  const choice = new Map(from);
  let trial = run(Infinity, choice) as Trial;
  /** Makes the change that costs least, if that is less than before. */
  const improve = (changes: readonly [string, Option][][]): boolean => {
    let best: { change: [string, Option][]; trial: Trial } | undefined;
    for (const change of changes) {
      if (isSpent()) break;
      if (change.every(([name, option]) => choice.get(name) === option)) continue;
      const other = run((best?.trial ?? trial).cost - 1e-9, new Map([...choice, ...change]));
      if (other) best = { change, trial: other };
    }
    if (!best) return false;
    trial = best.trial;
    for (const [name, option] of best.change) choice.set(name, option);
    return true;
  };
  const listChanges = (names: Iterable<string>): [string, Option][] =>
    [...names].flatMap((name) => (options.get(name) ?? []).map((option): [string, Option] => [name, option]));
  const together =
    options.size > manyNames ? [...options.keys()].map((name) => [name]) : [[...options.keys()]];
  for (let round = 0; round < rounds; round++) {
    const changed = together.map((names) => improve(listChanges(names).map((change) => [change])));
    if (changed.includes(true)) continue;
    if (trial.misfits.length > mostMisfits) break;
    const changes = listChanges(collectNames(trial.misfits, options, defined));
    const pairs = changes.flatMap((a, i) =>
      changes.slice(i + 1).flatMap((b) => (a[0] === b[0] ? [] : [[a, b]])),
    );
    if (!improve(pairs)) break;
  }
  return { choice, trial };
}

/** The names of the first equations that do not fit, and of the definitions of others, as many as pairs can be tried of. */
function collectNames(
  misfits: Trial["misfits"],
  options: Options,
  defined: ReadonlyMap<string, Definition>,
): Set<string> {
  const seen = new Set(misfits.slice(0, 4).flatMap(({ equation }) => [...usesIn([equation]).names.keys()]));
  for (const name of seen) {
    const body = defined.get(name)?.body;
    if (body) for (const each of usesIn([{ at: 0, sides: [body] }]).names.keys()) seen.add(each);
  }
  return new Set([...seen].filter((name) => options.has(name)).slice(0, mostNames));
}

const rounds = 40;
/** Of more names, each is read as fits best before the next: one change a round would take the square of the time. */
const manyNames = 20;
const mostNames = 8;
