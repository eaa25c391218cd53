import { withoutLayout } from "../latex/layout";
import type { Token } from "../latex/tokens";
import { letterCommands } from "../latex/names";
import { accept, argument, between, optional, TokenList } from "./arguments";
import { outside } from "./brackets";
import { decorations, gone, kept, overSigns, underBraces } from "./commands";
import { parseEnvironment, isCases, isRows, skipColumns, untilEnd } from "./environments";
import { withoutHabits } from "./habits";
import { findConnective, isOperator, findRelation } from "./relations";
import { isName, setsText, joinWords } from "./words";

/** A token of a display; one of kind "word" is a note: words between formulas, of which `prose` parts displays. */
export interface Note extends Token {
  prose?: readonly Token[];
  /** Whether it labels a part of the formula, and does not stand beside the whole. */
  label?: boolean;
  /** What it claims of the formula above it, as in `\underbrace{a - b}_{= 0}`. */
  claim?: readonly Token[];
}

const longSigns: Record<string, string> = {
  "\\xrightarrow": "\\to",
  "\\xlongrightarrow": "\\to",
  "\\xlongequal": "=",
  "\\xequal": "=",
};
const fonts: Record<string, string> = {
  "\\bf": "\\mathbf",
  "\\rm": "\\mathrm",
  "\\it": "\\mathit",
  "\\sf": "\\mathsf",
  "\\cal": "\\mathcal",
};
const breaks = new Set(["\\cr", "\\newline", "\\tabularnewline"]);
const lengths = new Set(["\\hskip", "\\kern", "\\mkern", "\\mskip", "\\vskip"]);
const rooms = new Set(["\\quad", "\\qquad", "\\hfill", "\\hfil", "\\enspace"]);
const openings = new Set(["(", "[", "\\{", "\\lbrace", "\\lbrack", "|", "\\|", "\\lvert", "\\lVert"]);
const isDefinition = /^(?:by )?def(?:n|inition)?\.?$|^\\(?:triangle|Delta)$/i;

/**
 * What a display says without what decorates it: boxes, colours, braces under it, crossings out, sizes, numbers
 * and labels. Wide room (`\quad`), rows and columns remain, and what is said in words is a note.
 */
export function seeThrough(tokens: readonly Token[]): Token[] {
  return new Decoration(withoutHabits(withoutLayout(tokens, rooms)), "rows").read();
}

/** `rows`: at the level of rows and columns; `inside` braces; in a `script` or a name, where text is part of it. */
type Level = "rows" | "inside" | "script";

/** How often all tokens of a display may be read again, as what is decorated is; then the rest is left as it is. */
const repeats = 20;
/** What is nested deeper is left as it is; the reader of expressions refuses it. */
const deepest = 150;

class Decoration {
  private readonly list: TokenList;
  private readonly out: Token[] = [];
  private readonly unended = new Set<string>();

  constructor(
    tokens: readonly Token[],
    private readonly level: Level,
    private readonly depth = 0,
    private readonly budget = { left: 10_000 + repeats * tokens.length },
  ) {
    this.list = new TokenList(tokens);
  }

  read(): Token[] {
    for (let token = this.list.raw(); token; token = this.list.raw()) this.readOne(token);
    return this.out;
  }

  private readOne(token: Token): void {
    const { text } = token;
    const environment = parseEnvironment(token);
    if (environment) this.readEnvironment(token, environment.name, environment.begins);
    else if (text === "{") this.readGroup(token);
    else if (text === "^" || text === "_") this.readScript(token);
    else if (text === "=" || text === "\\not") this.readSign(token);
    else if (text === "\\tag") this.readTag(token);
    else if (/^\\(?:short)?intertext$/.test(text)) this.readIntertext(token);
    else if (gone.has(text)) this.drop(gone.get(text));
    else if (decorations.has(text)) this.again(this.decorated(decorations.get(text)));
    else if (setsText(text)) this.readText(token);
    else if (underBraces.has(text)) this.readUnderBrace(token);
    else if (overSigns.has(text)) this.readOverSign(token);
    else if (Object.hasOwn(longSigns, text)) this.readLongSign(token);
    else if (kept.has(text)) this.readKept(token);
    else if (breaks.has(text)) this.out.push({ ...token, kind: "break", text: "\\\\" });
    else if (lengths.has(text)) this.skipLength();
    else if (text !== "$" && !(token.kind === "space" && this.level !== "rows")) this.out.push(token);
  }

