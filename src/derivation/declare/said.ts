import type { Said } from "../documents/said";
import type { Relation } from "../documents/document";
import type { Expression, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { letterText, nameText, relatesTwo } from "../latex/name-text";
import { print } from "../latex/printer";
import { readRun } from "../latex/reader";
import type { Declarations } from "./declarations";
import { knownNames } from "./declarations";
import { withGiven, withProperty } from "./given";
import { caseGiven, type Case } from "./value-given";

/** Declarations with a condition that a document says, and the declaration that says the same. */
export interface Taken {
  declared: Declarations;
  line: string;
}

/**
 * What holds where a document says a condition of a free variable.
 *
 * @param source the text that the places in the condition are offsets into
 * @returns undefined where it says nothing new that can be used
 */
export function withSaid(declared: Declarations, said: Said, source: string): Taken | undefined {
  try {
    const taken =
      "told" in said.what ? takeWords(declared, said.what, source) : takeRelation(declared, said, source);
    return taken?.declared === declared ? undefined : taken;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/**
 * What holds in the case that a text says, "if $x < 0$, then", where that is no condition that can be declared.
 *
 * @returns "other" where it is of no variable, and undefined where it cannot be used
 */
export function withCase(declared: Declarations, { what }: Said, source: string): Case | "other" | undefined {
  if ("told" in what || !ordering.has(what.step.relation)) return "other";
  try {
    const names = knownNames(declared);
    const [left, right] = [what.left, what.step.side].map((run) => readRun(source, run, names));
    // `q = \mathcal{N}(\mu, s^2)` says what q is.
    const isAbout =
      what.step.relation === "="
        ? left.kind === "symbol" && isVariable(left, declared)
        : [left, right].some((side) => isFree(side, declared));
    if (!isAbout) return "other";
    if (withGiven(declared, left, what.step.relation, right) === declared) return { declared };
    return caseGiven(declared, left, what.step.relation, right);
  } catch (error) {
    if (error instanceof Malformed) return "other";
    throw error;
  }
}

const ordering: ReadonlySet<Relation> = new Set(["=", "<", ">", "\\le", "\\ge", "\\neq"]);

function isVariable(name: SymbolName, { variables, slices }: Declarations): boolean {
  const letter = letterText(name);
  return variables.has(nameText(name)) || variables.has(letter) || slices.has(letter);
}

/** Whether a side speaks of a variable, by its name or by what is defined by it. */
function isFree(side: Expression, declared: Declarations): boolean {
  if (children(side).some(([, child]) => isFree(child, declared))) return true;
  if (side.kind !== "symbol" && side.kind !== "apply") return false;
  const name = side.kind === "apply" ? side.of : side;
  const isDefined = [nameText(name), letterText(name)].some((text) => declared.definitions.has(text));
  return isVariable(name, declared) || isDefined;
}

function takeRelation(declared: Declarations, { what, strong }: Said, source: string): Taken | undefined {
  if ("told" in what) return undefined;
  const { relation, side } = what.step;
  const [left, right] = [what.left, side].map((run) => readRun(source, run, knownNames(declared)));
  const text = `${print(left)} ${relation} ${print(right)}`;
  const more = withGiven(declared, left, relation, right);
  if (more) return { declared: more, line: `given: ${text}` };
  const isBetween = left.kind === "symbol" && relatesTwo(left, right);
  const isDefinition = left.kind === "symbol" && right.kind !== "number" && !isBetween;
  if (!(strong || isBetween) || relation !== "=" || isDefinition || [left, right].some(differentiates))
    return undefined;
  const given = [...declared.given, { text, sides: [left, right] }];
  return { declared: { ...declared, given }, line: `given: ${text}` };
}

function takeWords(
  declared: Declarations,
  { name: run, told }: Extract<Said["what"], { told: unknown }>,
  source: string,
): Taken | undefined {
  const name = readRun(source, run, knownNames(declared));
  const text = print(name);
  const take = (more: Declarations | undefined, line: string): Taken | undefined =>
    more && { declared: more, line: `given: ${line}` };
  switch (told) {
    case "unit":
      return take(withProperty(declared, name, "unit"), `${text}^\\top ${text} = 1`);
    case "orthonormal columns":
      return take(withProperty(declared, name, told), `${text}^\\top ${text} = I`);
    case "orthonormal rows":
      return take(withProperty(declared, name, told), `${text} ${text}^\\top = I`);
    case "orthogonal":
      return take(
        withProperty(declared, name, told) ?? withProperty(declared, name, "orthonormal columns"),
        `${text}^\\top ${text} = I`,
      );
    case "nonzero":
      return take(withProperty(declared, name, told), `${text} \\neq 0`);
    case "positive semidefinite":
      return take(withProperty(declared, name, told), `${text} \\succeq 0`);
    case "positive definite":
      return take(withProperty(declared, name, told), `${text} \\succ 0`);
    case "sums to 1":
      return take(withProperty(declared, name, told), `\\sum_k ${text}_k = 1`);
    case "probabilities": {
      const positive = withProperty(declared, name, "positive");
      return take(positive && withProperty(positive, name, "sums to 1"), `\\sum_k ${text}_k = 1`);
    }
  }
}

const differentiates = (node: Expression): boolean =>
  node.kind === "derivative" || children(node).some(([, child]) => differentiates(child));
