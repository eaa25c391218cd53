import type { Primes } from "./declare/declarations";
import { noDeclarations } from "./declare/declarations";
import type { Document } from "./documents/document";
import { definitionsIn } from "./infer/definitions";
import { weighInference, type Inferred, type InferenceInput } from "./infer/infer";
import type { Assumption, Evidence, Inference, Question } from "./infer/inference";
import { factsIn } from "./infer/prose";
import { cutSections } from "./infer/sections";
import { usesIn } from "./infer/uses";
import type { Expression } from "./latex/expression";
import { children } from "./latex/expression";

/** What primes are in a document that does not declare it, and why. */
export interface AssumedPrimes {
  primes: Primes;
  evidence: Evidence;
  /** Where a prime stands of which two readings remain. */
  open?: { name: string; at: number };
}

/**
 * Whether the primes of a document transpose, as in `X'X` and `u_o'v_c`, by its use of them: they do where more lines fit
 * so, or where as many do and no other sign transposes. A primed name with a meaning of its own, as in `x' = x + 1`, leaves
 * all primes to names; so does a document in which they would transpose numbers only.
 *
 * @returns the sections of the document as they are read then
 */
export function choosePrimes(document: Document): { input: InferenceInput; assumed?: AssumedPrimes } {
  const input = cutSections(document);
  const names = primedNames(input);
  if (!hasPrimes(document) || saysOfPrimed(input)) return { input };
  const other = cutSections(document, "transpose");
  if (!transposesByPrimes(other)) return { input };
  const asNames = weigh(input);
  const byNames = { input: { ...input, weighed: asNames.found } };
  const isAlone = !transposesOtherwise(input);
  const most = isAlone ? asNames.misfits : asNames.misfits - 1;
  if (countUnread(other) > most) return byNames;
  const transposed = weigh(other);
  const isNeeded = transposed.misfits < asNames.misfits;
  const isUsual = transposed.misfits === asNames.misfits && isAlone;
  if (transposed.primed === 0 || !(isNeeded || isUsual)) return byNames;
  const says = isNeeded ? "otherwise a line would not fit" : "nothing says what a name with a prime is";
  const [open] = names;
  const assumed: AssumedPrimes = { primes: "transpose", evidence: { from: "use", says } };
  return {
    input: { ...other, weighed: transposed.found },
    assumed: isNeeded || !open ? assumed : { ...assumed, open },
  };
}

/** What was inferred with the line that says what primes are, and the question where that is open. */
export function withPrimes(inference: Inference, assumed: AssumedPrimes | undefined): Inference {
  if (!assumed) return inference;
  const { primes, evidence, open } = assumed;
  const line: Assumption = { names: [], line: `primes: ${primes}`, evidence };
  const question = open && asked(open);
  const sections = inference.sections.map((section, i) => {
    const others = section.assumed.filter((each) => each.line !== line.line);
    return {
      ...section,
      assumed: i === 0 || section.forget ? [line, ...others] : others,
      questions: i === 0 && question ? [question, ...section.questions] : section.questions,
    };
  });
  return { ...inference, sections };
}

const asked = ({ name, at }: { name: string; at: number }): Question => ({
  name,
  at,
  readings: [
    { line: "primes: transpose", because: "nothing says what a name with a prime is" },
    { line: "primes: names", because: "every line fits with names of their own, too" },
  ],
});

/** How many equations do not fit or cannot be read, and what primes transpose. */
function weigh(input: InferenceInput): { misfits: number; primed: number; found: Inferred } {
  const found = weighInference(input);
  const { misfits, primed } = found;
  return { misfits: misfits + countUnread(input), primed, found };
}

const countUnread = ({ sections }: InferenceInput): number =>
  sections.flatMap(({ equations }) => equations.flatMap(({ sides }) => sides.filter((side) => !side))).length;

const hasPrimes = ({ parts, sources }: Document): boolean =>
  parts.length > 0 && sources.some(({ text }) => /['\u2032\u2019]|\\prime/.test(text));

function primedNames({ sections }: InferenceInput): { name: string; at: number }[] {
  const { names } = usesIn(sections.flatMap(({ equations, remarks }) => [...equations, ...remarks]));
  return [...names].flatMap(([name, [{ at }]]) => (isPrimed(name) ? [{ name, at }] : []));
}

/** Whether the document says what a name with a prime is: it declares or defines it, or says where it is from. */
function saysOfPrimed({ sections }: InferenceInput): boolean {
  return sections.some(({ equations, remarks, prose, declared }) => {
    const defined = definitionsIn([...equations, ...remarks], noDeclarations());
    const told = factsIn(prose).flatMap(({ names }) => names);
    return [...defined.keys(), ...told, ...declared.variables.keys(), ...declared.slices.keys()].some(
      isPrimed,
    );
  });
}

/** Whether a prime stands at the letter of a name, not at an index. */
const isPrimed = (name: string): boolean => /^[^_]*'/.test(name);

/** Whether a prime transposes anything that is read of a document. */
function transposesByPrimes({ sections }: InferenceInput): boolean {
  const isPrime = (sign: string | undefined): boolean => sign === "'";
  return sections.some(
    ({ equations, remarks, declared: { definitions } }) =>
      [...equations, ...remarks].some(({ sides }) => sides.some((side) => transposesBy(side, isPrime))) ||
      [...definitions.values()].some(({ body }) => transposesBy(body, isPrime)),
  );
}

/** Whether something is transposed by another sign than a prime. */
function transposesOtherwise({ sections }: InferenceInput): boolean {
  return sections.some(({ equations }) =>
    equations.some(({ sides }) => sides.some((side) => transposesBy(side, (sign) => sign !== "'"))),
  );
}

function transposesBy(node: Expression | undefined, isMeant: (sign: string | undefined) => boolean): boolean {
  if (!node) return false;
  if (node.kind === "transpose" && isMeant(node.sign)) return true;
  return children(node).some(([, child]) => transposesBy(child, isMeant));
}
