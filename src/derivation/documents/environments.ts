import type { Token } from "../latex/tokens";
import type { TokenReader } from "./arguments";
import { argument, optional } from "./arguments";

const displayed =
  "equation align alignat xalignat flalign gather multline eqnarray displaymath dmath dgroup math IEEEeqnarray " +
  "empheq darray";
const inner =
  "aligned alignedat split gathered multlined alignedleft IEEEeqnarraybox alignedright subequations flushleft center";
const verbatim = "verbatim Verbatim lstlisting minted comment filecontents alltt tikzpicture pgfpicture code";
const columns =
  "alignat xalignat alignedat IEEEeqnarray IEEEeqnarraybox array darray empheq tabular subarray";

const displays = new Set(displayed.split(" "));
const rows = new Set(`${displayed} ${inner}`.split(" "));
const raw = new Set(verbatim.split(" "));
const withColumns = new Set(columns.split(" "));

/** The name in `\begin{align*}` or `\end{align*}` without its star, and which of both it is. */
export function parseEnvironment({ text }: Token): { name: string; begins: boolean } | undefined {
  if (text[0] !== "\\" || !text.endsWith("}")) return undefined;
  const parts = /^\\(begin|end)\{(.*?)\*?\}$/.exec(text);
  return parts ? { name: parts[2], begins: parts[1] === "begin" } : undefined;
}

/** Whether an environment displays mathematics. */
export const isDisplay = (name: string): boolean => displays.has(name);
/** Whether the rows of an environment are rows of the display around it, as those of `aligned`. */
export const isRows = (name: string): boolean => rows.has(name);
/** Whether an environment holds text that is not read, such as a program or a drawing. */
export const isVerbatim = (name: string): boolean => raw.has(name);
/** `cases` and the like: one value a row, or a system of equations. */
export const isCases = (name: string): boolean => /^[dr]?cases$/.test(name);

/** Leaves out what an environment takes: `{2}` of `alignat`, `{rcl}` of `array`, `[t]` of `aligned`. */
export function skipColumns(reader: TokenReader, name: string): void {
  optional(reader);
  if (withColumns.has(name)) argument(reader);
}

/** The tokens up to the `\end` of an environment that has begun, or undefined if it does not end. */
export function untilEnd(reader: TokenReader, begin: Token): Token[] | undefined {
  const end = begin.text.replace("\\begin", "\\end");
  const found: Token[] = [];
  let depth = 0;
  for (let token = reader.raw(); token; token = reader.raw()) {
    if (token.text === end && depth-- === 0) return found;
    if (token.text === begin.text) depth++;
    found.push(token);
  }
  reader.push(found);
  return undefined;
}

/** Whether the rows of a display stand by themselves: those of `gather`, and of `gathered` alone in it. */
export function isIndependent(name: string, tokens: readonly Token[]): boolean {
  const first = tokens.find(({ kind }) => kind !== "space");
  return name === "gather" || (first !== undefined && parseEnvironment(first)?.name === "gathered");
}
