import type { Index } from "../typed/indices";
import { bind } from "./algebra/bind";
import type { Variable } from "./differentiate";
import { differentiate } from "./differentiate";
import type { Form } from "./normal-form/form";
import { constant } from "./normal-form/form";
import { createEntry } from "./algebra/entry";
import { substitute } from "./algebra/substitute";
import { exponential, power } from "./algebra/functions";
import { indicator } from "./indicator";
import { invertedEntry, OUTSIDE } from "./algebra/inverted";
import { createStep } from "./algebra/step";
import { createWave } from "./algebra/wave";
import { logarithm } from "./algebra/logarithm";
import { add, product } from "./algebra/multiply";
import type { FormIndex } from "./normal-form/form-index";
import { rational } from "./normal-form/rational";
import type { Rules } from "./rules";
import { requireDraw, findRange, withFreeEntries } from "./rules";
import type { Scalar } from "./scalar";
import { isNonnegative } from "./sign";
import { replaceEntries } from "./algebra/replace-entries";
import { Undecided } from "./undecided";

/** What the names of bound indices mean; their number is the depth. */
export type Scope = ReadonlyMap<string, FormIndex>;

/** The normal form of a scalar, inside as many sums as `depth` says. */
export function normalise(scalar: Scalar, rules: Rules, scope: Scope = new Map(), depth = 0): Form {
  const within = (part: Scalar): Form => normalise(part, rules, scope, depth);
  const resolveAll = (indices: readonly Index[]): FormIndex[] =>
    indices.map((at) => resolveIndex(at, rules, scope));
  switch (scalar.kind) {
    case "number":
      return add(depth, [constant(depth, rational(scalar.numerator, scalar.denominator))]);
    case "entry":
      return createEntry(depth, scalar.name, resolveAll(scalar.indices), 1, rules);
    case "delta":
      return indicator(
        resolveIndex(scalar.left, rules, scope),
        resolveIndex(scalar.right, rules, scope),
        depth,
        rules,
      );
    case "sum": {
      const bound: FormIndex = { kind: "bound", level: depth, range: scalar.range };
      const inside = new Map([...scope, [scalar.index, bound]]);
      return bind(normalise(scalar.body, rules, inside, depth + 1), [scalar.range], rules);
    }
    case "product over": {
      // Π x = exp(Σ log x) where no factor is negative; a factor 0 has no logarithm on either side.
      const bound: FormIndex = { kind: "bound", level: depth, range: scalar.range };
      const inside = new Map([...scope, [scalar.index, bound]]);
      const body = normalise(scalar.body, rules, inside, depth + 1);
      if (!isNonnegative(body, rules)) throw new Undecided("a product of factors whose sign is not known");
      return exponential(bind(logarithm(body, rules), [scalar.range], rules), rules);
    }
    case "add":
      return add(depth, scalar.terms.map(within));
    case "multiply":
      return product(depth, scalar.factors.map(within), rules);
    case "power":
      return power(within(scalar.base), scalar.exponent, rules);
    case "exp":
      return exponential(within(scalar.of), rules);
    case "log":
      return logarithm(within(scalar.of), rules);
    case "step":
      return createStep(within(scalar.of), rules);
    case "wave":
      return createWave(scalar.name, within(scalar.of));
    case "let":
      return replaceEntries(within(scalar.of), scalar.name, rules, (indices, inner) => {
        const meaning = scalar.indices.map((name, i) => [name, indices[i]] as const);
        return normalise(scalar.value, rules, new Map([...scope, ...meaning]), inner);
      });
    case "inverse": {
      const { names, range, value } = scalar;
      const outside = [...scope].map(
        ([name, index]) => [name, { kind: "bound", level: OUTSIDE, range: findRange(index, rules) }] as const,
      );
      const inside = names.map((name, level) => [name, { kind: "bound", level, range }] as const);
      const of = normalise(value, rules, new Map([...outside, ...inside]), 2);
      const [row, column] = resolveAll(scalar.at);
      return invertedEntry(of, range, [row, column], depth, rules);
    }
    case "derivative": {
      const by: Variable = { name: scalar.name, indices: resolveAll(scalar.indices) };
      const free = withFreeEntries(scalar.name, rules);
      const slope = differentiate(normalise(scalar.of, free, scope, depth), by, free);
      return free === rules ? slope : substitute(slope, () => undefined, depth, rules);
    }
  }
}

function resolveIndex(at: Index, rules: Rules, scope: Scope): FormIndex {
  if (at.kind === "index") {
    const found = scope.get(at.name) ?? at;
    findRange(found, rules);
    return found;
  }
  const inner = at.at.map((part) => resolveIndex(part, rules, scope));
  const { over } = requireDraw(at.of, rules.draws);
  if (
    over.length !== inner.length ||
    over.some((range, position) => range !== findRange(inner[position], rules))
  ) {
    const got = inner.map((index) => findRange(index, rules)).join();
    throw new Undecided(`${at.of} is drawn over ${over.join()}, but taken at an index over ${got}`);
  }
  return { kind: "draw", of: at.of, at: inner };
}
