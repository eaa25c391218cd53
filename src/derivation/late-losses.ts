import type { Declarations, Definition } from "./declare/declarations";
import { declarationLines } from "./declare/declaration-lines";
import { Derivation } from "./derivation";
import type { Assumption, Evidence, Inference } from "./infer/inference";
import type { Expression, SymbolName } from "./latex/expression";
import { children } from "./latex/expression";
import { message } from "./latex/message";
import { letterText, nameText } from "./latex/name-text";
import type { Line } from "./verdict/line";
import type { DefinitionPlaces } from "./verdict/text-definitions";

/** Letters of what is minimised. */
const losses = new Set(["J", "L", "E", "C", "\\mathcal{L}", "\\mathcal{J}", "\\ell"]);
/** Words of what is maximised, which logarithms of probabilities add up to. */
const maximised = /maximi[sz]|likelihood|objective/i;

/** A derivation, and the definition of a loss that was taken with the other sign. */
export interface LateLoss {
  derivation: Derivation;
  changed?: Assumption;
}

/**
 * A derivation in which a loss that is defined below its first use has the other sign, as `J = \log \hat{y}_o` below
 * `\frac{\partial J}{\partial \theta} = \hat{y} - y`: since a loss is never negative, that definition is the line that is wrong, if
 * with the other sign more lines above it are right and none is less so.
 *
 * @param declared what holds where it begins
 * @param sources  where definitions stand that hold above them
 * @param derive   derives it again with another definition, which no line makes
 */
export function withLateLosses(
  derivation: Derivation,
  declared: Declarations,
  sources: DefinitionPlaces,
  derive: (declared: Declarations, sources: DefinitionPlaces) => Derivation | undefined,
): LateLoss {
  const { lines, latex } = derivation;
  if (maximised.test(latex)) return { derivation };
  for (const line of lines) {
    const name = lateName(line, sources);
    const [key, definition] = (name && findDefinition(name, declared)) ?? [];
    const isBefore = lines.some(({ mark, from }) => from < line.from && wrong.includes(mark));
    if (!isBefore || !name || key === undefined || !definition || !isNeverPositive(definition.body)) continue;
    const changed: Definition = { ...definition, body: { kind: "negate", of: definition.body } };
    const others = new Map([...sources].filter(([at]) => at !== name.span?.[0]));
    const definitions = new Map([...declared.definitions, [key, changed]]);
    const known = { ...declared, definitions };
    const found = derive(known, others);
    if (!found || !isBetter(found.lines, lines, line)) continue;
    const [assumed] = declarationLines(known, declared);
    const evidence: Evidence = { from: "text", at: line.from, says: "with the sign of the lines above it" };
    return { derivation: withReason(found, line, name), changed: { ...assumed, evidence } };
  }
  return { derivation };
}

const wrong: readonly Line["mark"][] = ["wrong here", "inherited"];

function withReason(found: Derivation, { from }: Line, name: SymbolName): Derivation {
  const { latex, lines, declared, unchecked, source } = found;
  const says = message`a loss is never negative, and the lines above it are right for ${name} with the other sign`;
  const explained = lines.map((line) => (line.from === from ? { ...line, says } : line));
  return new Derivation(latex, explained, declared, unchecked, source);
}

/** The loss that a line defines which holds above it already. */
function lateName({ mark, left }: Line, sources: DefinitionPlaces): SymbolName | undefined {
  if (mark !== "definition" || typeof left !== "object") return undefined;
  const name = left.kind === "apply" ? left.of : left;
  if (name.kind !== "symbol" || !losses.has(name.name)) return undefined;
  return sources.has(left.span?.[0] ?? -1) ? { ...name, span: left.span } : undefined;
}

const findDefinition = (name: SymbolName, { definitions }: Declarations): [string, Definition] | undefined =>
  [...definitions].find(([, each]) => nameText(each.name) === nameText(name));

/** Whether it is a sum of logarithms of probabilities, each with a plus before it. */
function isNeverPositive(node: Expression): boolean {
  const signs = signsOfLogarithms(node, true);
  return signs.length > 0 && signs.every((sign) => sign);
}

/** Of each logarithm whether it is added; one of a sum, as in a softmax written out, counts as taken away. */
function signsOfLogarithms(node: Expression, added: boolean): boolean[] {
  if (node.kind === "call" && node.name === "log") return [added && isProbability(node.argument)];
  if (node.kind === "negate") return signsOfLogarithms(node.of, !added);
  if (node.kind === "subtract")
    return [...signsOfLogarithms(node.left, added), ...signsOfLogarithms(node.right, !added)];
  return children(node).flatMap(([, child]) => signsOfLogarithms(child, added));
}

/** `\hat{y}_o`, `P(o \mid c)`, `1 - p`, `\sigma(z)` or an entry of a softmax. */
function isProbability(node: Expression): boolean {
  if (node.kind === "subtract") return node.left.kind === "number" && isProbability(node.right);
  if (node.kind === "entry") return isProbability(node.of);
  if (node.kind === "call") return node.name === "sigma" || node.name === "softmax";
  return node.kind === "apply" || (node.kind === "symbol" && !/^[A-Z]$/.test(letterText(node)));
}

/** Whether more lines are right, none that was is not, and the definition is a claim that is wrong. */
function isBetter(found: readonly Line[], before: readonly Line[], definition: Line): boolean {
  if (found.length !== before.length) return false;
  const kept = before.every(
    ({ mark, from }, i) => mark !== "right" || found[i].from !== from || found[i].mark === "right",
  );
  const count = (lines: readonly Line[]): number => lines.filter(({ mark }) => mark === "right").length;
  const now = found.find(({ from }) => from === definition.from);
  return kept && count(found) > count(before) && now?.mark === "wrong here";
}

/** What was inferred, with losses as they were taken. */
export function withChanged(inference: Inference, changed: readonly Assumption[]): Inference {
  const changedFor = (each: Assumption): Assumption =>
    changed.find(({ names }) => names.join() === each.names.join() && each.line.includes(":=")) ?? each;
  const sections = inference.sections.map((section) => ({
    ...section,
    assumed: section.assumed.map(changedFor),
  }));
  return changed.length === 0 ? inference : { ...inference, sections };
}
