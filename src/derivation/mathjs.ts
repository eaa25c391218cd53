/** The part of mathjs's BigNumber that is used here. */
export interface BigNumber {
  plus(other: BigNumber): BigNumber;
  minus(other: BigNumber): BigNumber;
  times(other: BigNumber): BigNumber;
  div(other: BigNumber): BigNumber;
  exp(): BigNumber;
  ln(): BigNumber;
  equals(other: BigNumber): boolean;
  greaterThan(other: BigNumber): boolean;
  toNumber(): number;
}

/** A formula of mathjs. */
export interface MathNode {
  evaluate(scope: Record<string, BigNumber>): unknown;
}

/** The part of mathjs that is used here; the types of mathjs itself are for ES modules only. */
export interface MathJs {
  bignumber(value: string | number): BigNumber;
  parse(formula: string): MathNode;
  derivative(formula: MathNode, variable: string, options: { simplify: boolean }): MathNode;
}

interface MathJsModule {
  all: unknown;
  create(factories: unknown, settings: { number: "BigNumber"; precision: number }): MathJs;
}

const instances = new Map<number, MathJs>();

/** mathjs with BigNumbers of so many digits. It is loaded, which takes a second, when first asked for. */
export function mathjs(digits: number): MathJs {
  const found = instances.get(digits);
  if (found) return found;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only where a number is asked for
  const { create, all }: MathJsModule = require("mathjs");
  const made = create(all, { number: "BigNumber", precision: digits });
  instances.set(digits, made);
  return made;
}
