import { messageText } from "../latex/message";
import type { Token } from "../latex/tokens";
import { argument, TokenList } from "./arguments";
import type { Close } from "./closings";
import { counted } from "./commands";
import { seeThrough } from "./decoration";
import type { Declaration, Inline, Part, Source, Unchecked } from "./document";
import { onRequest } from "./document";
import { parseEnvironment, isDisplay, isIndependent, isRows, isVerbatim, skipColumns } from "./environments";
import { Formulas } from "./formulas";
import type { Macros } from "./macros";
import { withIncluded } from "./included";
import { copyMacros } from "./macros";
import { ProseDraft, createInline, createProse } from "./prose";
import { findRelation } from "./relations";
import { readStatements } from "./statements";
import { TokenStream } from "./token-stream";

/** What a document is read with. */
export interface ReadOptions {
  /** Whether inline mathematics with a relation is judged like a display. */
  inline?: boolean;
  /** The text that `\input{name}` names, or why it is not read. */
  include?: (name: string) => Source | string;
}

export type Language = "latex" | "markdown" | "plain";

/** Commands of prose by how many arguments they take, which are no prose. */
const silent = counted(
  "1 documentclass usepackage label ref eqref autoref cref Cref cite citep citet includegraphics bibliography url",
  "1 bibliographystyle href hypersetup geometry lstset vspace hspace pagestyle thispagestyle color textcolor",
  "1 graphicspath usetikzlibrary theoremstyle lhead rhead chead lfoot cfoot rfoot hyphenation captionsetup",
  "1 lstinputlisting",
  "2 newtheorem setlength addtolength setcounter",
  "3 definecolor",
);
const declares = /:|\s\\?in\s|!=|\\neq?(?![a-zA-Z])|≠|^%%\s*(?:forget|layout|primes|assume|given)\b/;
const headings = /^(?:part|chapter|(?:sub){0,2}section|paragraph|item|par|bigskip|medskip|smallskip)$/;
const options = /[ \t]*\[[^\]\n]*\]/y;
const braced = /\s*\{[^{}]*\}/y;
const verb = /\*?([^a-zA-Z\s*]).*?\1/y;
const file = /\s*(?:\{([^{}]*)\}|(\S+))/y;

/** Where a display stands, and how it is opened. */
interface Displayed {
  start: number;
  end: number;
  delimiter: string;
  environment?: string;
}

/** Reads one text of a document, with those it includes, and adds what it says. */
export class TextReader {
  private readonly stream: TokenStream;
  private readonly prose = new ProseDraft();
  private readonly formulas: Formulas;
  private last = 0;
  /** Whether the next word begins a paragraph, for a heading or an item stands before it. */
  private apart = false;
  /** Whether the preamble has ended. */
  private body: boolean;

  constructor(
    private readonly into: { parts: Part[]; unchecked: Unchecked[]; sources: Source[] },
    private readonly language: Language,
    macros: Macros,
    source: Source,
    text: string,
    private readonly options: ReadOptions,
  ) {
    this.stream = new TokenStream(macros, source, text, language === "latex" ? "anywhere" : "line");
    this.formulas = new Formulas(this.stream, language === "latex");
    this.body = !/\\documentclass[^]*\\begin\{document\}/.test(text);
  }

  read(): void {
    for (let token = this.stream.next(true); token; token = this.stream.next(true)) this.readOne(token);
    this.endProse();
  }

  /** Reads a text that is a display as a whole. */
  readRows(): void {
    const tokens: Token[] = [];
    for (let token = this.stream.next(); token; token = this.stream.next()) tokens.push(token);
    this.addDisplay(tokens, { start: 0, end: this.stream.source.text.length, delimiter: "" });
  }

  private readOne(token: Token): void {
    const { text } = token;
    const environment = parseEnvironment(token);
    if (text.startsWith("%%")) this.readDeclaration(token);
    else if (text === "$$") this.readDisplay(token, "$$", "$$");
    else if (text === "$") this.readDollar(token);
    else if (text === "\\[") this.readDisplay(token, "\\[", "\\]");
    else if (text === "\\(") this.readInline(token, "\\)");
    else if (token.kind === "break") this.readBreak(token);
    else if (environment) this.readEnvironment(token, environment);
    else if (token.kind === "other" && token.says)
      this.leaveOut(token.start, token.end, messageText(token.says));
    else if (token.kind === "command") this.readCommand(token);
    else if (token.kind !== "space" && text !== "{" && text !== "}" && text !== "&") this.addWord(token);
  }

