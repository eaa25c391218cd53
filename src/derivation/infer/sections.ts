import { declare } from "../declare/declare";
import { knownNames, noDeclarations, type Declarations, type Primes } from "../declare/declarations";
import type { Declaration, Document, Part, Place, Relation, Statement } from "../documents/document";
import type { Application, Expression } from "../latex/expression";
import { keyWithCount } from "../latex/distributions";
import { definedBy } from "../declare/definition-keys";
import type { KnownNames } from "../latex/known-names";
import { readLeft } from "../latex/left-sides";
import { nameText } from "../latex/name-text";
import { Malformed } from "../latex/malformed";
import { readRun } from "../latex/reader";
import { withReach } from "../latex/reach";
import { isUpdate } from "../latex/updates";
import type { Run } from "../latex/tokens";
import { hasHeading } from "../documents/breaks";
import { rangesSaid } from "../documents/index-range";
import { isOfDifferentials } from "../documents/differentials";
import { chainsIn, claimsIn, isOther } from "../documents/equations";
import { tryReadings } from "./choose";
import { conflict } from "./conflict";
import { isDeclared } from "./definitions";
import { applicationsIn } from "./known-functions";
import { findFilledHole } from "./filled-hole";
import type { InferenceInput } from "./infer";
import { findSamples, plainNames } from "./plain-names";
import type { Kind, Reading } from "./readings";
import { Searches } from "./searches";
import { stackedFunctions } from "./stacked-functions";
import { usesIn } from "./uses";
import type { Equation, Prose, Section } from "./section";

/** A stretch that may be a section of its own, and whether its author declares something before it. */
interface Piece {
  section: Section;
  told: boolean;
  /** Whether it stands under a heading of its own. */
  headed: boolean;
}

/**
 * Cuts a document where a name may begin to mean something else: at declarations, at another source, and between
 * displays in which some name or loss is not the same. All else is one section, so that each line of it says
 * something of the names of the others.
 *
 * @param primes what a prime at a name is, where the author does not declare it
 */
export function cutSections(document: Document, primes: Primes = "names"): InferenceInput {
  // A function may be used above the line that defines it: what is one is known after a first reading.
  const functions = new Set<string>();
  const first = cutPieces(document, functions, primes);
  const { pieces, assume } = functions.size > 0 ? cutPieces(document, functions, primes) : first;
  const raw = pieces.flatMap(({ section }) => [...section.equations, ...section.remarks]);
  const samples = findSamples(raw);
  const plain = withNames(pieces, raw, new Set());
  const apart = samples.size > 0 ? withNames(pieces, raw, samples) : undefined;
  const alone = (each: Piece[]): Section[][] =>
    each.some(isAlone) ? [joinPieces(each.map((piece) => (isAlone(piece) ? markAlone(piece) : piece)))] : [];
  const headed = pieces.slice(1).some((piece) => piece.headed);
  return {
    sections: joinPieces(plain),
    ...(headed && { byHeadings: chaptersOf(pieces).flatMap(joinChapter) }),
    otherwise: [...(apart ? [joinPieces(apart)] : []), ...alone(plain), ...(apart ? alone(apart) : [])],
    assume,
    searches: new Searches(),
  };
}

/** The pieces under each heading. */
function chaptersOf(pieces: readonly Piece[]): Piece[][] {
  const chapters: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.headed || chapters.length === 0) chapters.push([piece]);
    else chapters[chapters.length - 1].push(piece);
  }
  return chapters;
}

/** The sections under one heading, in which indices that matter are looked for by themselves. */
function joinChapter(pieces: readonly Piece[]): Section[] {
  const raw = pieces.flatMap(({ section }) => [...section.equations, ...section.remarks]);
  return joinPieces(
    withNames(pieces, raw, new Set()).map((piece) => (isAlone(piece) ? markAlone(piece) : piece)),
  );
}

/**
 * Whether a piece speaks of one number only, as `\\sigma'(x) = \\sigma(x)(1 - \\sigma(x))` does: it has one name, and does not
 * fit if that is a vector.
 */
function isAlone({ section: { equations, declared } }: Piece): boolean {
  const { names, indices } = usesIn(equations);
  const [letter, ...rest] = [...names.keys()].filter((name) => name !== "e");
  if (letter === undefined || rest.length > 0 || indices.size > 0) return false;
  const misfits = (kind: Kind): number => {
    const readings = new Map<string, Reading>([[letter, { way: "whole", kind }]]);
    return tryReadings(equations, { declared, defined: new Map(), counted: new Map(), readings }).misfits
      .length;
  };
  return misfits("column") > 0 && misfits("scalar") === 0;
}

const markAlone = (piece: Piece): Piece => ({ ...piece, section: { ...piece.section, alone: true } });

