import { isComparison, readCondition } from "./conditions";
import type { Cursor } from "./cursor";
import { acceptEntryDots, readList } from "./ellipses";
import type { Cases, Expression } from "./expression";
import { code, message } from "./message";
import { readText } from "./names";
import { readSum } from "./reader";

const matrices = ["matrix", "bmatrix", "pmatrix", "Bmatrix", "smallmatrix", "array", "vmatrix"];
const cases = ["cases", "dcases", "rcases"];
const texts = ["\\text", "\\textrm", "\\mbox", "\\mathrm", "\\textit", "\\textnormal"];

/** Whether an environment with rows and columns begins here, or a brace with an array of cases. */
export function beginsTable(cursor: Cursor): boolean {
  const { text } = cursor.peek();
  if (text === "\\{" && cursor.peek().side === "left") return environment(cursor.peek(1).text) === "array";
  return environment(text) !== undefined;
}

function environment(text: string): string | undefined {
  const name = /^\\begin\{(\w+)\*?\}$/.exec(text)?.[1];
  return name && [...matrices, ...cases].includes(name) ? name : undefined;
}

/** Reads a matrix written out, a determinant between bars, or cases. */
export function readTable(cursor: Cursor): Expression {
  const braced = cursor.accept("\\{") !== undefined;
  const name = environment(cursor.take().text) ?? "";
  if (name === "array" && cursor.sees("{")) readText(cursor); // the alignment of its columns
  if (braced || cases.includes(name)) return readCases(cursor);
  const cells = readRows(cursor);
  const entries = cells.map((row) => row.flatMap((cell) => (cell ? [cell] : [])));
  if (cells.some((row) => row.includes(undefined))) return readDotted(cursor, cells);
  const columns = entries[0].length;
  if (entries.some((row) => row.length !== columns))
    cursor.fail(message`every row of a matrix must have ${columns} entries`);
  const matrix: Expression = { kind: "matrix", entries };
  return name === "vmatrix" ? { kind: "call", name: "determinant", argument: matrix } : matrix;
}

const ends = (cursor: Cursor): boolean => cursor.peek().text.startsWith("\\end{") || cursor.end;
const isBreak = (cursor: Cursor): boolean => cursor.peek().kind === "break";

/** Takes the end of a row, with empty rows behind it. @returns whether there was one */
function takeBreaks(cursor: Cursor): boolean {
  if (!isBreak(cursor)) return false;
  while (isBreak(cursor)) cursor.take();
  return true;
}

/** A row or a column with dots among its entries. */
function readDotted(cursor: Cursor, rows: readonly (Expression | undefined)[][]): Expression {
  if (rows.length === 1) return readList(cursor, rows[0], false);
  if (rows.every((row) => row.length === 1)) return readList(cursor, rows.flat(), true);
  return cursor.leave("a matrix with dots in two directions is not judged");
}

/** What diag is given between brackets: a column, or its entries, `(p_1, \ldots, p_n)`. */
export function readDiagonal(cursor: Cursor, open: string, close: string): Expression {
  cursor.expect(open, "before the entries");
  const [first, ...others] = cursor.within(open, () => {
    const entries: (Expression | undefined)[] = [readSum(cursor)];
    while (cursor.accept(",")) entries.push(acceptEntryDots(cursor) ? undefined : readSum(cursor));
    return entries;
  });
  cursor.expect(close, message`that closes ${code(open)}`);
  if (first && others.length === 0) return first;
  const entries = [first, ...others];
  if (entries.includes(undefined)) return readList(cursor, entries, true);
  return { kind: "matrix", entries: entries.flatMap((entry) => (entry ? [[entry]] : [])) };
}

/** The entries, undefined for dots. */
function readRows(cursor: Cursor): (Expression | undefined)[][] {
  const readCell = (): Expression | undefined => {
    const cell = acceptEntryDots(cursor) ? undefined : readSum(cursor);
    cursor.accept(","); // between entries
    return cell;
  };
  return cursor.within("table", () => {
    const rows: (Expression | undefined)[][] = [];
    while (!ends(cursor)) {
      const row = [readCell()];
      while (cursor.accept("&")) row.push(readCell());
      rows.push(row);
      if (!takeBreaks(cursor)) break;
    }
    if (rows.length === 0) cursor.missing("a row of the matrix");
    closeTable(cursor);
    return rows;
  });
}

function closeTable(cursor: Cursor): void {
  if (!cursor.peek().text.startsWith("\\end{")) cursor.missing(message`${code("\\end")} of the rows`);
  cursor.take();
}

/** Leaves out the braces around the whole of the cell that comes next, as some programs write them: `{1,} & {\text{if } i = o}`. */
function dropBraces(cursor: Cursor): void {
  if (!cursor.sees("{")) return;
  let depth = 0;
  const inside = cursor.peekWhile(({ text }) => {
    if (text === "{") depth++;
    if (text === "}") depth--;
    return depth > 0;
  });
  const { kind, text } = cursor.peek(inside.length + 1);
  if (kind !== "break" && kind !== "end" && text !== "&" && !text.startsWith("\\end{")) return;
  cursor.drop(inside.length);
  cursor.drop(0);
}

function readCases(cursor: Cursor): Cases {
  return cursor.within("table", () => {
    const branches: Cases["branches"] = [];
    while (!ends(cursor)) {
      dropBraces(cursor);
      const value = readSum(cursor);
      cursor.accept(",");
      if (cursor.accept("&")) dropBraces(cursor);
      const condition = readWhen(cursor);
      branches.push(condition ? { value, condition } : { value });
      if (!takeBreaks(cursor)) break;
    }
    if (branches.length === 0) cursor.missing("a case");
    closeTable(cursor);
    return { kind: "cases", branches };
  });
}

/** Whether a text is a name such as `\text{CE}`, with which a comparison begins, and no word of a condition. */
const beginsCapitals = (cursor: Cursor): boolean =>
  cursor.ahead(1, () => {
    const text = cursor.tryRead(() => readText(cursor));
    return text !== undefined && /^[A-Z]{2,}$/.test(text) && !isBreak(cursor) && !ends(cursor);
  });

/** `\text{if } x > 0`, `k = o`, `\text{otherwise}`: undefined for what holds otherwise. */
function readWhen(cursor: Cursor): Expression | undefined {
  let otherwise = false;
  const words = (): void => {
    while (cursor.sees(...texts) && !beginsCapitals(cursor)) {
      cursor.take();
      otherwise ||= /otherwise|else/.test(readText(cursor));
    }
    const run = cursor.peekWhile(({ kind }) => kind === "letter").map(({ text }) => text);
    const word = /^(if|for|when|otherwise|else)/.exec(run.join(""))?.[1];
    const isWord = word !== undefined && !isComparison(cursor.peek(1).text);
    if (!isWord) return;
    for (let i = 0; i < word.length; i++) cursor.take();
    otherwise ||= word === "otherwise" || word === "else";
  };
  words();
  const condition = otherwise || isBreak(cursor) || ends(cursor) ? undefined : readCondition(cursor);
  words();
  cursor.accept(",", ".", ";");
  return condition;
}
