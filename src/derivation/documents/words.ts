import type { Token } from "../latex/tokens";
import { joinTokens } from "../latex/tokens";

const texts = new Set(
  "text textrm textnormal textit textup textsf texttt textbf mbox hbox emph"
    .split(" ")
    .map((name) => `\\${name}`),
);

/** Whether a command sets text in a formula. */
export const setsText = (command: string): boolean => texts.has(command);

/** The text of tokens that are words, without the commands that set them and their braces. */
export function joinWords(tokens: readonly Token[]): string {
  const shown: Token[] = [];
  const hidden: boolean[] = []; // of each open brace, whether it belongs to a command that sets text
  let spaced = false;
  let sets = true;
  let after = false; // behind a note
  for (const token of tokens) {
    const note = token.kind === "word" && shown.length > 0 && !/[([]$/.test(shown[shown.length - 1].text);
    spaced ||= token.spaced === true || token.text === "~" || token.kind === "space" || note;
    if (token.text === "{") hidden.push(sets);
    const hides = token.text === "{" ? sets : token.text === "}" && (hidden.pop() ?? true);
    sets = setsText(token.text);
    if (hides || sets || token.text === "$" || token.kind === "space") continue;
    shown.push({ ...token, spaced: spaced && !(after && /^[)\],.;:]$/.test(token.text)) });
    after = token.kind === "word";
    spaced = after;
  }
  return joinTokens(shown).trim();
}

/** What a word between formulas does: it joins equations, sets a condition, defines, or gives a reason. */
export type Role =
  | "and"
  | "implies"
  | "if and only if"
  | "because"
  | "let"
  | "where"
  | "if"
  | "for"
  | "given"
  | "or"
  | "reason";

const roles: [Role, RegExp][] = [
  ["if and only if", /^(?:iff|if and only if|is equivalent to|equivalently)\b/],
  ["or", /^(?:or|either)\b/],
  ["for", /^(?:for|where each|over all)\b/],
  ["if", /^(?:if|when|whenever|unless|provided|as long as|in case|only if|otherwise|else)\b/],
  ["given", /^(?:given|assuming|assume|suppose|under|such that|s\.?t\.?(?:$|\s)|subject to|with)\b/],
  ["let", /^(?:let|denote|define|set|put|write|defining|letting|call)\b/],
  ["where", /^(?:where|here|in which|with)\b/],
  ["because", /^(?:since|because|as)\b/],
  [
    "implies",
    /^(?:so|thus|then|hence|therefore|implies|gives|we (?:get|have|obtain)|it follows|which (?:gives|means|is)|that is|i\.e)/,
  ],
  ["and", /^(?:and|also|while|but|together with|respectively|similarly|likewise)\b/],
];

/** The role of words between formulas; what has no other is a reason. The last word counts: "and so", "and if". */
export function findRole(words: string): Role {
  const text = words.toLowerCase().replace(/^[\s,;:.(]+|[\s,;:.)]+$/g, "");
  const first = roles.find(([, pattern]) => pattern.test(text))?.[0] ?? "reason";
  const rest = /^(?:and|so|then|but|also)[\s,]+(.+)$/.exec(text)?.[1];
  const second = rest === undefined ? undefined : roles.find(([, pattern]) => pattern.test(rest))?.[0];
  return second ?? first;
}

/** Words that are never the name of a function or a set, where they stand alone between formulas. */
const alone = new Set(
  (
    "and or if for where when with let since because as so thus then hence therefore otherwise else by using from " +
    "given all each every some any is are be we have get that such iff in on of at to the a an here while but also " +
    "note recall implies gives chain rule definition constant both likewise similarly now first second finally " +
    "unless assuming qed done proof show claim substitute simplify expand rearrange"
  ).split(" "),
);

/** Whether text in a formula is one name, such as `\text{softmax}` or `\text{neg-sample}`, and not prose. */
export function isName(text: string): boolean {
  return /^[A-Za-z][\w-]*$/.test(text) && !alone.has(text.toLowerCase());
}

/** Words that also count as such where they are written without `\text`, as in `a = b and c = d`. */
export const bareWords: ReadonlySet<string> = new Set(
  "and where if for let since because then with so hence thus therefore or when".split(" "),
);
