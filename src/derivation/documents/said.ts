import type { Document, Inline, Part, Prose, Relation, Source, Statement, Step } from "./document";
import type { Run, Token } from "../latex/tokens";
import { classify, classifyLeadIn, isDerived, wordsAbout, type Told } from "./said-words";

/** A condition that the text says of its names: "where $w^\top w = 1$", "Let $Q$ be orthogonal", "s.t. $\|x\| = 1$". */
export interface Said {
  source: Source;
  /** Where it stands, and in the author's words. */
  at: number;
  says: string;
  /** Offsets between which it holds: of a case, only the next display. */
  from: number;
  until: number;
  /** What is said: a relation, or in words a property of a name. */
  what: { left: Run; step: Step } | { name: Run; told: Told };
  /** The displayed statement that says it, which is then no claim. */
  statement?: Statement;
  /** Whether it is said of one display only. */
  isCase: boolean;
  /** Whether the words leave no doubt that it is assumed, so that it counts also where nothing follows from it. */
  strong: boolean;
}

/**
 * The conditions that a document says, each with the stretch in which it holds: from where it stands (a clause "where …"
 * behind a display speaks of that display as well) to the next heading, or to where the name is introduced anew.
 */
export function findSaid({ parts, sources }: Document): Said[] {
  const found = parts.flatMap((part, i) => {
    if (part.kind === "prose") return inProse(part, parts, i);
    return part.kind === "display" ? inDisplay(part, parts, i) : [];
  });
  return found.flatMap((said) => [said, ...inLaterCells(said, sources)]);
}

function inProse(part: Prose, parts: readonly Part[], i: number): Said[] {
  const { pieces, source } = part;
  const found: Said[] = [];
  pieces.forEach((piece, k) => {
    if (piece.kind === "words") return;
    const { before, first } = wordsBefore(pieces, k);
    const after = pieces.at(k + 1);
    const follows = after?.kind === "words" ? after.text : "";
    const manner = classify(before, follows);
    const names = namesIn(piece);
    const told = names.length > 0 ? wordsAbout(before, follows) : undefined;
    const relations = relationsIn(piece).filter(
      ({ step: { relation } }) => manner !== undefined || (definite.has(relation) && !isDerived(before)),
    );
    const about = told ? names.map((name) => ({ name, told })) : relations;
    const behind = first && saysOfBefore.test(before);
    const display = behind ? parts.at(i - 1) : undefined;
    const from = display?.kind === "display" && display.source === source ? display.start : piece.start;
    for (const what of about) {
      const letters = "name" in what ? what.name : what.left;
      found.push({
        source,
        at: piece.start,
        says: source.text.slice(piece.start, piece.end),
        from,
        until:
          manner !== "case"
            ? endOf(source, piece.end, letters)
            : from < piece.start
              ? piece.start
              : endOfCase(parts, i),
        what,
        isCase: manner === "case",
        strong: manner === "strong",
      });
    }
  });
  return found;
}

function inDisplay(part: Part & { kind: "display" }, parts: readonly Part[], i: number): Said[] {
  const { source, start, end, statements } = part;
  const before = parts.at(i - 1);
  const isBeside = before?.kind === "prose" && before.source === source;
  const leads = isBeside
    ? classifyLeadIn(wordsBefore(before.pieces, before.pieces.length).before)
    : undefined;
  return statements.flatMap((statement, k): Said[] => {
    const word = statement.connective;
    const isGiven = word === "given" || word === "where" || word === "because";
    const manner = isGiven
      ? word === "given"
        ? "strong"
        : "given"
      : k === 0 || word === "and"
        ? leads
        : undefined;
    const held = statement.conditions.filter(({ word: by }) => by === "given" || by === "where");
    const chains = manner ? [{ chain: statement, statement }] : [];
    return [...chains, ...held.map((chain) => ({ chain, statement: undefined }))].flatMap((each) =>
      each.chain.steps.length !== 1
        ? []
        : {
            source,
            at: each.chain.start,
            says: source.text.slice(each.chain.start, each.chain.end),
            from: start,
            until: endOf(source, end, each.chain.left),
            what: { left: each.chain.left, step: each.chain.steps[0] },
            ...(each.statement && { statement: each.statement }),
            isCase: false,
            strong: word === "given",
          },
    );
  });
}

/** The words of the sentence before a piece, with `$` for its mathematics, and whether it is the first of the text. */
function wordsBefore(pieces: Prose["pieces"], k: number): { before: string; first: boolean } {
  const all = pieces
    .slice(0, k)
    .map((piece) => (piece.kind === "words" ? piece.text : " $ "))
    .join("");
  const sentences = all.split(/(?<!\bs\.?t|\bi\.e|\be\.g|\bw\.r\.t)[.!?;]\s+|\n\n/);
  return { before: sentences[sentences.length - 1].trimStart(), first: sentences.length === 1 };
}

