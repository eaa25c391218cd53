import type { Relation } from "../documents/document";
import type { Expression, SymbolName } from "../latex/expression";
import { nameText } from "../latex/name-text";
import type { Declarations } from "./declarations";
import { isScalar } from "./shape";

/** The value that a variable has in a case: 0 where `x = 0`, and -t with a positive t where `x < 0`. */
export interface Valued {
  name: SymbolName;
  value: Expression;
}

/** What holds in a case, and the value that a variable has in it. */
export interface Case {
  declared: Declarations;
  valued?: Valued;
}

/**
 * The case that a relation tells of a number: `x = 0`, `x < 0`, `x \ge 0`. At an end of a range, which both cases next to it
 * may name, nothing is asked.
 *
 * @returns undefined where it is none of these
 */
export function caseGiven(
  declared: Declarations,
  left: Expression,
  relation: Relation,
  right: Expression,
): Case | undefined {
  const turnedBack = turned[relation];
  return (
    ofVariable(declared, left, relation, right) ??
    (turnedBack && ofVariable(declared, right, turnedBack, left))
  );
}

const turned: Partial<Record<Relation, Relation>> = {
  "=": "=",
  "<": ">",
  ">": "<",
  "\\le": "\\ge",
  "\\ge": "\\le",
};

function ofVariable(
  declared: Declarations,
  name: Expression,
  relation: Relation,
  value: Expression,
): Case | undefined {
  const variable = name.kind === "symbol" ? declared.variables.get(nameText(name)) : undefined;
  if (name.kind !== "symbol" || !variable || !isScalar(variable.shape) || !isNumeral(value)) return undefined;
  if (relation === "=") return { declared, valued: { name, value } };
  if (value.kind !== "number" || Number(value.value) !== 0) return undefined;
  const { variables } = declared;
  if (relation === ">" || relation === "\\ge") {
    const positive = { ...variable, positive: true };
    return { declared: { ...declared, variables: new Map([...variables, [nameText(name), positive]]) } };
  }
  if (relation !== "<" && relation !== "\\le") return undefined;
  const size: SymbolName = { ...name, name: `${name.name}^{-}`, span: undefined };
  const positive = { name: size, shape: variable.shape, positive: true, properties: [] };
  return {
    declared: { ...declared, variables: new Map([...variables, [nameText(size), positive]]) },
    valued: { name, value: { kind: "negate", of: size } },
  };
}

/** Whether it is a number written out: 0, -1, 1/2. */
function isNumeral(node: Expression): boolean {
  if (node.kind === "negate") return isNumeral(node.of);
  if (node.kind === "fraction") return isNumeral(node.over) && isNumeral(node.under);
  return node.kind === "number";
}
