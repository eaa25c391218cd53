import type { Claim, Equations } from "../documents/equations";
import { isOther } from "../documents/equations";
import type { Declarations } from "../declare/declarations";
import { children, same, type Expression, type SymbolName } from "../latex/expression";
import { letterText, mentions, mentionsLetter, nameText, relatesTwo } from "../latex/name-text";
import { isUpdate, termsOf } from "../latex/updates";
import type { Line } from "./line";
import { readSide } from "./verdicts";

/** Whether `!` or `?` stands over a sign: it is demanded or asked, and not said. */
export function isDemand(claim: Claim): boolean {
  const steps = isOther(claim) ? [claim.step] : claim.steps;
  return steps.some(({ reason }) => /^[!?]$/.test(reason?.trim() ?? ""));
}

/** Whether one side is a dimension, `\dim(x)`: how large a name is says its declaration. */
export function isAboutSize(claim: Claim): boolean {
  const steps = isOther(claim) ? [claim.step] : claim.steps;
  return [claim.left, ...steps.map(({ side }) => side)].some(({ tokens }) => tokens.at(0)?.text === "\\dim");
}

/** Whether a chain of one step gives a name a new value. */
export function updates(text: string, { left, steps, defines }: Equations, declared: Declarations): boolean {
  const [step] = steps;
  if (steps.length > 1) return false;
  const [name, value] = [left, step.side].map((run) => readSide(text, run, declared).expression);
  return (
    name !== undefined && value !== undefined && isUpdate(name, value, defines || step.relation === ":=")
  );
}

/**
 * Whether a line only says what a free variable is: that holds where it is so, and never everywhere.
 *
 * @param inferred whether its author declares nothing, so that an equation for each entry says so as well
 */
export function givesValue(
  { left, right, mark }: Line,
  { variables }: Declarations,
  inferred = false,
): boolean {
  if (mark !== "wrong here" || left === undefined || typeof left === "string" || typeof right === "string")
    return false;
  if (left.kind !== "symbol") return false;
  const isEntry = inferred && left.indices?.every(({ name, at }) => /^[a-z]$/.test(name) && !at);
  if (isEntry) return variables.has(letterText(left)) && !mentionsLetter(right, letterText(left));
  return !left.indices && variables.has(nameText(left)) && !mentions(right, left);
}

/** Whether a line relates two rows or entries of what is free, `u_x = \alpha u_y`: that is a condition on them. */
export function relatesFree({ left, right, mark }: Line, { variables, slices }: Declarations): boolean {
  if (mark === "right" || typeof left !== "object" || typeof right !== "object") return false;
  if (left.kind !== "symbol" || !relatesTwo(left, right)) return false;
  const letter = letterText(left);
  return variables.has(letter) || slices.has(letter);
}

/** Whether a line gives a name that stands on both sides, and that nothing defines, a new value: `x = x + e`. */
export function raisesItself({ left, right, mark }: Line, { definitions }: Declarations): boolean {
  if (mark !== "wrong here" || typeof left !== "object" || typeof right !== "object") return false;
  const isDefined = (name: SymbolName): boolean =>
    [nameText(name), letterText(name)].some((text) => definitions.has(text));
  if (left.kind === "symbol" && isDefined(left)) return false;
  return (
    isUpdate(left, right, true) || (left.kind === "power" && termsOf(right).some((term) => same(term, left)))
  );
}

/** Whether a line only bounds a free variable, `\alpha > 0`: that holds where it is so, and is a condition. */
export function boundsVariable({ left, right, mark }: Line, { variables }: Declarations): boolean {
  if (mark !== "wrong here" || typeof left !== "object" || typeof right !== "object") return false;
  const isFree = (side: Expression): side is SymbolName =>
    side.kind === "symbol" && (variables.has(nameText(side)) || variables.has(letterText(side)));
  return (isFree(left) && !hasNames(right)) || (isFree(right) && !hasNames(left));
}

/** Whether a side has any name in it. */
const hasNames = (side: Expression): boolean =>
  side.kind === "symbol" || children(side).some(([, child]) => hasNames(child));

/** Whether one side of an equation is 0, as where a gradient is demanded to vanish. */
export function hasZeroSide({ left, right }: Line): boolean {
  return [left, right].some(
    (side) =>
      typeof side === "object" &&
      ((side.kind === "number" && Number(side.value) === 0) ||
        (side.kind === "symbol" && side.name === "\\mathbf{0}")),
  );
}
