import type { Token } from "../latex/tokens";
import type { TokenReader } from "./arguments";
import { accept, argument, optional } from "./arguments";
import type { Macro, Macros, Parameter } from "./macros";

const readers: Record<string, (reader: TokenReader, macros: Macros, command: string) => void> = {
  newcommand: readCommand,
  renewcommand: readCommand,
  providecommand: readCommand,
  newrobustcmd: readCommand,
  DeclareRobustCommand: readCommand,
  NewDocumentCommand: readDocumentCommand,
  RenewDocumentCommand: readDocumentCommand,
  ProvideDocumentCommand: readDocumentCommand,
  DeclareDocumentCommand: readDocumentCommand,
  def: readDef,
  gdef: readDef,
  edef: readDef,
  xdef: readDef,
  let: readLet,
  DeclareMathOperator: readOperator,
  DeclarePairedDelimiter: readDelimiter,
  newenvironment: readEnvironment,
  renewenvironment: readEnvironment,
  newif: readSwitch,
  long: () => undefined,
  global: () => undefined,
  protected: () => undefined,
};

/** Reads the definition that this command begins; false if it begins none. */
export function readDefinition({ text }: Token, reader: TokenReader, macros: Macros): boolean {
  const name = text.slice(1);
  if (!Object.hasOwn(readers, name)) return false;
  readers[name](reader, macros, name);
  return true;
}

/** `\newcommand{\name}[arguments][default]{body}`. */
function readCommand(reader: TokenReader, { commands }: Macros, command: string): void {
  accept(reader, "*");
  const name = readDefinedName(argument(reader));
  const parameters = counted(reader);
  const body = argument(reader);
  if (name && !(command === "providecommand" && commands.has(name))) commands.set(name, { parameters, body });
}

function readDefinedName(tokens: readonly Token[]): string | undefined {
  return tokens.find(({ kind }) => kind === "command" || kind === "space")?.text;
}

/** `[2][default]`: so many parameters, the first with a default if there is one. */
function counted(reader: TokenReader): Parameter[] {
  const count = Number(optional(reader)?.[0]?.text ?? 0);
  const fallback = optional(reader);
  const parameters = Array.from({ length: Math.min(9, count || 0) }, (): Parameter => ({}));
  if (fallback && parameters.length > 0) parameters[0] = { fallback };
  return parameters;
}

/** `\NewDocumentCommand{\name}{m O{default} s}{body}`. */
function readDocumentCommand(reader: TokenReader, { commands }: Macros): void {
  const name = readDefinedName(argument(reader));
  const kinds = argument(reader);
  const body = argument(reader);
  const parameters: Parameter[] = [];
  for (let i = 0; i < kinds.length; i++) {
    const { text } = kinds[i];
    if (text === "m") parameters.push({});
    else if (text === "s") parameters.push({ star: true });
    else if (text === "o") parameters.push({ fallback: [] });
    else if (text === "O") {
      const close = kinds.findIndex((token, at) => at > i && token.text === "}");
      parameters.push({ fallback: kinds.slice(i + 2, close) });
      i = close < 0 ? kinds.length : close;
    }
  }
  if (name) commands.set(name, { parameters, body });
}

/** `\def\name#1#2{body}`, also with text between the parameters that ends them. */
function readDef(reader: TokenReader, { commands }: Macros): void {
  const name = reader.raw();
  const parameters: { until: string[] }[] = [];
  for (let token = reader.raw(); token && token.text !== "{"; token = reader.raw()) {
    if (/^#\d$/.test(token.text)) parameters.push({ until: [] });
    else parameters.at(-1)?.until.push(token.text);
  }
  reader.push([{ kind: "sign", text: "{", start: 0, end: 0 }]);
  const body = argument(reader);
  if (name) commands.set(name.text, { parameters, body });
}

/** `\let\name=\other`: what the other means now. */
function readLet(reader: TokenReader, { commands }: Macros): void {
  const name = reader.raw();
  accept(reader, "=");
  const other = reader.raw();
  if (!name || !other) return;
  commands.set(name.text, commands.get(other.text) ?? { parameters: [], body: [other], final: true });
}

const token = (text: string): Token => ({
  kind: text.startsWith("\\") ? "command" : "sign",
  text,
  start: 0,
  end: 0,
});

/** `\DeclareMathOperator{\name}{text}`. */
function readOperator(reader: TokenReader, { commands }: Macros): void {
  accept(reader, "*");
  const name = readDefinedName(argument(reader));
  const text = argument(reader).filter(({ kind }) => kind !== "space");
  const body = [token("\\operatorname"), token("{"), ...text, token("}")];
  if (name) commands.set(name, { parameters: [], body });
}

/** `\DeclarePairedDelimiter{\name}{open}{close}`: then `\name*{x}` and `\name[\big]{x}` are `open x close`. */
function readDelimiter(reader: TokenReader, { commands }: Macros): void {
  const name = readDefinedName(argument(reader));
  const body = [...argument(reader), { ...token("#3"), kind: "other" as const }, ...argument(reader)];
  const parameters: Parameter[] = [{ star: true }, { fallback: [] }, {}];
  if (name) commands.set(name, { parameters, body });
}

/** `\newenvironment{name}[arguments][default]{begin}{end}`. */
function readEnvironment(reader: TokenReader, { environments }: Macros): void {
  accept(reader, "*");
  const name = argument(reader)
    .map(({ text }) => text)
    .join("");
  const begin: Macro = { parameters: counted(reader), body: argument(reader) };
  environments.set(name, { begin, end: { parameters: [], body: argument(reader) } });
}

/** `\newif\ifdraft`. */
function readSwitch(reader: TokenReader, { switches }: Macros): void {
  const name = reader.raw()?.text.replace(/^\\if/, "");
  if (name) switches.set(name, false);
}