  private addWord(token: Token): void {
    if (!this.body) return;
    const { source, lexer } = this.stream;
    const between = lexer.source.slice(this.last, token.start);
    const spaced = token.spaced === true || /\s/.test(between);
    this.prose.addWord({ ...token, spaced }, this.apart || /\n[ \t\r]*\n/.test(between));
    this.last = token.end;
    this.apart = false;
    if (isLooseRelation(token.text))
      this.leaveOut(...around(source.text, token), "it stands in the text, not in a formula");
  }

  private leaveOut(start: number, end: number, reason: string): void {
    this.into.unchecked.push({ source: this.stream.source, start, end, reason });
  }

  private endProse(): void {
    this.into.parts.push(...this.ended());
  }

  private ended(): Part[] {
    const prose = this.prose.take(this.stream.source);
    return prose ? [prose] : [];
  }

  /** A line `%% …` declares, where it has a sign of that, and else is a comment. */
  private readDeclaration(token: Token): void {
    if (declares.test(token.text)) this.into.parts.push(...this.ended(), this.declaration(token));
    else if (token.text.includes("="))
      this.leaveOut(token.start, token.end, "it stands behind `%%` and declares nothing");
  }

  private declaration({ text, start, end }: Token): Declaration {
    const { source, macros } = this.stream;
    const found: Declaration = { kind: "declaration", source, text: text.slice(2), start: start + 2, end };
    return macros.commands.size === 0 ? found : { ...found, macros: copyMacros(macros) };
  }

