import type { Token } from "../latex/tokens";

/** What a macro takes: an argument, one with a default, or a star that may be there. */
export interface Parameter {
  /** What it is if it is not given; such a parameter stands between `[` and `]`. */
  fallback?: readonly Token[];
  star?: boolean;
  /** Of `\def\d#1/{…}`, the texts of the tokens that end it. */
  until?: readonly string[];
}

/** What a command or the beginning of an environment stands for; `#1` is its first parameter. */
export interface Macro {
  parameters: readonly Parameter[];
  body: readonly Token[];
  /** Whether its body is a command of LaTeX itself, as after `\let\old\vec`, which stands for nothing else. */
  final?: boolean;
}

/** The author's macros, as far as the text was read. */
export interface Macros {
  /** By command, such as `\norm`. */
  commands: Map<string, Macro>;
  /** By name; `end` is what `\end{name}` stands for. */
  environments: Map<string, { begin: Macro; end: Macro }>;
  /** `\newif\ifdraft` and its state. */
  switches: Map<string, boolean>;
}

export function noMacros(): Macros {
  return { commands: new Map(), environments: new Map(), switches: new Map() };
}

/** The same macros, which what is defined later does not change. */
export function copyMacros({ commands, environments, switches }: Macros): Macros {
  return {
    commands: new Map(commands),
    environments: new Map(environments),
    switches: new Map(switches),
  };
}

/**
 * The body of a macro with its arguments in place, at the place of its call; what was written as an argument
 * keeps its own place.
 */
export function written(
  { body }: Macro,
  list: readonly (readonly Token[])[],
  call: { start: number; end: number; spaced?: boolean },
): Token[] {
  const { start, end, spaced } = call;
  const found = body.flatMap((token): readonly Token[] => {
    const parameter = /^#(\d)$/.exec(token.text);
    if (parameter) return list[Number(parameter[1]) - 1] ?? [];
    const text = token.text.startsWith("##") ? token.text.slice(1) : token.text;
    return [{ ...token, text, start, end }];
  });
  if (found.length > 0 && spaced) found[0] = { ...found[0], spaced };
  return found;
}
