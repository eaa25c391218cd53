import { Malformed } from "./malformed";

/** A stretch of the text of a derivation, by offsets. */
export interface Stretch {
  from: number;
  to: number;
}

/** One side after an equals sign, and why it is equal, as its row says after `&&`. */
export interface Step extends Stretch {
  reason?: string;
}

/** `left = step = step …`, over one or more rows; with `:=` it defines its left side. */
export interface Chain {
  left: Stretch;
  steps: Step[];
  defines: boolean;
}

/** A derivation cut into chains. `text` is the source with all that only lays it out blanked, so offsets stay. */
export interface Rows {
  text: string;
  chains: Chain[];
}

const wrapper =
  /\\(?:begin|end)\s*\{(?:aligned|align|split|gather|gathered|equation|eqnarray|multline|displaymath)\*?\}|\$\$?|\\\[(?!\s*\d)|\\\]|\\(?:nonumber|notag)(?![a-zA-Z])/g;

/**
 * Cuts the text of a derivation into chains of equations. Rows end with `\\`; `&` only aligns. A row that
 * begins with `=` goes on with the chain, a row without `=` with the expression before it, and any other
 * row begins a chain. What follows `&&` is the reason for the last step of its row.
 */
export function readRows(source: string): Rows {
  const bare = source
    .replace(/%[^\n]*/g, blank)
    .replace(/(?<=\\\\)\[[\d.]+\w+\]/g, blank)
    .replace(wrapper, blank);
  const reasons: { at: number; text: string }[] = [];
  const noted = bare.replace(/&&([^&\n]*?)(?=\\\\|&|\n|$)/g, (all, reason: string, at: number) => {
    reasons.push({ at, text: reason.replace(/\\(?:text|quad|qquad|textrm)\b|[{}]/g, "").trim() });
    return blank(all);
  });
  const rows = cutRows(noted);
  const text = spaced(noted, rows);
  const chains = rows.reduce((before: Chain[], row) => withRow(before, row, text), []);
  for (const { at, text: reason } of reasons) giveReason(chains, at, reason);
  return { text, chains };
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** A row in parts: the offsets of its top-level equals signs cut it. */
interface Row extends Stretch {
  signs: number[];
}

function cutRows(text: string): Row[] {
  const rows: Row[] = [];
  let row: Row = { from: 0, to: 0, signs: [] };
  let depth = 0;
  for (let at = 0; at <= text.length; at++) {
    const two = text.slice(at, at + 2);
    if (at === text.length || two === "\\\\") {
      rows.push({ ...row, to: at });
      at += 1;
      depth = 0;
      row = { from: at + 1, to: at + 1, signs: [] };
    } else if (text[at] === "\\") at++;
    else if ("{([".includes(text[at])) depth++;
    else if ("})]".includes(text[at])) depth = Math.max(0, depth - 1);
    else if (text[at] === "=" && depth === 0) row.signs.push(at);
  }
  return rows.filter(({ from, to }) => /[^\s&]/.test(text.slice(from, to)));
}

/** Blanks the `&` that align, except after a space command that was a row break before it was damaged. */
function spaced(text: string, rows: Row[]): string {
  const aligned = text.replace(/((?<!\\)\\\s+)?&/g, (all, damaged) => (damaged ? all : " "));
  const joined = rows.slice(1).filter(({ signs }) => signs.length === 0);
  return joined.reduce((whole, { from }) => `${whole.slice(0, from - 2)}  ${whole.slice(from)}`, aligned);
}

function withRow(before: Chain[], row: Row, text: string): Chain[] {
  const last = before.at(-1);
  const step = last?.steps.at(-1) ?? last?.left;
  if (row.signs.length === 0 && step) {
    step.to = row.to;
    return before;
  }
  const parts = [row.from, ...row.signs.map((at) => at + 1)].map((from, i) => ({
    from,
    to: row.signs[i] ?? row.to,
  }));
  const [first, ...rest] = parts.map((part) => trimmed(part, text));
  if (first.from < first.to || !last) {
    const defines = text[first.to - 1] === ":";
    const left = trimmed({ from: first.from, to: first.to - Number(defines) }, text);
    return [...before, { left, steps: rest, defines }];
  }
  last.steps.push(...rest);
  return before;
}

/** Without the space around it and without a full stop or comma at its end. */
function trimmed({ from, to }: Stretch, text: string): Stretch {
  const part = text.slice(from, to);
  const lead = part.length - part.trimStart().length;
  const kept = part
    .trimEnd()
    .replace(/[.,;]$/, "")
    .trimEnd();
  return { from: from + Math.min(lead, part.length), to: Math.max(from + kept.length, from + lead) };
}

function giveReason(chains: Chain[], at: number, reason: string): void {
  const before = chains.flatMap(({ steps }) => steps).filter(({ from }) => from <= at);
  const step = before.at(-1);
  if (step && reason) step.reason = reason;
}

/** Refuses a derivation in which nothing is claimed. */
export function requireClaims({ chains, text }: Rows): void {
  if (chains.some(({ steps }) => steps.length > 0)) return;
  const at = text.length - text.trimStart().length;
  throw new Malformed("there is no `=` in it", at, "a line is `left &= right`");
}
