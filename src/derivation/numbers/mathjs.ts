/** The part of mathjs's BigNumber that is used here. */
export interface BigNumber {
  plus(other: BigNumber): BigNumber;
  minus(other: BigNumber): BigNumber;
  times(other: BigNumber): BigNumber;
  div(other: BigNumber): BigNumber;
  exp(): BigNumber;
  ln(): BigNumber;
  sqrt(): BigNumber;
  sin(): BigNumber;
  cos(): BigNumber;
  equals(other: BigNumber): boolean;
  greaterThan(other: BigNumber): boolean;
  toNumber(): number;
}

/** A formula of mathjs, which looks up variables and functions in the scope first. */
export interface MathNode {
  evaluate(scope: Record<string, BigNumber | ((of: BigNumber) => BigNumber)>): unknown;
}

/** The part of mathjs that is used here; the types of mathjs itself are for ES modules only. */
export interface MathJs {
  bignumber(value: string | number): BigNumber;
  parse(formula: string): MathNode;
  derivative(formula: MathNode, variable: string, options: { simplify: boolean }): MathNode;
}

interface MathJsModule extends Record<string, unknown> {
  create(factories: unknown, settings: { number: "BigNumber"; precision: number }): MathJs;
}

/** What formulas need; all of mathjs would take longer to load than a derivation to check, and weigh more in a page. */
export const mathjsParts = [
  "bignumber",
  "parse",
  "derivative",
  "add",
  "subtract",
  "multiply",
  "divide",
  "pow",
  "exp",
  "log",
  "sin",
  "cos",
];

const instances = new Map<number, MathJs>();

/** mathjs with BigNumbers of so many digits. It is loaded when first asked for. */
export function mathjs(digits: number): MathJs {
  const found = instances.get(digits);
  if (found) return found;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only where a number is asked for
  const module: MathJsModule = require("./mathjs-parts.min"); // bundle-mathjs.mjs makes it
  const factories = mathjsParts.map((part) => module[`${part}Dependencies`]);
  const made = module.create(Object.assign({}, ...factories), { number: "BigNumber", precision: digits });
  instances.set(digits, made);
  return made;
}
