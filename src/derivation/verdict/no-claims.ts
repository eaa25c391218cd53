import type { Claim, Equations } from "../documents/equations";
import { isOther } from "../documents/equations";
import type { Declarations } from "../declare/declarations";
import { children, type Expression, type SymbolName } from "../latex/expression";
import { letterText, mentions, nameText } from "../latex/name-text";
import { isUpdate } from "../latex/updates";
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

/** Whether a line only says what a free variable is: that holds where it is so, and never everywhere. */
export function givesValue({ left, right, mark }: Line, { variables }: Declarations): boolean {
  if (mark !== "wrong here" || left === undefined || typeof left === "string" || typeof right === "string")
    return false;
  return left.kind === "symbol" && !left.indices && variables.has(nameText(left)) && !mentions(right, left);
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