  private inner(
    tokens: readonly Token[],
    level: Level = this.level === "script" ? "script" : "inside",
  ): Token[] {
    if (this.depth === deepest || !this.pay(tokens)) return [...tokens];
    return new Decoration(tokens, level, this.depth + 1, this.budget).read();
  }

  /** Whether tokens may be read once more. */
  private pay({ length }: readonly Token[]): boolean {
    this.budget.left -= length;
    return this.budget.left >= 0;
  }

  private add(tokens: readonly Token[]): void {
    for (const token of tokens) this.out.push(token);
  }

  private again(tokens: readonly Token[]): void {
    if (this.pay(tokens)) this.list.push(tokens);
    else this.add(tokens);
  }

  private braced(
    brace: Token,
    { tokens, closing }: { tokens: readonly Token[]; closing?: Token },
    level?: Level,
  ): void {
    const end = tokens.at(-1)?.end ?? brace.end;
    const open: Token = brace.text === "{" ? brace : sign("{", brace);
    this.out.push(open);
    this.add(this.inner(tokens, level));
    this.out.push(closing ?? { ...sign("}", brace), start: end, end });
  }

  private drop(count = 0): void {
    accept(this.list, "*");
    optional(this.list);
    for (let i = 0; i < count; i++) argument(this.list);
  }

  private skipLength(): void {
    while (/^[-+.\d]+$/.test(this.list.peek()?.text ?? "")) this.list.raw();
    for (let i = 0; i < 2 && this.list.peek()?.kind === "letter"; i++) this.list.raw();
  }

  /** What is decorated: the last of so many arguments. */
  private decorated(count = 1): Token[] {
    this.drop(count - 1);
    optional(this.list);
    return argument(this.list);
  }

  /** A group by itself: `{\color{red} a = b}`, `{}`, `{\bf x}`, `{+}` open up; any other stays an expression. */
  private readGroup(brace: Token): void {
    const group = between(this.list, "{", "}");
    const { tokens } = group;
    const [first, ...rest] = tokens;
    if (!first) return;
    const font = fonts[first.text];
    if (font) this.again([{ ...first, text: font }, sign("{", brace), ...rest, sign("}", brace)]);
    else if (first.text === "\\color" || isOperator(first) || (this.level === "rows" && hasRelation(tokens)))
      this.again(tokens);
    else this.braced(brace, group);
  }

  private readScript(token: Token): void {
    this.out.push(token);
    const next = this.list.peek();
    if (!next || (next.text !== "{" && !decorations.has(next.text))) return;
    this.list.raw();
    if (next.text === "{") this.braced(next, between(this.list, "{", "}"), "script");
    else this.braced(next, { tokens: this.decorated(decorations.get(next.text)) }, "script");
  }

  /** `=` after a colon defines; `=>` is an arrow; `\not=` is `\neq`. */
  private readSign(token: Token): void {
    if (token.text === "=") {
      const next = this.list.peek();
      const colons = this.out.length;
      while (colon.has(this.out.at(-1)?.text ?? "")) token = { ...token, start: this.out.pop()?.start ?? 0 };
      if (this.out.length < colons) this.out.push({ ...token, text: ":=" });
      else if (next?.text === ":" && !next.spaced) {
        this.list.raw();
        this.out.push({ ...token, text: "=:", end: next.end });
      } else if (next?.text === ">" && !next.spaced) {
        this.list.raw();
        this.out.push({ ...token, kind: "command", text: "\\Rightarrow", end: next.end });
      } else this.out.push(token);
      return;
    }
    const next = this.list.raw();
    const negated = next && { "=": "\\neq", "\\in": "\\notin" }[next.text];
    if (next) this.out.push(negated ? { ...next, text: negated, start: token.start } : next);
  }

  private note(token: Token, tokens: readonly Token[], label = false): void {
    const text = joinWords(tokens);
    const end = Math.max(token.end, tokens.at(-1)?.end ?? 0);
    const note: Note = { kind: "word", text, start: token.start, end, label };
    if (text) this.out.push(note);
  }

  /** A tag with words says why; any other numbers its row. */
  private readTag(token: Token): void {
    accept(this.list, "*");
    const tokens = argument(this.list);
    const plain = tokens.filter(({ kind }) => kind !== "command");
    if (!/[a-z]{3}/i.test(joinWords(plain))) return;
    if (!tokens.some(({ text }) => text === "$")) this.note(token, tokens);
    else this.again([{ ...token, text: "\\text" }, sign("{", token), ...tokens, sign("}", token)]);
  }

