import type { Index } from "../../../dist/derivation/typed/indices";
import { index, drawAt } from "../../../dist/derivation/typed/indices";
import type { Range } from "../../../dist/derivation/declare/range";
import type { Assumptions } from "../../../dist/derivation/proof/assumptions";
import type { Scalar } from "../../../dist/derivation/proof/scalar";
import { add, multiply, negate, number, power } from "../../../dist/derivation/proof/scalar";

/** Names in scope and what they run over. */
type Scope = ReadonlyMap<string, Range>;

const RANGES: readonly Range[] = ["n", "d", "K"];

/** Every scalar that differs from this one in one node: an index, a sign, a factor, a power, a range, a constant. */
export function mutants(of: Scalar, assumptions: Assumptions): Scalar[] {
  return mutate(of, new Map(Object.entries(assumptions.indices)), assumptions);
}

function mutate(of: Scalar, scope: Scope, assumptions: Assumptions): Scalar[] {
  return [negate(of), ...changes(of, scope, assumptions), ...inside(of, scope, assumptions)];
}

/** Changes of the node itself. */
function changes(of: Scalar, scope: Scope, assumptions: Assumptions): Scalar[] {
  switch (of.kind) {
    case "number":
      return [number(of.numerator + of.denominator, of.denominator), number(0)];
    case "entry":
    case "derivative":
      return indexLists(of.indices, scope, assumptions).map((indices) => ({ ...of, indices }));
    case "delta":
      return [
        number(1),
        ...indexLists([of.left, of.right], scope, assumptions).map(([left, right]) => ({
          ...of,
          left,
          right,
        })),
      ];
    case "let":
      return [of.of];
    case "inverse":
      return [of.value];
    case "step":
      return [of.of, number(1)];
    case "wave":
      return [{ ...of, name: of.name === "sin" ? "cos" : "sin" }];
    case "sum":
    case "product over":
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
function inside(of: Scalar, scope: Scope, assumptions: Assumptions): Scalar[] {
  const within = (part: Scalar): Scalar[] => mutate(part, scope, assumptions);
  switch (of.kind) {
    case "number":
    case "entry":
    case "delta":
      return [];
    case "sum":
    case "product over":
      return mutate(of.body, new Map([...scope, [of.index, of.range]]), assumptions).map((body) => ({
        ...of,
        body,
      }));
    case "add":
      return replaceEach(of.terms, within).map((terms) => add(...terms));
    case "multiply":
      return replaceEach(of.factors, within).map((factors) => multiply(...factors));
    case "power":
      return within(of.base).map((base) => ({ ...of, base }));
    case "inverse": {
      const matrix = new Map([...scope, ...of.names.map((name) => [name, of.range] as const)]);
      return mutate(of.value, matrix, assumptions).map((value) => ({ ...of, value }));
    }
    default:
      return within(of.of).map((part) => ({ ...of, of: part }));
  }
}

/** The list with one index changed to another one in scope that runs over the same range. */
function indexLists(indices: readonly Index[], scope: Scope, assumptions: Assumptions): Index[][] {
  return replaceEach(indices, (at) => {
    const range = at.kind === "index" ? scope.get(at.name) : assumptions.draws[at.of].into;
    const names = [...scope].filter(
      ([name, other]) => other === range && !(at.kind === "index" && at.name === name),
    );
    const drawn = Object.entries(assumptions.draws).flatMap(([of, { over, into }]) => {
      const places = over.map(
        (each) => [...scope].filter(([, other]) => other === each).map(([name]) => name)[0],
      );
      return into === range && places.every((name) => name !== undefined) ? [drawAt(of, ...places)] : [];
    });
    return [...names.map(([name]) => index(name)), ...drawn];
  });
}

/** Every list in which one item is replaced. */
function replaceEach<T>(items: readonly T[], replacements: (item: T) => readonly T[]): T[][] {
  return items.flatMap((item, position) =>
    replacements(item).map((other) => items.map((same, at) => (at === position ? other : same))),
  );
}

function without<T>(items: readonly T[], position: number): T[] {
  return items.filter((_, at) => at !== position);
}
