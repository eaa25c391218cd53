import { declare } from "./declare/declare";
import type { Declarations } from "./declare/declarations";
import { noDeclarations } from "./declare/declarations";
import type { Derivation } from "./derivation";
import { decideDisplays } from "./derivation";
import { withChanged, withLateLosses } from "./late-losses";
import { withImpliedSums } from "./implied-sums";
import { withUnsureLines } from "./unsure-lines";
import { findSaid } from "./documents/said";
import type { Declaration, Display, Document, Source, Unchecked } from "./documents/document";
import type { Assumption, Inference, SectionInference } from "./infer/inference";
import type { OnChain } from "./verdict/decide-statements";
import { withHelp, type Line } from "./verdict/line";
import type { InferenceInput } from "./infer/infer";
import { chooseLayout, inferIn, type AssumedLayout } from "./layouts";
import { namesPreset } from "./infer/sections";
import { choosePrimes, withPrimes, type AssumedPrimes } from "./primes";
import { withSaidLines, type SaidInSection } from "./said-assumptions";
import { readDocument } from "./documents/read-document";
import { Malformed, place } from "./latex/malformed";
import { code, message } from "./latex/message";

/**
 * Reads a document in LaTeX and checks every derivation in it; see `deriveDocument`.
 *
 * @throws Malformed where a declaration cannot be read, or where there is nothing to check
 */
export function deriveFile(text: string): Derivation[] {
  return requireDerivations(deriveDocument(readDocument("derivation.tex", text))).derivations;
}

/**
 * Gives a document back in which there is something to check and every declaration can be read.
 *
 * @throws Malformed where there is nothing, or where a declaration cannot be read
 */
export function requireDerivations(document: DerivedDocument): DerivedDocument {
  if (document.refused.length > 0) throw document.refused[0].error;
  if (document.derivations.length > 0) return document;
  throw new Malformed(
    "there is no derivation in it",
    0,
    message`a derivation stands between ${code("$$")} and ${code("$$")} and has ${code("=")}`,
  );
}

/** The derivations of a document, and each place with a relation that is not judged. */
export interface DerivedDocument {
  document: Document;
  derivations: Derivation[];
  unchecked: Unchecked[];
  /** What was assumed where nothing is declared. */
  inference: Inference;
  /** Declarations that could not be read, and so do not hold. */
  refused: Refused[];
}

/** A declaration that cannot be read, and why. */
export interface Refused {
  source: Source;
  error: Malformed;
}

/**
 * Checks every derivation of a document.
 *
 *     %% U: matrix d x n, columns u_w, w in Vocab      declarations, as `declare` reads them
 *     %% v_c: vector d; o in Vocab
 *     %% \hat{y} := \operatorname{softmax}(U^\top v_c)
 *     %% J := -\log(\hat{y}_o)
 *     Any text. What is between $$ and $$, \[ and \], or in an align or equation environment is checked:
 *     $$ \frac{\partial J}{\partial v_c} = -u_o + \sum_w \hat{y}_w u_w $$
 *     $$ = U (\hat{y} - y) $$                          goes on, as it begins with =
 *
 * Declarations hold from their line on; `%% forget` drops all before it. What is not declared is worked out; see
 * `inferDeclarations`. `%% assume: word2vec` names the notation to assume, `%% assume: none` that it is none. A line that begins with `%%%` is a
 * comment. Positions are those of the source that a derivation stands in.
 *
 * Where nothing says in which layout derivatives are, it is worked out; see `chooseLayout`.
 *
 * @param onChain called with no lines when the declarations are worked out, and with those of each chain when they are decided
 * @param onHelp  called with those of each chain when there is help for those of them that stay wrong
 * @returns one derivation for each stretch of a source under the same declarations
 */
export function deriveDocument(document: Document, onChain?: OnChain, onHelp?: OnChain): DerivedDocument {
  const { input, assumed: primes } = choosePrimes(document);
  const found = chooseLayout(document, input, (layout) =>
    deriveWith(document, input, { layout, primes }, onChain),
  );
  const derivations = found.derivations.map((each) => each.withLines(helped(each.lines, onHelp)));
  return { ...found, derivations };
}