/** The pieces with plain names, where the document does not say that an index matters. */
function withNames(
  pieces: readonly Piece[],
  document: readonly Equation[],
  samples: ReadonlySet<string>,
): Piece[] {
  const rename = plainNames(document, samples);
  return pieces.map((piece) => {
    const { section } = piece;
    const equations = section.equations.map(rename);
    const said = [...section.remarks, ...stackedFunctions(section.equations, document)];
    const remarks = [...said.map(rename), ...filledHoles(equations, section.declared)];
    return { ...piece, section: { ...section, equations, remarks } };
  });
}

function joinPieces(pieces: readonly Piece[]): Section[] {
  const sections: Section[] = [];
  for (const { section, told } of pieces) {
    const before = sections.at(-1);
    if (
      before &&
      !told &&
      !before.alone &&
      !section.alone &&
      before.source === section.source &&
      !conflict(before, section)
    )
      sections[sections.length - 1] = joined(before, section);
    else sections.push(section);
  }
  return sections;
}

/** @param functions names that are defined with arguments; those of the document are added */
function cutPieces(
  document: Document,
  functions: Set<string>,
  primes: Primes,
): { pieces: Piece[]; assume?: string } {
  const pieces: Piece[] = [];
  const nothing = { ...noDeclarations(), primes };
  let assume: string | undefined;
  let declared: Declarations = nothing;
  let list: Part[] = [];
  let first = 0;
  let told = true;
  let fresh = true;
  const end = (next: number): void => {
    if (list.length) {
      const headed = isHeaded(list, document.parts[first - 1]);
      pieces.push({ section: sectionAt(list, { part: first, declared, fresh, functions }), told, headed });
      told = fresh = false;
    }
    list = [];
    first = next;
  };
  document.parts.forEach((part, i) => {
    if (part.kind === "declaration") {
      end(i);
      assume = assumed.exec(part.text)?.[1] ?? assume;
      fresh ||= part.text.trim() === "forget";
      declared = part.text.trim() === "forget" ? nothing : afterDeclaration(part, declared);
      told = true;
      return;
    }
    if (list.length && beginsAnew(document.parts, i)) end(i);
    if (list.length === 0) first = i;
    list.push(part);
  });
  end(document.parts.length);
  return { pieces, assume };
}

/** Whether a heading stands between the part before and the first display of some parts. */
function isHeaded(parts: readonly Part[], before: Part | undefined): boolean {
  const [{ source, end }] = parts;
  const until = parts.find(({ kind }) => kind === "display")?.start ?? end;
  return hasHeading(source.text.slice(before?.source === source ? before.end : 0, until));
}

/** Whether something new may begin with a part: behind a display, unless the next one goes on with it. */
function beginsAnew(parts: readonly Part[], i: number): boolean {
  const [before, part] = [parts[i - 1], parts[i]];
  if (before.source !== part.source) return true;
  if (before.kind !== "display") return false;
  const next = parts.slice(i).find(({ kind }) => kind !== "prose");
  return next?.kind !== "display" || next.statements.at(0)?.continues !== true;
}

const assumed = /^\s*assume\s*:\s*(.*\S)\s*$/;

/** Whether a declaration only names the notation to assume. */
export const namesPreset = (text: string): boolean => assumed.test(text);

function afterDeclaration(
  { source, text, start, end, macros }: Declaration,
  declared: Declarations,
): Declarations {
  if (assumed.test(text)) return declared;
  try {
    return declare(source.text, declared, { start, end, macros });
  } catch (error) {
    if (error instanceof Malformed) return declared; // said where the document is judged
    throw error;
  }
}

const rawText = ({ source, start, end }: Place): string => source.text.slice(start, end);
function joined(a: Section, b: Section): Section {
  return {
    ...a,
    equations: [...a.equations, ...b.equations],
    remarks: [...a.remarks, ...b.remarks],
    prose: [...a.prose, ...b.prose],
  };
}

