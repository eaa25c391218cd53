import type { Declarations } from "./declare/declarations";
import { namesUnder } from "./infer/hidden-derivatives";
import type { Assumption } from "./infer/inference";
import { usesIn } from "./infer/uses";
import { children, same, type Expression, type SymbolName } from "./latex/expression";
import { code, message } from "./latex/message";
import { nameText } from "./latex/name-text";
import { opened } from "./opened-lines";
import type { Line } from "./verdict/line";

/**
 * A wrong line as not decided where a name of which only the use says what it is may be something else: an index that is
 * raised, a function in an inequality, or a slope that is at most 1.
 *
 * @param sides   what the line says is equal or ordered
 * @param guesses what was assumed by use
 */
export function withDoubt(
  line: Line,
  sides: readonly Expression[],
  declared: Declarations,
  guesses: readonly Assumption[],
): Line | undefined {
  if (line.mark !== "wrong here") return undefined;
  const isGuessed = (text: string): boolean =>
    declared.variables.get(text)?.properties.length === 0 &&
    guesses.some(({ names }) => names.includes(text));
  const raised = findRaisedIndex(sides, isGuessed);
  if (raised !== undefined)
    return opened(
      line,
      message`nothing says whether ${code(raised)} is an exponent or an index`,
      message`declare what is meant after ${code("%%")}`,
    );
  const free = findFreeOrder(line, sides, isGuessed);
  if (free)
    return opened(
      line,
      message`no such inequality holds for all ${free}, and nothing says what ${free} is`,
      message`declare it after ${code("%%")}, or define it if it is a function`,
    );
  const slope = findUnsaidSlope(sides, declared, isGuessed);
  if (!slope) return undefined;
  return opened(
    line,
    message`nothing says whether ${slope} is at most 1`,
    message`say ${code(`${nameText(slope)} \\in (0, 1)`)}`,
  );
}

/** Whether a name is a variable of which only the use says so. */
type IsGuessed = (text: string) => boolean;

/** A letter that is an exponent and an index of the same sides, the w of `x_w^\top \theta^w`: it may be an index that is raised. */
function findRaisedIndex(sides: readonly Expression[], isGuessed: IsGuessed): string | undefined {
  const { indices } = usesIn([{ at: 0, sides }]);
  return sides.flatMap(exponentsIn).find((text) => indices.has(text) && isGuessed(text));
}

/** The names that stand alone as exponents, and the letters of those with an index, `\theta^{w_i}`. */
function exponentsIn(node: Expression): string[] {
  const own = node.kind === "power" && node.exponent.kind === "symbol" ? [node.exponent] : [];
  const texts = own.flatMap((each) => [nameText(each), each.name]);
  return [...texts, ...children(node).flatMap(([, child]) => exponentsIn(child))];
}

/**
 * A name of an inequality between sums of products, `a b \le c b + \gamma`: none such holds for all values, and nobody claims so.
 * It says something of these names, or `a(b)` is a function.
 */
function findFreeOrder(
  { relation }: Line,
  sides: readonly Expression[],
  isGuessed: IsGuessed,
): SymbolName | undefined {
  if (relation === undefined || relation === "\\propto" || !sides.every(isOfProducts)) return undefined;
  return sides.flatMap(symbolsIn).find((name) => isGuessed(nameText(name)));
}

const plain = new Set<Expression["kind"]>(["symbol", "number", "times", "add", "subtract", "negate"]);

const isOfProducts = (node: Expression): boolean =>
  plain.has(node.kind) && children(node).every(([, child]) => isOfProducts(child));

const symbolsIn = (node: Expression): SymbolName[] =>
  node.kind === "symbol" ? [node] : children(node).flatMap(([, child]) => symbolsIn(child));

/**
 * The slope \alpha of `\max(\alpha x, x)` in some sides, or in what defines their names: only where it is at most 1, this is the
 * leaky unit that is meant.
 */
function findUnsaidSlope(
  sides: readonly Expression[],
  declared: Declarations,
  isGuessed: IsGuessed,
): SymbolName | undefined {
  const names = namesUnder(sides, declared);
  const bodies = [...declared.definitions.values()].flatMap(({ name, body }) =>
    names.has(nameText(name)) ? [body] : [],
  );
  return [...sides, ...bodies].flatMap(slopesIn).find((name) => isGuessed(nameText(name)));
}

function slopesIn(node: Expression): SymbolName[] {
  const inside = children(node).flatMap(([, child]) => slopesIn(child));
  if (node.kind !== "extremum" || node.of.length !== 2) return inside;
  const [first, second] = node.of;
  return [...slopeOf(first, second), ...slopeOf(second, first), ...inside];
}

/** The a of `a x` beside x. */
const slopeOf = (product: Expression, of: Expression): SymbolName[] =>
  product.kind === "times" && product.left.kind === "symbol" && same(product.right, of) ? [product.left] : [];