/** The names of `u, v` and of `x \in \mathbb{R}^d`. */
function namesIn({ statements, ...piece }: Inline): Run[] {
  const [statement] = statements;
  if (statement) return statement.steps[0].relation === "\\in" ? [statement.left] : [];
  const names: Token[][] = [[]];
  for (const token of piece.tokens)
    if (token.text === ",") names.push([]);
    else names[names.length - 1].push(token);
  return names
    .filter((tokens) => tokens.length > 0)
    .map((tokens) => ({ tokens, start: tokens[0].start, end: tokens[tokens.length - 1].end }));
}

/** `A \succeq 0` says of which kind A is, whatever words introduce it. */
const definite: ReadonlySet<Relation> = new Set(["\\succ", "\\succeq"]);

const relationsIn = ({ statements }: Inline): { left: Run; step: Step }[] =>
  statements.flatMap(({ left, steps }) => (steps.length === 1 ? [{ left, step: steps[0] }] : []));

/** Words behind a display that say something of it. */
const saysOfBefore =
  /^\s*,?\s*(?:(?:which )?(?:holds|is so|is true|is right)\s+)?(?:where|since|because|as|with|subject|given|for|such|if|when|whenever)\b/;

/** Whether the text behind a display tells of a case in which that holds. */
function hasCaseBehind(parts: readonly Part[], i: number): boolean {
  const after = parts.at(i + 1);
  if (after?.kind !== "prose" || after.source !== parts[i].source) return false;
  const [words] = after.pieces;
  return (
    words?.kind === "words" && (saysOfBefore.test(words.text) || /^\s*,?\s*otherwise\b/.test(words.text))
  );
}

/** The end of the displays that a case leads to: one behind the other, or in one sentence. */
function endOfCase(parts: readonly Part[], i: number): number {
  let { end } = parts[i];
  for (let k = i + 1; k < parts.length; k++) {
    const part = parts[k];
    if (part.source !== parts[i].source || part.kind === "declaration") break;
    if (part.kind === "prose") {
      if (!goesOn(part)) break;
      continue;
    }
    const hasOwn = part.statements.some(({ conditions }) => conditions.length > 0);
    if (k > i + 1 && (hasOwn || tellsCases(part) || hasCaseBehind(parts, k))) break;
    end = part.end;
  }
  return end;
}

/** Whether a text between two displays goes on with the sentence before it, and tells of no other case. */
function goesOn({ pieces }: Prose): boolean {
  const text = pieces.map((piece) => (piece.kind === "words" ? piece.text : " $ ")).join("");
  return /^[\s,;:]*(?:[a-z][^.!?\n]*)?\s*$/.test(text) && !otherCase.test(text);
}

/** Whether a display says itself what holds in which case. */
export const tellsCases = ({ source, start, end }: Part): boolean =>
  /\\begin\{(?:d|r)?cases|\\left\\\{|\\mathbb\{[1I]\}|\\mathbf\{1\}_|\\delta_|otherwise/.test(
    source.text.slice(start, end),
  );

const otherCase = /\b(?:if|when|whenever|for|case|otherwise|else|while|whereas|in general|always)\b/i;

const heading = /\\(?:part|chapter|(?:sub){0,2}section)\b|^#{1,6}\s/gm;
const anew =
  /\b(?:let|any|every|arbitrary|general|drop\w*|without|no longer|remove\w*)\s+(?:[a-z]+\s+){0,3}\$([^$]+)\$/gi;

/** Where a condition on these letters ends: at the next heading, or where one of them is introduced anew. */
function endOf({ text }: Source, from: number, { tokens }: Run): number {
  const letters = tokens.map((token) => token.text).join("");
  heading.lastIndex = anew.lastIndex = from;
  let until = heading.exec(text)?.index ?? Infinity;
  for (let match = anew.exec(text); match && match.index < until; match = anew.exec(text)) {
    const name = match[1].replace(/\\in\b[^]*/, "").replace(/\s/g, "");
    if (name !== "" && letters.includes(name)) until = match.index;
  }
  return until;
}

/** The same condition in the cells of a notebook below its own, up to a heading. */
function inLaterCells(said: Said, sources: readonly Source[]): Said[] {
  const found: Said[] = [];
  if (said.source.cell === undefined || said.until !== Infinity) return found;
  const letters = "name" in said.what ? said.what.name : said.what.left;
  for (const source of sources.slice(sources.indexOf(said.source) + 1)) {
    const until = endOf(source, 0, letters);
    if (until > 0) found.push({ ...said, source, from: 0, until, statement: undefined });
    if (until !== Infinity) break;
  }
  return found;
}
