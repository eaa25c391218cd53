import type { Application, Expression, SymbolName } from "../latex/expression";
import { keyWithCount } from "../latex/distributions";
import { letterText, nameText } from "../latex/name-text";
import { print } from "../latex/printer";

/** What an equation defines: a name, or a function or a probability with its parameters. */
export interface Defined {
  name: SymbolName;
  parameters: SymbolName[];
  /** Whether its square stands on the left, so that it is the root of the right side: `\sigma^2 = …`. */
  isSquare?: boolean;
  /** By what it is found among the definitions, if not by the text of its name. */
  key?: string;
  /** Of each argument, whether it is a parameter; the others are part of what is defined. */
  pattern?: boolean[];
}

/**
 * What an equation defines whose left side this is: `J`, `J(v_c, o, U)` or `P(O = o \mid C = c)`; undefined for
 * anything else. Of `P(D = 1 \mid w, c)` the 1 belongs to what is defined, since P(D = 0 | w, c) is something else.
 */
export function definedBy(left: Expression): Defined | undefined {
  if (left.kind === "symbol") return { name: left, parameters: [] };
  const square = squareOf(left);
  if (square) return { name: square, parameters: [], isSquare: true };
  if (left.kind !== "apply" || left.order) return undefined;
  // \ell(\mu, \sigma^2) depends on \sigma, which can be no parameter.
  const isPower = left.arguments.some((argument) => powerOf(argument) !== undefined);
  if (isPower && !hasParts(left) && left.arguments.every((each) => each.kind === "symbol" || powerOf(each)))
    return { name: left.of, parameters: [] };
  const parameters = left.arguments.filter((argument) => argument.kind === "symbol");
  const key = keyWithCount(left.of, left.arguments.length);
  if (parameters.length === left.arguments.length && !hasParts(left))
    return { name: left.of, parameters, ...(key !== undefined && { key }) };
  if (!hasParts(left)) return undefined;
  const pattern = left.arguments.map((argument) => argument.kind === "symbol");
  return { name: left.of, parameters, key: definitionKey(left, pattern), pattern };
}

/** Whether its arguments are told apart by what they are, as those of a probability; not by commas or `\|`. */
const hasParts = ({ signs, events }: Application): boolean =>
  events !== undefined || signs?.some((sign) => sign !== "," && sign !== "\\|") === true;

/** The \sigma of `\sigma^2`. */
export function powerOf(node: Expression): SymbolName | undefined {
  if (node.kind !== "power" || node.exponent.kind !== "number" || node.base.kind !== "symbol")
    return undefined;
  return node.base;
}

/** The \sigma of `\sigma^2` where that is a name by itself. */
export function squareOf(node: Expression): SymbolName | undefined {
  const name = powerOf(node);
  const isSquare = node.kind === "power" && node.exponent.kind === "number" && node.exponent.value === "2";
  return isSquare && name && !name.indices && !name.raised ? name : undefined;
}

/** By what a function of so many arguments is found beside another with its name: H(p, q) beside H(p). */
export const arityKey = (text: string, count: number): string => `${text}/${count}`;

/** Whether a name is defined as a function of another number of arguments, and not of this one. */
export function isOtherArity(
  definitions: ReadonlyMap<string, { parameters: readonly unknown[] }>,
  text: string,
  count: number,
): boolean {
  const known = definitions.get(text)?.parameters.length ?? 0;
  return known > 0 && count > 0 && known !== count && !definitions.has(arityKey(text, count));
}

/** The keys of the definitions that an application can mean, the closest first. */
export function definitionKeys(node: Application): string[] {
  const plain = [arityKey(nameText(node.of), node.arguments.length), nameText(node.of), letterText(node.of)];
  const counted = keyWithCount(node.of, node.arguments.length);
  if (!hasParts(node)) return counted === undefined ? plain : [counted, ...plain];
  const symbols = node.arguments.map((argument) => argument.kind === "symbol");
  const all = node.arguments.map(() => true);
  return [definitionKey(node, symbols), definitionKey(node, all), ...plain];
}

/** `P(O=·\mid C=·)`, with a dot for each parameter. */
function definitionKey(
  { of, arguments: list, signs, events }: Application,
  pattern: readonly boolean[],
): string {
  const parts = list.map((argument, i) => {
    const event = events?.[i];
    return `${event ? `${nameText(event)}=` : ""}${pattern[i] ? "·" : print(argument)}${signs?.[i] ?? ","}`;
  });
  return `${nameText(of)}(${parts.join(" ")})`;
}
