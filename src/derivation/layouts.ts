import type { Declarations } from "./declare/declarations";
import type { Layout } from "./declare/shape";
import { Derivation } from "./derivation";
import type { Document, Source } from "./documents/document";
import { inferDeclarations, type InferenceInput } from "./infer/infer";
import type { Assumption, Evidence, Inference } from "./infer/inference";
import { layoutIn } from "./infer/prose";
import type { Section } from "./infer/section";
import type { Expression } from "./latex/expression";
import { children } from "./latex/expression";
import { code, message } from "./latex/message";
import { opened, settleFollowers } from "./opened-lines";
import type { Line, Written } from "./verdict/line";
import { findVectorLayout } from "./verdict/other-layout";
import { namesPreset } from "./infer/sections";

/** A layout that the author does not declare, and why it is taken. */
export interface AssumedLayout {
  layout: Layout;
  evidence: Evidence;
}

/** A document that was derived, as far as its layout is chosen by it. */
interface Derived {
  derivations: readonly Derivation[];
  inference: Inference;
}

/**
 * Derives a document in the layout of its author: the one that is declared, or that the text names; else with
 * gradients of the shape of their variables. Where derivatives of vectors are wrong so, the derivative of a vector by a
 * vector may be numerator (`mixed`), and where several shapes do not fit, all may be. Another layout is
 * taken only if more lines are right in it, so that one wrong line does not choose it against the others. A line that is right
 * in another layout than the others is right, with a note, unless the author declares what the names are.
 */
export function chooseLayout<T extends Derived>(
  { parts }: Document,
  { sections }: InferenceInput,
  derive: (assumed?: AssumedLayout) => T,
): T {
  if (parts.some((part) => part.kind === "declaration" && /^\s*layout\s*:/.test(part.text))) return derive();
  const said = layoutIn(sections.flatMap(({ prose }) => prose));
  if (said) return derive({ layout: said, evidence: { from: "text", says: "the text names it" } });
  const isDeclared = parts.some((part) => part.kind === "declaration" && !namesPreset(part.text));
  const found = chooseByLines(derive);
  return isDeclared ? found : withOtherLayouts(found);
}

/** A document in the layout in which most of its lines are right. */
function chooseByLines<T extends Derived>(derive: (assumed?: AssumedLayout) => T): T {
  const first = derive();
  const failed = linesIn(first).filter(failsByDerivative);
  let best = first;
  const attempt = (layout: Layout, least: number): void => {
    const says = "more lines are right in it";
    const found = derive({ layout, evidence: { from: "use", says } });
    if (countFailed(found) <= countFailed(best) - least && countRight(found) >= countRight(best) + least)
      best = found;
  };
  if (failed.length > 0 && first.inference.sections.some(({ jacobians }) => jacobians)) attempt("mixed", 1);
  if (failed.filter(failsByShape).length > 1 && countFailed(best) > 1) attempt("numerator", 2);
  return best === first ? first : openedIn(best, first);
}

/**
 * A document in a layout that was chosen by its lines, in which no line is wrong that is right with gradients of the shape of
 * their variables: its author changes from one layout to the other.
 */
function openedIn<T extends Derived>(best: T, first: T): T {
  const right = new Map<Source | undefined, Set<number>>();
  for (const { source, lines } of first.derivations) {
    const places = right.get(source) ?? new Set();
    for (const { equals, from } of lines) if (equals === "yes") places.add(from);
    right.set(source, places);
  }
  const derivations = best.derivations.map((derivation) => {
    const { latex, lines, declared, unchecked, source } = derivation;
    const changes = (line: Line): boolean =>
      line.mark === "wrong here" && right.get(source)?.has(line.from) === true;
    if (!lines.some(changes)) return derivation;
    const decided = lines.map((line) => (changes(line) ? opened(line, elsewhere, declareLayout) : line));
    return new Derivation(latex, settleFollowers(lines, decided), declared, unchecked, source);
  });
  return { ...best, derivations };
}

/**
 * The same lines, where one that only keeps to another layout than the rest, `v_c^\top` for `v_c`, is right with a note. Where
 * no gradient is right, there is no rest.
 */
