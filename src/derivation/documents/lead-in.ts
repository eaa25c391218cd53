import { hasHeading } from "./breaks";
import type { Condition, Document, Inline, Part, Prose, Words } from "./document";
import { tellsCases } from "./said";
import type { Run, Token } from "../latex/tokens";
import { joinTokens } from "../latex/tokens";

const asks =
  /(?:^|[\s(*{])(for|if|when|whenever|case(?:\s+\w{1,3}\s*[:.,-])?|otherwise if|assuming|(?:当|若|如果|对于)[\s*]*)\s*$/i;
const goesOn =
  /^\W*(?:(?:then|we|one|it|this|so|the|has|have|get|gets|gives|find|obtain|is|simply|instead|that|derivative|gradient|becomes|holds|follows|case|not)\b\W*)*$/i;
/** What may stand before a condition that is a heading, an item of a list or the first words of a paragraph. */
const opens =
  /(?:^|\n\n)((?:[#*_>\s:-]|\(?[a-z0-9]{1,3}[.):]|(?:case|situation|情况)\s*\(?\w{0,3}\)?\s*[:.,-]?)*)(?:when|if|for|当|若|如果|对于)?[\s*]*$/i;
/** Words that tell of another case, or of all together. */
const leavesCase =
  /\b(?:if|when|whenever|case|cases|otherwise|else|while|whereas|always|combin\w*|together|general\w*|overall|summar\w*|all|both|every|any|each|either|therefore|thus|hence|finally|total|sum|note|recall)\b|当|若|如果|综上|因此|所以|合并|统一|总/i;

/** A condition, and whether it stands where it speaks of all below it up to the next case. */
interface LeadIn {
  holds: Condition;
  isLabel: boolean;
}

/**
 * Gives statements of a display the condition that the text before it says: "For $w \neq o$ we get", "if $k = o$:", or
 * that its heading is, "Case 1: $w = o$". Only a condition on indices counts. In a sentence nothing but such words may
 * stand between it and the display; a heading or the label of a paragraph speaks of what stands below it, until words tell
 * of another case or of all together.
 */
export function takeLeadIns(document: Document): void {
  let found: LeadIn | undefined;
  document.parts.forEach((part, i) => {
    const before = document.parts[i - 1];
    if (part.kind !== "display" || before?.source !== part.source) return;
    // It also holds for a display that stands behind its own without a word between them.
    if (before.kind === "prose")
      found = findLeadIn(before, document) ?? (found && staysIn(found, before) ? found : undefined);
    else if (before.kind !== "display" || tellsCases(part)) found = undefined;
    if (!found) return;
    for (const statement of part.statements)
      if (!statement.continues && statement.conditions.length === 0) statement.conditions.push(found.holds);
    if (before.kind === "prose") leaveInline(document, before, found.holds);
  });
}

/** Whether a text below a label goes on with its case. */
function staysIn({ isLabel }: LeadIn, { source, start, end, pieces }: Prose): boolean {
  const text = pieces.map((piece) => (piece.kind === "words" ? piece.text : "")).join(" $ ");
  return isLabel && !hasHeading(source.text.slice(start, end)) && !leavesCase.test(text);
}

function findLeadIn({ pieces }: Prose, document: Document): LeadIn | undefined {
  const asked = inWords(pieces.at(-1));
  if (asked) return { holds: asked, isLabel: false };
  for (let at = pieces.length - 1; at >= 0; at--) {
    const [word, maths] = [pieces.at(at - 1), pieces[at]];
    if (maths.kind !== "maths") continue;
    const before = at > 0 && word?.kind === "words" ? word.text : "";
    const [, introduced] = asks.exec(before) ?? [];
    const rest = pieces.slice(at + 1).map((piece) => (piece.kind === "words" ? piece.text : " $ "));
    const follows = rest.join("");
    const opening = opens.exec(before);
    const isMarked = opening !== null && (/\S/.test(opening[1]) || /^[*\s]*(?:[:：]|$)/.test(follows));
    const begins =
      opening !== null &&
      (isMarked || introduced !== undefined) &&
      !leavesCase.test(follows) &&
      ofLetters(maths);
    const isAsked = introduced !== undefined && goesOn.test(follows);
    const holds = conditionIn(maths, introduced?.toLowerCase() === "for" ? "for" : "if", document);
    if (holds) return isAsked || begins ? { holds, isLabel: begins && isMarked } : undefined;
  }
  return undefined;
}

/** Whether one small letter stands on each side. */
const ofLetters = ({ statements }: Inline): boolean =>
  statements
    .flatMap(({ left, steps }) => [left, ...steps.map(({ side }) => side)])
    .every(({ tokens }) => /^[a-z0]$/.test(joinTokens(tokens)));

/** `w \neq o` or `w = o`: names of a letter on both sides. */
function conditionIn(
  { statements }: Inline,
  word: Condition["word"],
  document: Document,
): Condition | undefined {
  const [statement] = statements;
  if (statements.length !== 1 || statement.steps.length !== 1) return undefined;
  const { left, steps, start, end } = statement;
  const [step] = steps;
  const isName = ({ tokens }: Run): boolean =>
    tokens.length > 0 && tokens[0].kind === "letter" && tokens.length < 5;
  const compares = step.relation === "=" || step.relation === "\\neq";
  if (!compares || !isName(left)) return undefined;
  if (isName(step.side)) return { word, left, steps, start, end };
  const [zero] = step.side.tokens;
  const isSlip = step.side.tokens.length === 1 && zero.text === "0" && hasIndexO(document);
  if (!isSlip) return undefined;
  const side: Run = { ...step.side, tokens: [{ ...zero, kind: "letter", text: "o" }] };
  return { word, left, steps: [{ ...step, side }], start, end };
}

/** Whether a document has the index o, for which its author may have written 0: `w \neq 0` beside `u_o`. */
const hasIndexO = ({ sources }: Document): boolean =>
  sources.some(({ text }) => /[uy]\}*_(?:\{\s*)?(?:\\math(?:bf|rm)\{)?o\b/.test(text));

/** "When i != j:" in words at the end of a text. */
function inWords(piece: Words | Inline | undefined): Condition | undefined {
  if (piece?.kind !== "words") return undefined;
  const [, first, sign, second] =
    /(?:^|[\s(*{])(?:for|if|when|whenever|case)\s+([a-z])\s*(==?|!=|≠|<>)\s*([a-z])[\s:,*]*$/i.exec(
      piece.text,
    ) ?? [];
  if (!first) return undefined;
  const { start, end } = piece;
  const name = (text: string): Run => {
    const token: Token = { kind: "letter", text, start, end };
    return { tokens: [token], start, end };
  };
  const relation = sign.startsWith("=") ? "=" : "\\neq";
  const step = { relation, at: { start, end }, side: name(second) } as const;
  return { word: "if", left: name(first), steps: [step], start, end };
}

/** What is used as a condition needs no judgement of its own. */
function leaveInline({ unchecked }: Document, { source }: Part, { start, end }: Condition): void {
  const found = unchecked.findIndex(
    (each) => each.source === source && each.start <= start && each.end >= end,
  );
  if (found >= 0) unchecked.splice(found, 1);
}
