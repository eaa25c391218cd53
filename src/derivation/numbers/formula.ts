import type { Index } from "../typed/indices";
import type { BigNumber, MathNode } from "./mathjs";
import { mathjs } from "./mathjs";
import type { Point } from "./point";
import { bigNumbers, Undefined } from "./arithmetic";
import { idAt, sizeAt } from "./point";
import { piText } from "./pi";
import { TooLong } from "./too-long";
import type { Scalar } from "../proof/scalar";

const digits = 64;

/**
 * The value of a scalar at a point by mathjs alone: sums are written out for the sizes of the point, entries
 * become variables, derivatives are taken by mathjs's `derivative`, and the formula is evaluated in BigNumbers.
 *
 * @param bound ids of indices that the point does not have
 * @returns undefined where there is no value
 * @throws TooLong where the formula would have too many parts
 */
export function valueByFormula(
  scalar: Scalar,
  point: Point,
  bound: Map<string, number>,
): BigNumber | undefined {
  const text = new Writing(point, bound).text(scalar);
  const value = formula(text).evaluate({ ...createVariables(point), exp: bigNumbers(digits).exp });
  return isReal(value) ? value : undefined;
}

const formulas = new Map<string, MathNode>();
const most = 2000;

function formula(text: string): MathNode {
  const found = formulas.get(text) ?? mathjs(digits).parse(text);
  if (formulas.size >= most) formulas.clear();
  formulas.set(text, found);
  return found;
}

/** A BigNumber, and not a complex number or an infinity. */
function isReal(value: unknown): value is BigNumber {
  if (typeof value !== "object" || value === null || !("toNumber" in value)) return false;
  return !/Infinity|NaN/.test(String(value));
}

/** Each entry under a name that mathjs can read: the names in the order of the point, then row and column. */
function createVariables(point: Point): Record<string, BigNumber> {
  const { bignumber } = mathjs(digits);
  const scope: Record<string, BigNumber> = {};
  [...point.values.values()].forEach((rows, name) =>
    rows.forEach((row, i) => row.forEach((value, j) => (scope[`x${name}_${i}_${j}`] = bignumber(value)))),
  );
  return scope;
}

/** Parts of one formula, sums written out; mathjs takes about a tenth of a second for so many. */
const mostParts = 2000;

class Writing {
  private parts = 0;

  constructor(
    private readonly point: Point,
    private readonly bound: Map<string, number>,
  ) {}

  text(scalar: Scalar): string {
    if (++this.parts > mostParts) throw new TooLong("the formula is too long");
    switch (scalar.kind) {
      case "number":
        return `(${scalar.numerator}/${scalar.denominator})`;
      case "entry":
        return this.variable(scalar.name, scalar.indices);
      case "delta":
        return this.id(scalar.left) === this.id(scalar.right) ? "1" : "0";
      case "sum":
        return `(${
          this.eachValue(scalar)
            .filter((term) => term !== "0")
            .join("+") || "0"
        })`;
      case "product over":
        return `(${this.eachValue(scalar).join("*") || "1"})`;
      case "add":
        return `(${scalar.terms.map((term) => this.text(term)).join("+") || "0"})`;
      case "multiply":
        return this.product(scalar.factors);
      case "power":
        return `(${this.text(scalar.base)})^(${scalar.exponent})`;
      case "exp":
      case "log":
        return `${scalar.kind}(${this.text(scalar.of)})`;
      case "step":
        return this.step(scalar.of);
      case "wave":
        return `${scalar.name}(${this.text(scalar.of)})`;
      case "let":
        throw new TooLong("a derivative by a name that is defined has no formula of its own");
      case "inverse":
        throw new TooLong("an inverse has no formula of its own");
      case "derivative":
        return this.derivative(scalar);
    }
  }

  private product(factors: readonly Scalar[]): string {
    const texts = factors.map((factor) => this.text(factor));
    return texts.includes("0") ? "0" : `(${texts.filter((text) => text !== "1").join("*") || "1"})`;
  }

  /** The body for every value of the index. */
  private eachValue(scalar: Scalar & { kind: "sum" | "product over" }): string[] {
    const texts: string[] = [];
    for (let id = 0; id < sizeAt(this.point, scalar.range); id++) {
      this.bound.set(scalar.index, id);
      texts.push(this.text(scalar.body));
    }
    this.bound.delete(scalar.index);
    return texts;
  }

  /** A step is constant around any point that is not its kink, so its value there is its formula. */
  private step(of: Scalar): string {
    const value = formula(this.text(of)).evaluate(createVariables(this.point));
    if (!isReal(value) || value.toNumber() === 0)
      throw new Undefined("a condition compares two equal values", "kink");
    return value.toNumber() > 0 ? "1" : "0";
  }

  private derivative({ of, name, indices }: Scalar & { kind: "derivative" }): string {
    const written = formula(this.text(of));
    return `(${mathjs(digits).derivative(written, this.variable(name, indices), { simplify: false })})`;
  }

  private variable(name: string, indices: readonly Index[]): string {
    const place = [...this.point.values.keys()].indexOf(name);
    if (place < 0 && name === "\\pi") return `(${piText})`;
    if (place < 0) throw new TooLong(`${name} has no formula of its own`);
    const rows = this.point.values.get(name) ?? [];
    const ids = indices.map((index) => this.id(index));
    // A row vector has one index, and it counts columns.
    const [i, j] =
      ids.length === 1 && rows.length === 1 && (rows[0]?.length ?? 0) > 1
        ? [0, ids[0]]
        : [ids[0] ?? 0, ids[1] ?? 0];
    return `x${place}_${i}_${j}`;
  }

  private id(index: Index): number {
    return idAt(this.point, index, this.bound);
  }
}
