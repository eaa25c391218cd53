import { noDeclarations } from "./declarations";
import { declare } from "./declare";
import type { Derivation } from "./derivation";
import { derive } from "./derivation";
import { Malformed, place } from "./malformed";

/**
 * Reads a .tex file and checks every derivation in it.
 *
 *     %% U: matrix d x n, columns u_w, w in Vocab      declarations, as `declare` reads them
 *     %% v_c: vector d; o in Vocab
 *     %% \hat{y} := \operatorname{softmax}(U^\top v_c)
 *     %% J := -\log(\hat{y}_o)
 *     Any text. What is between $$ and $$, \[ and \], or in an align or equation environment is checked:
 *     $$ \frac{\partial J}{\partial v_c} = -u_o + \sum_w \hat{y}_w u_w $$
 *     $$ = U (\hat{y} - y) $$                          goes on, as it begins with =
 *
 * Declarations hold from their line on; `%% forget` drops all before it. A file without any display is read
 * as one derivation. Positions are those of the file.
 *
 * @returns one derivation for each stretch of the file under the same declarations
 * @throws Malformed where a declaration cannot be read, or where there is nothing to check
 */
export function deriveFile(source: string): Derivation[] {
  const found: Derivation[] = [];
  let declared = noDeclarations();
  for (const { declarations, from, to } of stretches(source)) {
    if (declarations) declared = declarationsAt(source, from, to, declared);
    else {
      const text = displays(source, from, to);
      if (!text.includes("=")) continue;
      const derivation = derive(
        text,
        declared,
        found.reduce((sum, { lines }) => sum + lines.length, 0),
      );
      declared = derivation.declared;
      found.push(derivation);
    }
  }
  if (found.length === 0) {
    throw new Malformed(
      "there is no derivation in it",
      0,
      "a derivation stands between $$ and $$ and has an `=`",
    );
  }
  return found;
}

interface Stretch {
  declarations: boolean;
  from: number;
  to: number;
}

/** The file cut where declarations begin and end. */
function stretches(source: string): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (const line of source.split(/(?<=\n)/)) {
    const declarations = /^\s*%%/.test(line);
    const last = found.at(-1);
    if (last?.declarations === declarations && !declarations) last.to += line.length;
    else found.push({ declarations, from: at, to: at + line.length });
    at += line.length;
  }
  return found;
}

function declarationsAt(
  source: string,
  from: number,
  to: number,
  before: ReturnType<typeof noDeclarations>,
): typeof before {
  const line = source.slice(from, to);
  if (/^\s*%%\s*forget\s*$/.test(line)) return noDeclarations();
  try {
    return declare(blank(source.slice(0, from)) + line, before);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new Malformed(`${place(source, error.at)}: ${error.says}`, error.at, error.hint);
  }
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");
const display =
  /\$\$([^]*?)\$\$|\\\[([^]*?)\\\]|\\begin\{((?:align|equation|gather|multline|eqnarray)\*?)\}([^]*?)\\end\{\3\}/g;

/** The displays of a stretch, each a new row, and all else blanked; the whole stretch if it has none. */
function displays(source: string, from: number, to: number): string {
  const stretch = source.slice(from, to);
  let text = "";
  let any = false;
  for (const match of stretch.matchAll(display)) {
    const inner = match[1] ?? match[2] ?? match[4] ?? "";
    any = true;
    text += blank(stretch.slice(text.length, match.index));
    if (!inner.includes("=")) continue;
    const start = match[0].indexOf(inner);
    text += `\\\\${" ".repeat(start - 2)}${inner}`;
  }
  const whole = any ? text + blank(stretch.slice(text.length)) : stretch.replace(/^\s*%.*$/gm, blank);
  return blank(source.slice(0, from)) + whole;
}
