import type { Expression, SymbolName } from "./expression";
import { children } from "./expression";
import { letterText, nameText } from "./name-text";

/**
 * Whether an equation gives a name a new value and claims nothing: `\theta := \theta - \alpha \nabla J`, or
 * `w_{t+1} = w_t - \eta g`.
 *
 * @param defines whether its sign says that it defines, as `:=` does
 */
export function isUpdate(left: Expression, right: Expression, defines: boolean): boolean {
  if (left.kind !== "symbol") return false;
  const old = termsOf(right).find(
    (term): term is SymbolName => term.kind === "symbol" && isFormer(left, term),
  );
  if (!old) return false;
  return nameText(old) !== nameText(left) || defines || differentiates(right);
}

/** Whether a name is the one beside it, or the one before that: `w_t` of `w_{t+1}`, `w^{old}` of `w^{new}`. */
function isFormer(left: SymbolName, other: SymbolName): boolean {
  if (nameText(left) === nameText(other)) return true;
  const steps = [...(left.raised?.indices ?? []), ...(left.indices ?? [])];
  const isNext = word.test(left.name) || steps.some(({ offset }) => offset?.startsWith("+"));
  return isNext && withoutWord(left) === withoutWord(other);
}

const word = /\^\{\\text\{\w+\}\}$/;
const withoutWord = (symbol: SymbolName): string =>
  letterText({ ...symbol, name: symbol.name.replace(word, "") });

/** What is added and subtracted on the way to a sum. */
export function termsOf(node: Expression): Expression[] {
  const isSum = node.kind === "add" || node.kind === "subtract";
  return isSum ? [...termsOf(node.left), ...termsOf(node.right)] : [node];
}

function differentiates(node: Expression): boolean {
  return node.kind === "derivative" || children(node).some(([, child]) => differentiates(child));
}