function helped(lines: readonly Line[], onHelp: OnChain | undefined): Line[] {
  const chains: Line[][] = [];
  for (const line of lines) {
    if (line.left !== undefined || chains.length === 0) chains.push([]);
    chains[chains.length - 1].push(line);
  }
  return chains.flatMap((chain) => {
    const found = chain.map(withHelp);
    onHelp?.(found);
    return found;
  });
}

function deriveWith(
  document: Document,
  input: InferenceInput,
  { layout, primes }: { layout?: AssumedLayout; primes?: AssumedPrimes },
  onChain?: OnChain,
): DerivedDocument {
  const derivations: Derivation[] = [];
  const refused: Refused[] = [];
  const start = {
    ...noDeclarations(),
    layout: layout?.layout ?? "denominator",
    primes: primes?.primes ?? "names",
  };
  let declared: Declarations = start;
  let lines = 0;
  let section: SectionInference | undefined;
  const used: SaidInSection[] = [];
  const changes: Assumption[] = [];
  const inference = withPrimes(inferIn(input, layout), primes);
  onChain?.([]);
  const conditions = findSaid(document);
  const inferred = !document.parts.some((part) => part.kind === "declaration" && !namesPreset(part.text));
  for (const stretch of stretches(document, inference)) {
    if ("assumed" in stretch) {
      declared = withAssumed(stretch, declared);
      section = stretch;
      continue;
    }
    if (!Array.isArray(stretch)) {
      declared = stretch.text.trim() === "forget" ? start : declaredIn(stretch, declared, refused);
      continue;
    }
    const said = conditions.filter(({ source }) => source === stretch[0].source);
    const own = inference.sections.filter(({ source }) => source === stretch[0].source);
    const sources = new Map(own.flatMap(({ defining }) => [...defining]));
    const looseIndices = new Set(own.flatMap(({ loose }) => [...loose]));
    const around = { before: lines, said, looseIndices, inferred };
    const first = decideDisplays(stretch, declared, { ...around, sources, onChain });
    if (!first) continue;
    const { derivation, changed } = withLateLosses(first, declared, sources, (other, places) =>
      decideDisplays(stretch, other, { ...around, sources: places }),
    );
    if (changed) changes.push(changed);
    declared = derivation.declared;
    used.push({ section: section ?? inference.sections.at(0), said, declared });
    lines += derivation.lines.length;
    derivations.push(withImpliedSums(withUnsureLines(derivation, inference)));
  }
  const found = derivations.flatMap(({ unchecked }) => unchecked);
  return {
    document,
    derivations,
    inference: withChanged(withSaidLines(inference, used), changes),
    refused,
    unchecked: inOrder(document, [...document.unchecked, ...found]),
  };
}

/** The declarations of a document and the assumptions, and the displays between them by their source. */
function stretches(
  { parts }: Document,
  { sections }: Inference,
): (Declaration | SectionInference | Display[])[] {
  const found: (Declaration | SectionInference | Display[])[] = [];
  for (const [i, part] of parts.entries()) {
    const section = sections.find((each) => each.part === i);
    if (section && (section.forget || section.assumed.length)) found.push(section);
    const last = found.at(-1);
    if (part.kind === "declaration") found.push(part);
    else if (part.kind === "display" && Array.isArray(last) && last[0].source === part.source)
      last.push(part);
    else if (part.kind === "display") found.push([part]);
  }
  return found;
}

function declaredIn(
  { source, text, start, end, macros }: Declaration,
  before: Declarations,
  refused: Refused[],
): Declarations {
  if (namesPreset(text)) return before;
  try {
    return declare(source.text, before, { start, end, macros });
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const says = message`${place(source.text, error.at)}: ${error.says}`;
    refused.push({ source, error: new Malformed(says, error.at, error.hint) });
    return before;
  }
}

/** What holds where a section begins; where an equation above has given one of its names a meaning, what was worked out for it. */
function withAssumed({ forget, declared, assumed }: SectionInference, before: Declarations): Declarations {
  if (forget) return declared;
  try {
    return declare(assumed.map(({ line }) => line).join("\n"), before);
  } catch (error) {
    if (error instanceof Malformed) return declared;
    throw error;
  }
}

function inOrder({ sources }: Document, places: Unchecked[]): Unchecked[] {
  return places.sort((a, b) => sources.indexOf(a.source) - sources.indexOf(b.source) || a.start - b.start);
}
