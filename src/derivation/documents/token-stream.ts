import type { Percent } from "../latex/lexer";
import { Lexer } from "../latex/lexer";
import { code, message } from "../latex/message";
import { withoutLayout } from "../latex/layout";
import type { Run, Token } from "../latex/tokens";
import type { TokenReader } from "./arguments";
import { accept, argument, optional } from "./arguments";
import { readDefinition } from "./definitions";
import type { Source } from "./document";
import type { Macro, Macros } from "./macros";
import { written } from "./macros";

/** Steps that one call in the text may take, and steps and tokens that all calls may make together. */
const mostSteps = 5_000;
const mostTogether = 3_000_000;

/** The tokens of a text and of those it includes, with the author's macros written out. */
export class TokenStream implements TokenReader {
  private readonly sources: { source: Source; lexer: Lexer }[] = [];
  private readonly lists: { tokens: readonly Token[]; next: number }[] = [];
  private made = 0;
  private steps = 0;
  private call = "";
  /** Macros that were found to stand for themselves. */
  private readonly endless = new Set<Macro>();
  private bounded = false;

  constructor(
    readonly macros: Macros,
    source: Source,
    text: string,
    private readonly percent: Percent,
  ) {
    this.include(source, text);
  }

  /** The text that is being read. */
  get source(): Source {
    return this.sources[this.sources.length - 1].source;
  }

  /** Its characters, where nothing is left of a macro before them. */
  get lexer(): Lexer {
    return this.sources[this.sources.length - 1].lexer;
  }

  /** How many texts include the one that is being read. */
  get depth(): number {
    return this.sources.length - 1;
  }

  /** Whether what comes next is written in the text itself and not by a macro. */
  get inText(): boolean {
    return this.lists.length === 0;
  }

  /** Goes on with another text, and then behind the present place. */
  include(source: Source, text = source.text): void {
    this.sources.push({ source, lexer: new Lexer(text, 0, text.length, this.percent) });
  }

  /** Whether a text of this name is being read, or includes the one that is. */
  includes(file: string): boolean {
    return this.sources.some(({ source }) => source.file === file);
  }

  /** The tokens before an offset of the text that is being read, whose place is then the present one. */
  before(end: number): Token[] {
    const { lexer } = this;
    const to = lexer.to;
    const found: Token[] = [];
    lexer.to = end;
    this.bounded = true;
    for (let token = this.next(); token; token = this.next()) found.push(token);
    this.bounded = false;
    this.lists.length = 0;
    lexer.to = to;
    lexer.at = end;
    return found;
  }

  /** Leaves the text that is being read. */
  leave(): void {
    this.lists.length = 0;
    if (this.sources.length > 1) this.sources.pop();
    else this.lexer.at = this.lexer.to;
  }

  /** The tokens of another text, with the macros written out, all at one place. */
  writtenAt({ start, end }: { start: number; end: number }, source: Source): Token[] {
    const stream = new TokenStream(this.macros, source, source.text, this.percent);
    const found: Token[] = [];
    for (let token = stream.next(); token; token = stream.next()) found.push({ ...token, start, end });
    return found;
  }

  /** Puts tokens before what comes next. */
  push(tokens: readonly Token[]): void {
    if (tokens.length > 0) this.lists.push({ tokens, next: 0 });
  }

  /** The next token as it stands there; `words` as in `Lexer.next`. Undefined at the end of the whole. */
  raw(words = false): Token | undefined {
    const list = this.lists[this.lists.length - 1];
    if (list) {
      const token = list.tokens[list.next++];
      if (list.next === list.tokens.length) this.lists.pop();
      return token;
    }
    for (;;) {
      const token = this.lexer.next(words);
      if (token || this.bounded || this.sources.length === 1) return token;
      this.sources.pop();
    }
  }