  /** In Markdown `\\[` and `\\(` may stand for `\[` and `\(`. */
  private readBreak(token: Token): void {
    if (this.language === "latex") return;
    if (this.stream.lexer.accept(/\[/y)) this.readDisplay(token, "\\[", "\\\\]");
    else if (this.stream.lexer.accept(/\(/y)) this.readInline(token, "\\\\)");
  }

  private readDollar(token: Token): void {
    const next = this.stream.inText ? undefined : this.stream.raw();
    if (next?.text === "$") return this.readDisplay(token, "$$", "$$");
    if (next) this.stream.push([next]);
    this.readInline(token, "$");
  }

  /** Reads a display that was opened, to its closing sign. */
  private readDisplay(open: Token, delimiter: string, close: Close, environment?: string): void {
    const formula = this.formulas.display(open, close);
    if (formula.tokens) this.addDisplay(formula.tokens, { ...formula, delimiter, environment });
    else this.leaveOut(formula.start, formula.end, `\`${delimiter}\` is not closed`);
  }

  private addDisplay(tokens: readonly Token[], { start, end, delimiter, environment }: Displayed): void {
    this.endProse();
    const { source } = this.stream;
    const whole = withIncluded(tokens, (name, place) => {
      const included = this.options.include?.(name);
      if (typeof included !== "object") return undefined;
      if (!this.into.sources.includes(included)) this.into.sources.push(included);
      return this.stream.writtenAt(place, included);
    });
    const list = new TokenList(whole.filter((token) => !this.declares(token)));
    if (environment) skipColumns(list, environment);
    const inner = list.rest();
    const { parts, left } = readStatements(seeThrough(inner), isIndependent(environment ?? "", inner));
    for (const part of parts) {
      if ("statements" in part) {
        if (part.statements.length > 0)
          this.into.parts.push({
            kind: "display",
            source,
            start,
            end,
            delimiter,
            statements: part.statements,
          });
      } else
        this.into.parts.push(...[createProse(part.prose, source)].filter((prose) => prose !== undefined));
    }
    for (const each of left) this.leaveOut(each.start, each.end, each.reason);
  }

  /** Takes a declaration out of a display, before which it stands then. */
  private declares(token: Token): boolean {
    const begins = token.text.startsWith("%%");
    if (begins) this.readDeclaration(token);
    return begins;
  }

  private readInline(open: Token, close: Close): void {
    const formula = this.formulas.inline(open, close);
    if (formula?.tokens) this.addInline(formula.tokens, { ...open, end: formula.end });
    else if (formula) this.leaveOut(formula.start, formula.end, `\`${open.text}\` is not closed`);
    else if (close === "$") this.addWord({ ...open, kind: "word" });
  }

  private addInline(tokens: readonly Token[], { start, end, text: delimiter, spaced }: Token): void {
    const first = parseEnvironment(tokens.find(({ kind }) => kind !== "space") ?? ({ text: "" } as Token));
    if (first && isRows(first.name)) return this.addDisplay(tokens, { start, end, delimiter });
    const piece: Inline = createInline(tokens, start, end);
    if (!this.body) return;
    const related = piece.statements.length > 0 || tokens.some((token) => findRelation(token));
    if (related && this.options.inline) return this.addDisplay(tokens, { start, end, delimiter });
    this.prose.addMaths(piece, spaced || /\s/.test(this.stream.lexer.source.slice(this.last, start)));
    this.last = end;
    if (related) this.leaveOut(start, end, onRequest);
  }

  private readEnvironment(token: Token, { name, begins }: { name: string; begins: boolean }): void {
    const { lexer, inText } = this.stream;
    const whole = token.text.slice(token.text.indexOf("{") + 1, -1);
    if (!begins) {
      if (name === "document" && this.language === "latex") this.stream.leave();
      else if (isDisplay(name))
        this.leaveOut(token.start, token.end, `\`${token.text}\` closes what does not begin`);
    } else if (name === "document") this.body = true;
    else if (isVerbatim(name)) this.skipVerbatim(whole);
    else if (isDisplay(name)) this.readDisplay(token, whole, `\\end{${whole}}`, name);
    else if (inText) lexer.accept(options);
  }

  private skipVerbatim(name: string): void {
    const { lexer, inText } = this.stream;
    const end = `\\end{${name}}`;
    const at = inText ? lexer.source.indexOf(end, lexer.at) : -1;
    if (at >= 0) lexer.at = at + end.length;
    else this.formulas.until(end);
  }

  private readCommand({ text, start, end }: Token): void {
    const { lexer, inText } = this.stream;
    const name = text.slice(1);
    if (headings.test(name)) this.apart = true;
    if (this.language !== "latex") {
      if (/^[%&$#_{}]$/.test(name)) this.addWord({ kind: "word", text: name, start, end });
    } else if (name === "verb" || name === "lstinline") void (lexer.accept(verb) ?? lexer.accept(braced));
    else if (name === "input" || name === "include" || name === "subfile") this.include(start);
    else if (silent.has(text)) this.skipArguments(silent.get(text));
    else if (/^[%&$#_-]$/.test(name)) this.addWord({ kind: "word", text: name, start, end });
    else if (inText) lexer.accept(options);
  }

  private skipArguments(count = 0): void {
    const { lexer, inText } = this.stream;
    for (let i = 0; i < count; i++) {
      if (inText) {
        lexer.accept(/\*/y);
        while (lexer.accept(options));
        lexer.accept(braced);
      } else argument(this.stream);
    }
  }

  private include(start: number): void {
    const { stream } = this;
    const found = stream.inText ? file.exec(((file.lastIndex = stream.lexer.at), stream.lexer.source)) : null;
    const name = (
      found
        ? (found[1] ?? found[2])
        : argument(stream)
            .map(({ text }) => text)
            .join("")
    ).trim();
    if (found) stream.lexer.at += found[0].length;
    const end = stream.lexer.at;
    const source = this.options.include?.(name) ?? "a text by itself includes no files";
    if (typeof source === "string") return this.leaveOut(start, end, `\`${name}\` is not read: ${source}`);
    if (stream.includes(source.file))
      return this.leaveOut(start, end, `\`${name}\` is not read: it includes itself`);
    this.endProse();
    if (!this.into.sources.includes(source)) this.into.sources.push(source);
    stream.include(source);
    this.last = 0;
  }
}

/** Whether a word of prose has a relation in it, as in "w = o", and is no address and no setting. */
function isLooseRelation(word: string): boolean {
  return word === "=" || /^[\w'^_()\\.]{1,12}=[^=>"'\s]+$/.test(word);
}

/** The place of a word with what stands beside it, where it is a sign by itself. */
function around(text: string, { text: word, start, end }: Token): [number, number] {
  if (word !== "=") return [start, end];
  const before = /\S*[ \t]*$/.exec(text.slice(Math.max(0, start - 40), start))?.[0].length ?? 0;
  const after = /^[ \t]*\S*/.exec(text.slice(end, end + 40))?.[0].length ?? 0;
  return [start - before, end + after];
}