function sectionAt(
  parts: readonly Part[],
  {
    part,
    declared,
    fresh,
    functions,
  }: { part: number; declared: Declarations; fresh: boolean; functions: Set<string> },
): Section {
  const [{ source, start }] = parts;
  const named = knownNames(declared);
  const read = (statements: readonly Statement[]): Equation[] =>
    chainsIn(statements).flatMap(({ left, steps, defines, conditions }) => {
      const ranges = rangesSaid(conditions, source.text);
      const known = (): KnownNames => ({ ...named, applied: new Set([...named.applied, ...functions]) });
      const beside = steps.length > 0 ? reaching(readSide(source.text, steps[0].side, known())) : undefined;
      const first = reaching(readSide(source.text, left, known(), readLeft), beside);
      const defined = first && definedBy(first);
      if (defined?.parameters.length) functions.add(nameText(defined.name));
      const [second, ...others] = steps.map(({ side }) =>
        reaching(readSide(source.text, side, known()), first),
      );
      for (const side of [first, second, ...others]) if (side) addEntropies(side, functions);
      const isSize = [left, ...steps.map(({ side }) => side)].some(
        ({ tokens }) => tokens.at(0)?.text === "\\dim",
      );
      const updates =
        isSize ||
        (isOfDifferentials(left, steps) && !declared.variables.has("d")) ||
        (first && second && isUpdate(first, second, defines || steps[0].relation === ":="));
      return updates
        ? []
        : [
            {
              at: left.start,
              sides: [first, second, ...others],
              ...(defines && { defines }),
              ...(ranges.size > 0 && { ranges }),
            },
          ];
    });
  const maths = parts.flatMap((each) => (each.kind === "prose" ? each.pieces : []));
  const remarks = maths.flatMap((piece) =>
    piece.kind === "maths" ? read(piece.statements).map(defining) : [],
  );
  const displayed = parts.flatMap((each) => (each.kind === "display" ? each.statements : []));
  const ordered = claimsIn(displayed).flatMap((claim) =>
    isOther(claim) && orders.has(claim.step.relation) ? [claim] : [],
  );
  // Sides that are only compared say what their names are, but define none.
  const compared = ordered.flatMap(({ left, step }) =>
    [left, step.side].map((run): Equation => ({
      at: run.start,
      sides: [
        reaching(
          readSide(source.text, run, { ...named, applied: new Set([...named.applied, ...functions]) }),
        ),
      ],
    })),
  );
  const equations = [...read(displayed), ...compared].sort((a, b) => a.at - b.at);
  const below = namesBelowZero(source.text);
  const prose = parts.flatMap((each) => {
    if (each.kind === "prose") return [{ at: each.start, text: rawText(each) }];
    const shown = saysMore(each) ? [{ at: each.start, text: `$${inner(each)}$` }] : [];
    return [
      ...shown,
      ...conditionsIn(each).filter(({ text }) => !below.some((name) => text.startsWith(`$${name}`))),
    ];
  });
  return { at: start, source, part, fresh, equations, remarks, prose, declared };
}

const defining = (equation: Equation): Equation => ({ ...equation, defines: true });

/** H(p) is a function where H(p, q) stands as well. */
function addEntropies(side: Expression, functions: Set<string>): void {
  for (const { of, arguments: list } of applicationsIn(side))
    if (keyWithCount(of, list.length) !== undefined) functions.add(nameText(of));
}

const orders: ReadonlySet<Relation> = new Set(["<", ">", "\\le", "\\ge", "\\propto"]);

/** What chains say in passing of functions without a meaning: `-\log P(o) = -\log x` says that P(o) is x. */
function filledHoles(equations: readonly Equation[], declared: Declarations): Equation[] {
  const defined = equations.flatMap(({ sides: [first] }) =>
    first?.kind === "apply" ? [nameText(first.of)] : [],
  );
  const isKnown = ({ of }: Application): boolean =>
    isDeclared(of, declared) || defined.includes(nameText(of));
  return equations.flatMap(({ at, sides }) =>
    sides.flatMap((side, i) => {
      const next = sides[i + 1];
      const found = side && next && findFilledHole(side, next, isKnown);
      return found ? [{ at, sides: [found.application, found.value], filled: i }] : [];
    }),
  );
}

/** What a display says under conditions, `0 < \\alpha < 1`, holds of its names. */
function conditionsIn(part: Part): Prose[] {
  if (part.kind !== "display") return [];
  return part.statements.flatMap(({ conditions }) =>
    // What an index runs through is said of this display alone.
    conditions.flatMap((condition) =>
      rangesSaid([condition], part.source.text).size > 0
        ? []
        : [
            {
              at: condition.start,
              text: `$${part.source.text.slice(condition.start, condition.end).trim()}$`,
            },
          ],
    ),
  );
}

/** The names that a text also speaks of as negative or zero: `x > 0` is then said of one case only. */
const namesBelowZero = (text: string): string[] =>
  [...text.matchAll(/(\\[a-zA-Z]+|[a-zA-Z])\s*(?:<|\\leq?(?:slant)?(?![a-zA-Z]))\s*0\b/g)].map(
    ([, name]) => name,
  );

/** A display that says of a name where it is from: `x \in \mathbb{R}^d`. */
const saysMore = (part: Part): boolean => part.kind === "display" && /\\in\b.*\\mathbb/.test(rawText(part));
const inner = (part: Part): string =>
  rawText(part)
    .replace(/^\$\$|\$\$$|\\[[\]]|\\(?:begin|end)\{[a-z]+\*?\}|&/g, " ")
    .trim();

function reaching(side: Expression | undefined, other?: Expression): Expression | undefined {
  try {
    return side && withReach(side, other);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function readSide(source: string, run: Run, names: KnownNames, read = readRun): Expression | undefined {
  if (run.tokens.length === 0) return undefined;
  try {
    return read(source, run, names);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