  /** The next token that is neither a macro nor defines one; `words` as in `Lexer.next`. */
  next(words = false): Token | undefined {
    for (;;) {
      const own = this.inText;
      const token = this.raw(words);
      if (token?.kind !== "command") return token;
      if (own) {
        this.steps = 0;
        this.call = token.text;
      }
      if (readDefinition(token, this, this.macros) || this.choose(token)) continue;
      const macro = this.macroOf(token);
      if (!macro) return token;
      const refused = this.expand(token, macro, own);
      if (refused) return refused;
    }
  }

  private macroOf({ text }: Token): Macro | undefined {
    const { commands, environments } = this.macros;
    const parts = /^\\(begin|end)\{(.*)\}$/.exec(text);
    if (!parts) return commands.get(text);
    const environment = environments.get(parts[2]);
    return parts[1] === "begin" ? environment?.begin : environment?.end;
  }

  private expand(name: Token, macro: Macro, own: boolean): Token | undefined {
    const { start, spaced } = name;
    const list = this.endless.has(macro) ? [] : this.readArguments(macro, name);
    const end = own && this.inText ? Math.max(name.end, this.lexer.at) : name.end;
    const tokens = this.endless.has(macro) ? [] : written(macro, list, { start, end, spaced });
    this.made += 1 + tokens.length;
    if (++this.steps > mostSteps || this.made > mostTogether || this.endless.has(macro)) {
      this.lists.length = 0;
      this.endless.add(macro);
      const says = message`${code(this.call)} cannot be written out in ${mostSteps} steps: it stands for itself`;
      return { kind: "other", text: this.call, start, end, says };
    }
    if (macro.final) return tokens[0];
    this.push(tokens);
    return undefined;
  }

  /** The arguments of a call; what is not given has the place of the call. */
  private readArguments({ parameters }: Macro, { start, end }: Token): (readonly Token[])[] {
    return parameters.map(({ fallback, star, until }) => {
      if (star) return accept(this, "*") ? [{ kind: "sign", text: "*", start: 0, end: 0 } as Token] : [];
      if (fallback) return optional(this) ?? fallback.map((token) => ({ ...token, start, end }));
      return until && until.length > 0 ? this.delimited(until) : argument(this);
    });
  }

  private delimited(until: readonly string[]): Token[] {
    const found: Token[] = [];
    for (let token = this.raw(); token; token = this.raw()) {
      found.push(token);
      if (until.every((text, i) => found[found.length - until.length + i]?.text === text))
        return found.slice(0, -until.length);
    }
    return found;
  }

  /** Follows `\iffalse`, `\else`, `\fi` and the author's own switches; false for any other command. */
  private choose({ text }: Token): boolean {
    if (text === "\\fi" || text === "\\iftrue") return true;
    const name = /^\\if([a-zA-Z]+)$/.exec(text)?.[1];
    const set = /^\\([a-zA-Z]+?)(true|false)$/.exec(text);
    const { switches } = this.macros;
    if (text === "\\else" || text === "\\iffalse" || (name && switches.get(name) === false))
      this.skipBranch();
    else if (set && switches.has(set[1])) switches.set(set[1], set[2] === "true");
    else return name !== undefined && switches.has(name);
    return true;
  }

  private skipBranch(): void {
    let depth = 0;
    for (let token = this.raw(true); token; token = this.raw(true)) {
      if (/^\\if(?!f$|thenelse$)[a-zA-Z]+$/.test(token.text)) depth++;
      if (depth === 0 && (token.text === "\\fi" || token.text === "\\else")) return;
      if (token.text === "\\fi") depth--;
    }
  }
}

/** Tokens with the author's macros written out. */
export function withoutMacros({ tokens, start, end }: Run, macros: Macros): Run {
  const stream = new TokenStream(macros, { file: "", text: "" }, "", "anywhere");
  stream.push(tokens);
  const found: Token[] = [];
  for (let token = stream.next(); token; token = stream.next()) found.push(token);
  return { tokens: withoutLayout(found), start, end };
}
