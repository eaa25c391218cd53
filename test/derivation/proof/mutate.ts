import type { Setting } from "../../../dist/derivation/proof/assumptions";
import type { Index, Range, Scalar } from "../../../dist/derivation/proof/scalar";
import { add, index, multiply, negate, number, power, sample } from "../../../dist/derivation/proof/scalar";

/** Names in scope and what they run over. */
type Scope = ReadonlyMap<string, Range>;

const RANGES: readonly Range[] = ["n", "d", "K"];

/** Every scalar that differs from this one in one node: an index, a sign, a factor, a power, a range, a constant. */
export function mutants(of: Scalar, setting: Setting): Scalar[] {
  return mutate(of, new Map(Object.entries(setting.indices)), setting);
}

function mutate(of: Scalar, scope: Scope, setting: Setting): Scalar[] {
  return [negate(of), ...changes(of, scope, setting), ...inside(of, scope, setting)];
}

/** Changes of the node itself. */
function changes(of: Scalar, scope: Scope, setting: Setting): Scalar[] {
  switch (of.kind) {
    case "number":
      return [number(of.numerator + of.denominator, of.denominator), number(0)];
    case "entry":
    case "derivative":
      return indexLists(of.indices, scope, setting).map((indices) => ({ ...of, indices }));
    case "delta":
      return [
        number(1),
        ...indexLists([of.left, of.right], scope, setting).map(([left, right]) => ({ ...of, left, right })),
      ];
    case "sum":
      return RANGES.filter((range) => range !== of.range).map((range) => ({ ...of, range }));
    case "add":
      return of.terms.map((_, position) => add(...without(of.terms, position)));
    case "multiply":
      return of.factors.map((_, position) => multiply(...without(of.factors, position)));
    case "power":
      return [of.exponent + 1, of.exponent - 1, -of.exponent].map((exponent) => power(of.base, exponent));
    case "exp":
    case "log":
      return [of.of, { ...of, kind: of.kind === "exp" ? "log" : "exp" }];
  }
}

/** Changes of one part. */
function inside(of: Scalar, scope: Scope, setting: Setting): Scalar[] {
  const within = (part: Scalar): Scalar[] => mutate(part, scope, setting);
  switch (of.kind) {
    case "number":
    case "entry":
    case "delta":
      return [];
    case "sum":
      return mutate(of.body, new Map([...scope, [of.index, of.range]]), setting).map((body) => ({
        ...of,
        body,
      }));
    case "add":
      return eachOf(of.terms, within).map((terms) => add(...terms));
    case "multiply":
      return eachOf(of.factors, within).map((factors) => multiply(...factors));
    case "power":
      return within(of.base).map((base) => ({ ...of, base }));
    default:
      return within(of.of).map((part) => ({ ...of, of: part }));
  }
}

/** The list with one index changed to another one in scope that runs over the same range. */
function indexLists(indices: readonly Index[], scope: Scope, setting: Setting): Index[][] {
  return eachOf(indices, (at) => {
    const range = at.kind === "index" ? scope.get(at.name) : setting.draws[at.of].into;
    const names = [...scope].filter(
      ([name, other]) => other === range && !(at.kind === "index" && at.name === name),
    );
    const drawn = Object.entries(setting.draws).flatMap(([of, { over, into }]) => {
      const places = over.map(
        (each) => [...scope].filter(([, other]) => other === each).map(([name]) => name)[0],
      );
      return into === range && places.every((name) => name !== undefined) ? [sample(of, ...places)] : [];
    });
    return [...names.map(([name]) => index(name)), ...drawn];
  });
}

/** Every list in which one item is replaced. */
function eachOf<T>(items: readonly T[], replacements: (item: T) => readonly T[]): T[][] {
  return items.flatMap((item, position) =>
    replacements(item).map((other) => items.map((same, at) => (at === position ? other : same))),
  );
}

function without<T>(items: readonly T[], position: number): T[] {
  return items.filter((_, at) => at !== position);
}