  private readIntertext(token: Token): void {
    const prose = argument(this.list);
    if (this.level !== "rows") return;
    const row: Token = { ...token, kind: "break", text: "\\\\" };
    const note: Note = { ...token, kind: "word", text: joinWords(prose), prose };
    this.out.push(row, note, row);
  }

  private readText(token: Token): void {
    const tokens = argument(this.list);
    const dollars = tokens.filter(({ text }) => text === "$").length;
    const words = joinWords(tokens);
    if (dollars > 1 && this.level !== "script") this.readMixed(token, tokens);
    else if (this.level === "script" || isName(words)) {
      const bold = token.text === "\\textbf" && words.length === 1;
      this.out.push({ ...token, text: bold ? "\\mathbf" : "\\text" });
      this.add([sign("{", token), ...tokens, { ...sign("}", token), start: token.end, end: token.end }]);
    } else if (/^[,;]$/.test(words)) this.out.push({ ...token, kind: "sign", text: words });
    else if (!/^[.:!()[\]]*$/.test(words)) this.note(token, tokens);
  }

  /** `\text{ for $w \neq o$ }`: words are notes, and what is between dollars is mathematics. */
  private readMixed(token: Token, tokens: readonly Token[]): void {
    this.again(
      partMixed(tokens).flatMap(({ words, tokens: part }) => {
        const place = part[0] ?? token;
        if (!words || part.length === 0) return part;
        return [
          { ...token, text: "\\text", start: place.start },
          sign("{", place),
          ...part,
          sign("}", place),
        ];
      }),
    );
  }

  /** `\underbrace{a - b}_{\text{the error}}`: a note; `_{= 0}` and `_{\delta}` are claims of their own. */
  private readUnderBrace(token: Token): void {
    const of = argument(this.list);
    const labelled = accept(this.list, "_") || accept(this.list, "^");
    const label = labelled ? argument(this.list) : [];
    const end = label.at(-1)?.end ?? token.end;
    const said = label.length > 0 && !hasRelation(of) ? this.claim(of, label) : undefined;
    const note: Note = {
      kind: "word",
      text: joinWords(label),
      start: token.start,
      end,
      label: true,
      ...said,
    };
    this.again(note.text ? [...of, note] : of);
  }

  private claim(of: readonly Token[], label: readonly Token[]): Pick<Note, "claim"> | undefined {
    const says = this.inner(label, "inside");
    const begins = says.length > 0 && findRelation(says[0]) !== undefined;
    if (!begins && !namesOne(says)) return undefined;
    const left = this.inner(of, "inside").filter(({ kind }) => kind !== "word");
    const equals: Token = { kind: "sign", text: "=", start: label[0].start, end: label[0].start };
    return { claim: begins ? [...left, ...says] : [...says, equals, ...left] };
  }

  /** What stands over or under a sign is why it holds, or that it defines; under an operator, its index. */
  private readOverSign(token: Token): void {
    const mark = argument(this.list);
    const of = argument(this.list);
    const [base, ...more] = this.inner(of);
    const relates = base && more.length === 0 && (findRelation(base) ?? findConnective(base));
    if (relates && isDefinition.test(joinWords(mark))) this.out.push({ ...base, text: ":=" });
    else if (relates) {
      this.out.push(base);
      this.note({ ...token, end: token.start }, mark, true);
    } else if (token.text === "\\underset") {
      this.again([...of, sign("_", token), sign("{", token), ...mark, sign("}", token)]);
    } else {
      this.out.push(token);
      this.braced(token, { tokens: mark }, "script");
      this.braced(token, { tokens: of });
    }
  }

  private readLongSign(token: Token): void {
    optional(this.list);
    this.out.push({ ...token, kind: "command", text: longSigns[token.text] });
    this.note({ ...token, end: token.start }, argument(this.list), true);
  }

  private readKept(token: Token): void {
    if (token.text === "\\operatorname") accept(this.list, "*");
    const named = kept.get(token.text) === 1 && token.text !== "\\sqrt";
    const next = this.list.peek();
    if (/^\\math(?:rm|it|bf)$/.test(token.text) && next?.text === "{" && this.level !== "script") {
      const tokens = argument(this.list);
      const isText = tokens.every(({ text }) => !/^[\\^_]/.test(text) || text === "\\ ");
      if (isText && /[a-z]{2}/.test(joinWords(tokens)) && !isName(joinWords(tokens)))
        return this.note(token, tokens);
      this.again([sign("{", next), ...tokens, sign("}", next)]);
    }
    this.out.push(token);
    const root = token.text === "\\sqrt" ? optional(this.list) : undefined;
    if (root) this.add([sign("[", token), ...this.inner(root), sign("]", token)]);
    for (let i = 0; i < (kept.get(token.text) ?? 0); i++) {
      const part = this.list.raw();
      if (part?.text === "{") this.braced(part, between(this.list, "{", "}"), named ? "script" : undefined);
      else if (part) this.readOne(part);
    }
  }

