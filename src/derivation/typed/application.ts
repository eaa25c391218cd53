import { code, message } from "../latex/message";
import { isScalar, sameShape, shapeText } from "../declare/shape";
import { definitionKeys, powerOf } from "../declare/definition-keys";
import { atValue, isDifferentiatedBy } from "./at-value";
import { createContext } from "./context";
import type { TypedExpression } from "../typed/typed-expression";
import type { Definition } from "../declare/declarations";
import { findIndexRange } from "../declare/declarations";
import type { Application, Expression, IndexName, SymbolName } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { elaborateIn } from "./elaborate";
import { expandDefinition, lookUp } from "./look-up";
import { familyText, indexText, letterText, nameText } from "../latex/name-text";
import { derivedBy, isNumber } from "./primes";
import type { KnownIndex, Scope } from "./scope";
import { asIndex, undeclared } from "./scope";
import { ShapeMismatch } from "./shape-mismatch";
import { joined } from "./shapes";

/**
 * `J(v_c, w_j, U)`: the definition with w_j in the place of o; `f(x + 1)`: with x + 1 in the place of x. What is
 * defined without arguments, as J by `J := …`, can be written with those that it depends on.
 */
export function elaborateApplication(node: Application, scope: Scope): TypedExpression {
  const { definitions } = scope.declared;
  const definition = definitionKeys(node)
    .map((key) => definitions.get(key))
    .find((found) => found !== undefined);
  if (node.order) return primed(node, definition, scope);
  if (definition?.parameters.length) return expandAt(definition, node, scope);
  if (definition || scope.valueOf(nameText(node.of))) return withPlainArguments(node, scope);
  throw undeclared(scope.declared, node.of, nameText(node.of));
}

function expandAt(definition: Definition, node: Application, scope: Scope): TypedExpression {
  const { parameters } = definition;
  const list = definition.pattern ? node.arguments.filter((_, i) => definition.pattern?.[i]) : node.arguments;
  if (parameters.length !== list.length) {
    const at = node.span?.[0] ?? 0;
    throw new Malformed(message`${node.of} takes ${parameters.length} arguments, got ${list.length}`, at);
  }
  const indices = new Map<string, KnownIndex>();
  const values = new Map<string, TypedExpression>();
  list.forEach((argument, i) => {
    const parameter = parameters[i];
    const places = "kind" in parameter ? pairIndices(parameter, argument, scope) : [];
    for (const [from, to] of places) indices.set(indexText(from), scope.get(to));
    if (places.length > 0) return;
    const index = "kind" in parameter ? asIndex(parameter) : parameter;
    const known = index && isIndex(index, scope) ? index : undefined;
    if (known) indices.set(indexText(known), indexArgument(argument, scope));
    else takeValue(values, parameter, argument, { node, scope });
  });
  const whole = expandDefinition(definition, { indices, values: new Map() }, node, scope);
  const kept = [...values].filter(([name]) => isDifferentiatedBy(whole, name));
  if (kept.length === 0) return expandDefinition(definition, { indices, values }, node, scope);
  for (const [name] of kept) values.delete(name);
  const of = expandDefinition(definition, { indices, values }, node, scope);
  return kept.reduce((inner, [name, value]) => atValue(inner, name, value, scope.fresh(name)), of);
}

/** `f(x^{(i)}) := …` holds for every i: the index of the parameter with that of an argument of the same letter. */
function pairIndices(parameter: SymbolName, argument: Expression, scope: Scope): [IndexName, IndexName][] {
  if (scope.declared.variables.has(nameText(parameter))) return [];
  if (argument.kind !== "symbol" || !isSameFamily(parameter, argument, scope)) return [];
  const [own, given] = [parameter, argument].map(({ raised, indices }) => [
    ...(raised?.indices ?? []),
    ...(indices ?? []),
  ]);
  if (own.length !== given.length) return [];
  return own.flatMap((from, i): [IndexName, IndexName][] => (isIndex(from, scope) ? [[from, given[i]]] : []));
}

/** Whether two names have the same letter; where that has columns or rows, x_i is the same as `x^{(i)}`. */
function isSameFamily(a: SymbolName, b: SymbolName, { declared: { slices } }: Scope): boolean {
  if (familyText(a) === familyText(b)) return true;
  const isPlain = ![a, b].some((each) => each.raised && slices.has(familyText(each)));
  return letterText(a) === letterText(b) && slices.has(letterText(a)) && isPlain;
}

/** Whether a parameter is an index and no variable. */
function isIndex(parameter: IndexName, { declared }: Scope): boolean {
  const text = indexText(parameter);
  return findIndexRange(declared, text) !== undefined && !declared.variables.has(text);
}