function withOtherLayouts<T extends Derived>(derived: T): T {
  const isKept = linesIn(derived).some(
    ({ mark, left }) => mark === "right" && typeof left === "object" && differentiates(left),
  );
  if (!isKept) return derived;
  const derivations = derived.derivations.map((derivation) => {
    const { latex, lines, declared, unchecked, source } = derivation;
    let left: Written | undefined;
    let isMended = false;
    const decided = lines.map((line): Line => {
      if (line.left !== undefined) [left, isMended] = [line.left, false];
      const layout = mayBeTransposed(line) && findLayout(left, line.right, declared);
      if (layout) isMended = true;
      if (layout) return upToLayout(line, layout, declared.layout);
      if (isMended && line.mark === "inherited")
        return { ...line, mark: "wrong here", follows: "no", says: ["does not equal its left side"] };
      return isMended && line.mark === "right but does not follow"
        ? { ...line, mark: "right", follows: "unknown", says: [] }
        : line;
    });
    const isSame = decided.every((line, i) => line === lines[i]);
    return isSame ? derivation : new Derivation(latex, decided, declared, unchecked, source);
  });
  return { ...derived, derivations };
}

const mayBeTransposed = ({ mark, relation }: Line): boolean =>
  relation === undefined && (mark === "wrong here" || mark === "inherited" || mark === "not decided");

function findLayout(left: Written | undefined, right: Written, declared: Declarations): Layout | undefined {
  return typeof left === "object" && typeof right === "object"
    ? findVectorLayout(left, right, declared)
    : undefined;
}

function upToLayout(line: Line, layout: Layout, usual: Layout): Line {
  return {
    ...line,
    mark: "right",
    follows: "unknown",
    equals: "yes",
    says: [],
    hint: undefined,
    note: message`as a ${layout === "numerator" ? "row" : "column"}, in ${layout} layout; the rest keeps to ${usual}`,
    counterexample: undefined,
    repair: undefined,
    edits: undefined,
    help: undefined,
  };
}

const elsewhere = message`it is right where derivatives have the shape of their variables, and more lines are right in another layout`;
const declareLayout = message`keep to one layout, or declare it: ${code("%% layout: denominator")}`;

/** What is inferred in a layout, with the line that says which. */
export function inferIn(input: InferenceInput, assumed: AssumedLayout | undefined): Inference {
  if (!assumed || assumed.layout === "denominator") return inferDeclarations(input);
  const { layout, evidence } = assumed;
  const inLayout = (sections: readonly Section[]): Section[] =>
    sections.map((section) => ({ ...section, declared: { ...section.declared, layout } }));
  const found = inferDeclarations({
    ...input,
    weighed: undefined,
    sections: inLayout(input.sections),
    byHeadings: input.byHeadings && inLayout(input.byHeadings),
    otherwise: input.otherwise?.map(inLayout),
  });
  const line: Assumption = { names: [], line: `layout: ${layout}`, evidence };
  const sections = found.sections.map((section, i) => {
    const others = section.assumed.filter((each) => each.line !== line.line);
    return i === 0 || section.forget
      ? { ...section, assumed: [line, ...others] }
      : { ...section, assumed: others };
  });
  return { ...found, sections };
}

const linesIn = ({ derivations }: Derived): Line[] => derivations.flatMap(({ lines }) => [...lines]);

const countFailed = (derived: Derived): number =>
  linesIn(derived).filter(({ mark }) => /^(?:wrong|inherited|not decided|right but)/.test(mark)).length;

const countRight = (derived: Derived): number =>
  linesIn(derived).filter(({ mark }) => mark === "right").length;

/** Whether a line is wrong, or not decided, and something is differentiated in it or before it in its chain. */
function failsByDerivative({ mark, left, right }: Line): boolean {
  if (mark !== "wrong here" && mark !== "not decided") return false;
  return left === undefined || [left, right].some((side) => typeof side !== "string" && differentiates(side));
}

const failsByShape = ({ mark, checks, says }: Line): boolean =>
  (mark === "wrong here" && (checks === undefined || checks.shapes.verdict === "failed")) ||
  (mark === "not decided" && JSON.stringify(says).includes("shapes do not fit"));

function differentiates(node: Expression): boolean {
  return node.kind === "derivative" || children(node).some(([, child]) => differentiates(child));
}