  private readEnvironment(token: Token, name: string, begins: boolean): void {
    const found = begins && !this.unended.has(name) ? untilEnd(this.list, token) : undefined;
    if (!found) {
      this.unended.add(name);
      if (!isRows(name)) this.out.push(token);
      return;
    }
    const list = new TokenList(found);
    skipColumns(list, name);
    const tokens = list.rest();
    const end = {
      ...token,
      text: token.text.replace("\\begin", "\\end"),
      start: tokens.at(-1)?.end ?? token.end,
    };
    const brace =
      this.level === "rows" && (isRows(name) || name === "array" || name === "matrix") && this.leftBrace();
    if (brace) this.out.pop();
    if (this.level === "rows" && this.isSystem(name, tokens, brace))
      this.again([...tokens, { ...end, kind: "break", text: "\\\\" }]);
    else if (brace)
      this.add([
        { ...token, text: "\\begin{cases}" },
        ...this.inner(tokens, "script"),
        { ...end, text: "\\end{cases}" },
      ]);
    else this.add([token, ...this.inner(tokens, "script"), end]);
  }

  /** Whether `\left\{` stands before an environment, or `\left[`, and nothing that closes it behind. */
  private leftBrace(): boolean {
    const last = this.out.at(-1);
    const closed = ["\\}", "\\rbrace", "]", "\\rbrack"].includes(this.list.peek()?.text ?? "");
    return last?.side === "left" && ["\\{", "\\lbrace", "["].includes(last.text) && !closed;
  }

  /** Whether the rows of an environment are rows of the display, and not a matrix or the cases of a value. */
  private isSystem(name: string, tokens: readonly Token[], brace: boolean): boolean {
    if (isCases(name) || brace) return this.row().length === 0;
    if (isRows(name)) return true;
    return name === "array" && hasRelation(tokens) && !openings.has(this.out.at(-1)?.text ?? "");
  }

  private row(): Token[] {
    let from = this.out.length;
    while (from > 0 && this.out[from - 1].kind !== "break") from--;
    return this.out.slice(from).filter(({ text, kind }) => text !== "&" && kind !== "space");
  }
}

const sign = (text: string, { start }: Token): Token => ({ kind: "sign", text, start, end: start });
const colon = new Set([":", "\\colon", "\\vcentcolon"]);

/**
 * Words and mathematics of a text, in turn. A formula without a relation that words speak of, as in "since $c$ does not
 * depend on $x$", is one of the words.
 */
function partMixed(tokens: readonly Token[]): { words: boolean; tokens: Token[] }[] {
  const parts: { words: boolean; tokens: Token[] }[] = [{ words: true, tokens: [] }];
  for (const token of tokens) {
    if (token.text === "$") parts.push({ words: !parts[parts.length - 1].words, tokens: [] });
    else parts[parts.length - 1].tokens.push(token);
  }
  return parts.reduce<typeof parts>((found, part) => {
    const before = found.at(-1);
    const isSpoken = before?.words && /[a-z]{2}/i.test(joinWords(before.tokens)) && !hasRelation(part.tokens);
    if (isSpoken && before) before.tokens.push(...part.tokens);
    else found.push(part);
    return found;
  }, []);
}

/** Whether tokens have a relation or a row outside all brackets. */
function hasRelation(tokens: readonly Token[]): boolean {
  return outside(tokens, (token) => findRelation(token) !== undefined || token.kind === "break");
}

/** Whether tokens are one letter, with or without scripts: a name that a brace gives. */
function namesOne(tokens: readonly Token[]): boolean {
  const plain = tokens.filter(({ text }) => text !== "\\text");
  const [first, next] = plain;
  if (!first || plain.length < tokens.length) return false;
  if (first.kind !== "letter" && !/^\\[a-zA-Z]+$/.test(first.text)) return false;
  return !next || (first.kind === "letter" || letterCommands.has(first.text) ? next.text === "_" : false);
}