function indexArgument(argument: Expression, scope: Scope): KnownIndex {
  const index = asIndex(argument);
  if (index) return scope.get(index);
  throw new Malformed(message`${argument} is not an index`, argument.span?.[0] ?? 0);
}

/** The value that stands in the place of a variable, unless the variable stands for itself. */
function takeValue(
  values: Map<string, TypedExpression>,
  parameter: SymbolName | IndexName,
  argument: Expression,
  { node, scope }: { node: Application; scope: Scope },
): void {
  const text = "kind" in parameter ? nameText(parameter) : indexText(parameter);
  if (argument.kind === "symbol" && nameText(argument) === text && !scope.valueOf(text)) return;
  const variable = scope.declared.variables.get(text);
  const isAny = "kind" in parameter && !parameter.indices && !parameter.raised;
  if (!variable && isAny) {
    values.set(text, elaborateIn(argument, scope));
    return;
  }
  if (!variable) {
    const says = message`${node.of} can be applied to other indices and values, but ${parameter} cannot be ${argument}`;
    throw new Malformed(says, argument.span?.[0] ?? 0);
  }
  const value = elaborateIn(argument, scope);
  if (!sameShape(value, variable.shape))
    throw new ShapeMismatch(
      message`${argument} is ${shapeText(value)}, and ${parameter} of ${node.of} is ${shapeText(variable.shape)}`,
      argument,
    );
  values.set(text, value);
}

/** `J(\theta)` where J is defined without arguments: J, if it depends on them; else J times what is one factor. */
function withPlainArguments(node: Application, scope: Scope): TypedExpression {
  const whole = lookUp(node.of, scope);
  const { variables, indices, draws } = createContext([whole], scope.declared);
  const letters = new Set([...draws.values()].map(({ letter }) => letter));
  const dotted = node.arguments.some(isDots);
  for (const written of node.arguments) {
    const argument = powerOf(written) ?? written;
    if (isDots(argument) || (dotted && argument.kind === "symbol" && letters.has(argument.name))) continue;
    const index = asIndex(argument);
    const known = index && scope.find(index);
    const text = argument.kind === "symbol" ? nameText(argument) : undefined;
    const isValue = text !== undefined && (!known || scope.declared.variables.has(text));
    if (isValue && (node.arguments.length > 1 || dependsOn(text, variables))) {
      lookUp(argument as SymbolName, scope);
      continue;
    }
    if (!isValue && index && (indices.has(indexText(index)) || letters.has(index.name))) continue;
    if (node.arguments.length === 1 && isValue) {
      const product: Expression & { kind: "times" } = {
        kind: "times",
        by: "",
        left: node.of,
        right: argument,
      };
      return joined(product, whole, elaborateIn(argument, scope));
    }
    throw new Malformed(
      message`${node.of} does not depend on ${argument}`,
      argument.span?.[0] ?? 0,
      message`define ${node.of} with its arguments, as in ${code("J(v_c, o, U) := -\\log(\\hat{y}_o)")}`,
    );
  }
  return whole;
}

/** The dots of `J(v_c, w_{t-m}, \ldots, w_{t+m}, U)`. */
const isDots = (node: Expression): boolean => node.kind === "symbol" && node.name === "\\ldots";

const dependsOn = (text: string, variables: ReadonlyMap<string, unknown>): boolean => variables.has(text);

/** `f'(x)` as a derivative by x, `f'(3)` as the one by the parameter of f, at 3. */
function primed(
  { order = 0, ...node }: Application,
  definition: Definition | undefined,
  scope: Scope,
): TypedExpression {
  const [argument] = node.arguments;
  const isVariable = argument.kind === "symbol" && scope.declared.variables.has(nameText(argument));
  if (node.arguments.length === 1 && argument.kind === "symbol" && isVariable)
    return elaborateIn(derivedBy(node, argument, order), scope);
  const parameter = definition?.parameters.at(0);
  if (node.arguments.length > 1 || !parameter || !("kind" in parameter) || !isNumber(parameter, scope))
    throw new Malformed(
      message`the derivative of ${node.of} needs one argument that is a number`,
      argument.span?.[0] ?? 0,
    );
  const slope = elaborateIn(derivedBy({ ...node, arguments: [parameter] }, parameter, order), scope);
  return atNumber(slope, nameText(parameter), argument, scope);
}

/** An expression where a variable that is a number has a value. */
function atNumber(of: TypedExpression, name: string, argument: Expression, scope: Scope): TypedExpression {
  const value = elaborateIn(argument, scope);
  if (!isScalar(value))
    throw new ShapeMismatch(message`${argument} is ${shapeText(value)}, where a number is needed`, argument);
  return atValue(of, name, value, scope.fresh(name));
}
