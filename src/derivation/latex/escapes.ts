/** What is left of a command when a string literal reads its first letter as an escape. */
const lostTails: Record<string, string[]> = {
  b: ["begin", "boldsymbol", "beta", "bar", "big", "bigl", "bigr"],
  f: ["frac", "forall"],
  t: ["top", "text", "times", "tanh", "theta", "tilde", "tau"],
  n: ["nabla", "neq", "nonumber"],
  r: ["right", "rho", "rVert"],
  v: ["varepsilon", "varphi"],
};
const characters: Record<string, string> = {
  b: "a backspace",
  f: "a form feed",
  t: "a tab",
  n: "a new line",
  r: "a carriage return",
  v: "a vertical tab",
};
/** Tails that could be letters of one's own: taken for a tail only before a brace, or after `^` for `op`. */
const doubtful = ["eta", "ar", "ig", "op", "au", "eq", "ho"];

/** A command whose first letter was lost: `rac` is `\frac` without `\f`. */
export interface LostEscape {
  command: string;
  escape: string;
  character: string;
}

const tails = new Map<string, LostEscape>();
for (const [letter, commands] of Object.entries(lostTails)) {
  for (const command of commands) {
    const found = { command: `\\${command}`, escape: `\\${letter}`, character: characters[letter] };
    tails.set(command.slice(1), found);
  }
}

/**
 * The command of which `run` is what is left, if it is one.
 *
 * @param run    letters without a space between them
 * @param before the character before them that is not a space
 * @param after  the character after them
 */
export function findLostEscape(run: string, before: string, after: string): LostEscape | undefined {
  if (doubtful.includes(run) && after !== "{" && !(run === "op" && before === "^")) return undefined;
  return tails.get(run);
}

/** One place mended by `mendEscapes`. */
export interface Mending {
  at: number;
  found: string;
  wanted: string;
}

/**
 * Puts back what string escapes have taken: `rac{` becomes `\frac{`, `^ op` becomes `^\top`, and `\ &` and
 * `\ \end` get the second backslash of their row break back.
 *
 * @returns the mended text and each place, with offsets into the text received
 */
export function mendEscapes(source: string): { text: string; places: Mending[] } {
  const places: Mending[] = [];
  const note = (at: number, found: string, wanted: string): string => {
    places.push({ at, found, wanted });
    return wanted;
  };
  const pattern =
    /((?<!\\)\\\s+(?=&|=|\\end|e?nd\{))|(\\\\|\\[a-zA-Z]+)|([\u0008\u000b\f\t ]?)(?<![a-zA-Z]|(?<!\\)\\)([a-zA-Z]+)/g;
  const text = source.replace(pattern, (all, lost, command, space, run: string | undefined, at: number) => {
    if (lost) return note(at, lost, "\\\\ ");
    if (command || !run) return all;
    const before = source.slice(0, at).trimEnd().slice(-1);
    const found = findLostEscape(run, before, source[at + all.length] ?? "");
    return found ? note(at, all, (space === " " && before !== "^" ? " " : "") + found.command) : all;
  });
  return { text, places };
}
