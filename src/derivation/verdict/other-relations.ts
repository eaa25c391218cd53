import type { Conditional } from "../declare/conditions";
import { hasProperty } from "../declare/properties";
import type { OtherRelation } from "../documents/equations";
import type { Relation } from "../documents/document";
import { createContext } from "../typed/context";
import { ShapeMismatch } from "../typed/shape-mismatch";
import { Beyond, Malformed } from "../latex/malformed";
import type { Message } from "../latex/message";
import { message } from "../latex/message";
import { compareOrder, isOrder } from "../decision/inequality";
import { counterexampleText } from "../decision/point-text";
import { compareProportion } from "../decision/proportional";
import type { Line } from "./line";
import { createStepLine } from "./line";
import type { Side } from "./verdicts";
import { readSides } from "./verdicts";

/** Why a claim is not judged. */
export interface NotJudged {
  because: Message;
}

/** Decides a step whose relation is no equality, where there is a rule for it. */
export function decideRelation(latex: string, claim: OtherRelation, under: Conditional): Line | NotJudged {
  const { relation } = claim.step;
  if (relation !== "\\propto" && !isOrder(relation)) return { because: [reasonFor(relation)] };
  const [left, [right]] = readSides(latex, [claim.left, claim.step.side], under.declared, under);
  const line = createStepLine(latex, claim, [left, right]);
  const error = left.error ?? right.error;
  if (error) {
    if (error instanceof Beyond) return { because: error.says };
    const mark = error instanceof Malformed ? "malformed" : "wrong here";
    return { ...line, mark, says: error.says, hint: error.hint };
  }
  try {
    return relation === "\\propto"
      ? proportion(line, left, right, under)
      : order(line, left, right, relation, under);
  } catch (thrown) {
    if (thrown instanceof Malformed || thrown instanceof ShapeMismatch) return { because: thrown.says };
    throw thrown;
  }
}

function proportion(line: Line, left: Side, right: Side, { declared }: Conditional): Line | NotJudged {
  const found =
    left.expression && right.expression && compareProportion(left.expression, right.expression, declared);
  if (!found) return { because: ["its sides have no index and no variable of which they are functions"] };
  const { comparison, by } = found;
  const passed = { ...line, equals: comparison.answer, note: message`as functions of ${by}` };
  if (comparison.answer === "yes") return { ...passed, mark: "right" };
  if (comparison.answer === "no")
    return {
      ...line,
      mark: "wrong here",
      equals: "no",
      says: message`the ratio of its sides depends on ${by}`,
    };
  return { ...line, mark: "not decided", says: ["whether the ratio of its sides is constant was not shown"] };
}

function order(
  line: Line,
  left: Side,
  right: Side,
  relation: Relation,
  { declared }: Conditional,
): Line | NotJudged {
  if (!left.typed || !right.typed) return { because: [reasonFor(relation)] };
  const context = createContext([left.typed, right.typed], declared);
  const found = compareOrder(left.typed, right.typed, relation, context);
  if (found.verdict === "holds") return { ...line, mark: "right", equals: "yes", note: found.because };
  if (found.verdict === "not shown") return { because: found.because };
  const says = counterexampleText(found.at, declared);
  return {
    ...line,
    mark: "wrong here",
    equals: "no",
    definite: [...context.variables.values()].some(({ properties }) =>
      hasProperty(properties, "positive semidefinite"),
    ),
    says: ["it does not hold everywhere"],
    counterexample: { ...found.at, says },
  };
}

function reasonFor(relation: Relation): string {
  if (relation === "\\in" || relation === "\\notin" || relation === "\\subset")
    return "it says only what belongs where";
  if (relation === "\\approx") return "an approximation is no claim that can be proved";
  if (relation === "\\gets") return "it gives a name a new value, and claims nothing";
  return `\`${relation}\` is not judged`;
}
