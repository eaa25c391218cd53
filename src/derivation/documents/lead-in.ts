import type { Condition, Document, Inline, Part, Prose } from "./document";
import { tellsCases } from "./said";

const asks = /(?:^|[\s(*{])(for|if|when|whenever|case|otherwise if|assuming)\s*$/i;
const goesOn =
  /^\W*(?:(?:then|we|one|it|this|so|the|has|have|get|gets|gives|find|obtain|is|simply|instead|that|derivative|gradient|becomes|holds|follows|case|not)\b\W*)*$/i;

/**
 * Gives statements of a display the condition that the text before it says: "For $w \neq o$ we get", "if $k = o$:".
 * Only a condition on indices counts, and only where nothing but such words stands between it and the display.
 */
export function takeLeadIns(document: Document): void {
  let holds: Condition | undefined;
  document.parts.forEach((part, i) => {
    const before = document.parts[i - 1];
    if (part.kind !== "display" || before?.source !== part.source) return;
    // It also holds for a display that stands behind its own without a word between them.
    if (before.kind !== "display") holds = before.kind === "prose" ? findLeadIn(before) : undefined;
    else if (tellsCases(part)) holds = undefined;
    if (!holds) return;
    for (const statement of part.statements)
      if (!statement.continues && statement.conditions.length === 0) statement.conditions.push(holds);
    if (before.kind === "prose") leaveInline(document, before, holds);
  });
}

function findLeadIn({ pieces }: Prose): Condition | undefined {
  const last = pieces.at(-1);
  const at = last?.kind === "maths" ? pieces.length - 1 : pieces.length - 2;
  const [word, maths] = [pieces.at(at - 1), pieces.at(at)];
  if (at < 1 || maths?.kind !== "maths" || word?.kind !== "words") return undefined;
  const [, introduced] = asks.exec(word.text) ?? [];
  const follows = last?.kind === "words" ? last.text : "";
  if (introduced === undefined || !goesOn.test(follows)) return undefined;
  return conditionIn(maths, introduced.toLowerCase() === "for" ? "for" : "if");
}

/** `w \neq o` or `w = o`: names of a letter on both sides. */
function conditionIn({ statements }: Inline, word: Condition["word"]): Condition | undefined {
  const [statement] = statements;
  if (statements.length !== 1 || statement.steps.length !== 1) return undefined;
  const { left, steps, start, end } = statement;
  const isName = ({ tokens }: typeof left): boolean =>
    tokens.length > 0 && tokens[0].kind === "letter" && tokens.length < 5;
  const compares = steps[0].relation === "=" || steps[0].relation === "\\neq";
  return compares && isName(left) && isName(steps[0].side) ? { word, left, steps, start, end } : undefined;
}

/** What is used as a condition needs no judgement of its own. */
function leaveInline({ unchecked }: Document, { source }: Part, { start, end }: Condition): void {
  const found = unchecked.findIndex(
    (each) => each.source === source && each.start <= start && each.end >= end,
  );
  if (found >= 0) unchecked.splice(found, 1);
}
