import type { Declarations } from "../declare/declarations";
import { Clauses, readWholeName } from "../declare/clauses";
import { Malformed } from "../latex/malformed";
import type { SymbolName } from "../latex/expression";
import { letterText, nameText } from "../latex/name-text";
import { declareLines } from "./declare-lines";
import { plainName } from "./presets/features";
import { isFigure } from "./uses";
import { readIndexRange } from "../documents/index-range";
import { remembered } from "./remembered";
import type { Prose } from "./section";

/** A declaration that the text makes in words, as a line, and where. */
export interface Fact {
  names: string[];
  line: string;
  at: number;
  /** The author's words. */
  says: string;
}

/** Mathematics in the text with the words around it. */
interface Snippet {
  maths: string;
  at: number;
  before: string;
  after: string;
}

/**
 * Declarations that prose makes: "Let $x \in \mathbb{R}^d$", "where $U$ is a $d \times n$ matrix", "the vectors
 * $a$ and $b$", "$y$ is one-hot at $o$", "$k = 1, \ldots, K$", "$\lambda > 0$".
 */
export function factsIn(prose: readonly Prose[]): Fact[] {
  return prose.flatMap(factsOf);
}

const factsOf = remembered((prose: Prose): Fact[] =>
  snippetsOf(prose).flatMap((snippet) => readFacts({ ...snippet, at: prose.at + snippet.at })),
);

/**
 * The names that the text calls symmetric: "$S$ symmetric", "a symmetric matrix $S$", "$S$ is symmetric", also in Chinese,
 * Japanese, German, French, Spanish or Russian.
 */
export function symmetricNames(prose: readonly Prose[]): Set<string> {
  return new Set(prose.flatMap(symmetricIn));
}

const symmetricIn = remembered((prose: Prose): string[] =>
  snippetsOf(prose).flatMap(({ maths, before, after }) =>
    saysSymmetric.behind.test(after) || saysSymmetric.before.test(before) ? splitNames(maths) : [],
  ),
);

const saysSymmetric = {
  behind: new RegExp(
    [
      String.raw`^\s*,?\s*(?:(?:is|are|be|being|ist|sind|sei|est|sont|es|son)\s+)?(?:(?:an?|eine?|une?)\s+)?`,
      String.raw`(?:(?:real|matrix|matrice|matriz)\s+)?(?:symmetric(?![a-z])|symmetrisch|sym[ée]trique|sim[ée]trica|—?\s*симметричн)`,
      String.raw`|^\s*[,，]?\s*(?:为|為|是|都是|均为|は)?\s*(?:一个)?\s*(?:实|實|実)?(?:对称|對稱|対称)`,
    ].join(""),
    "u",
  ),
  before:
    /(?:\bsymmetric\s+(?:\w+\s+)?(?:matri(?:x|ces)\s+)?|\bsymmetrischen?\s+Matri(?:x|zen)\s+|\bmatri(?:ce|z)s?\s+(?:sym[ée]trique|sim[ée]trica)s?\s+|симметричн\S+\s+матриц\S*\s+|(?:对称|對稱)(?:矩阵|矩陣|阵|陣)|対称行列)\s*$/iu,
};

/**
 * The letters that the text calls unit vectors: "$e_y$ one-hot", "the standard basis vector $e_k$", "unit vectors $e_i$".
 * A label $y_i$ that is one-hot is another one for each i.
 */
export function unitNames(prose: readonly Prose[]): Set<string> {
  return new Set(prose.flatMap(unitsIn));
}

const unitsIn = remembered((prose: Prose): string[] =>
  snippetsOf(prose).flatMap(({ maths, before, after }) => {
    const [, letter] = indexedLetter.exec(maths) ?? [];
    if (letter === undefined) return [];
    const symbol = nameIn(letter);
    if (!symbol) return []; // a figure
    const name = letterText(symbol);
    const said = new RegExp(units.has(name) ? `${basis}|one-?\\s?hot` : basis);
    const names = /^[^.$]{0,60}/.exec(after)?.[0] ?? "";
    return said.test(names) || new RegExp(`(?:${said.source})\\s*(?:vectors?)?\\s*$`).test(before)
      ? [name]
      : [];
  }),
);

/** One letter, perhaps in a font, with one letter below it. */
const indexedLetter =
  /^((?:\\(?:math[a-z]+|boldsymbol|bm|vec)\s*)?(?:\{\s*)?(?:\\(?:delta|epsilon|iota)\s*|\w)(?:\s*\})?)\s*_\s*\{?\s*[a-zA-Z]\s*\}?$/;
const basis =
  "\\b(?:standard|canonical)\\s+(?:basis|unit)|\\bbasis\\s+vector|\\bunit\\s+(?:basis\\s+)?vector";
/** Letters of unit vectors. */
const units: ReadonlySet<string> = new Set(["e", "\\mathbf{1}", "\\mathbb{1}", "\\delta"]);

/** Which layout of derivatives the text says it uses, if one. */
export function layoutIn(prose: readonly Prose[]): "numerator" | "denominator" | undefined {
  const said = prose.flatMap(({ text }) => text.match(/\b(?:numerator|denominator)(?=[- ]+layout)/gi) ?? []);
  const [first, ...others] = new Set(said.map((each) => each.toLowerCase()));
  if (others.length > 0) return undefined;
  return first === "numerator" || first === "denominator" ? first : undefined;
}

/** The declarations with those facts that say something about names which are not declared yet. */
export function withFacts(
  facts: readonly Fact[],
  before: Declarations,
  wanted: (name: string) => boolean,
): { declared: Declarations; taken: Fact[] } {
  const { declared, held } = declareLines(
    facts.filter(({ names }) => names.every(wanted)),
    before,
  );
  return { declared, taken: held };
}

const snippetsOf = remembered(({ text }: Prose): Snippet[] => {
  const found = [...text.matchAll(/\$\$?([^$]+)\$\$?|\\\(([^]*?)\\\)/g)];
  return found.map((match) => {
    const end = match.index + match[0].length;
    const before = text.slice(0, match.index);
    const rest = text.slice(end, end + 160);
    return {
      maths: (match[1] ?? match[2] ?? "").trim(),
      at: match.index,
      before: lastSentence(before),
      after: rest,
    };
  });
});

/** The end of the text, its last sentence or 80 letters of it. */
const lastSentence = (text: string): string =>
  text
    .slice(-81)
    .replace(/[^]*[.;:!?]\s/, "")
    .slice(-80);

const exponent = String.raw`(?:\^\s*(?:\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|(\w|\\\w+)))?`;
/** `\\{0, 1\\}`, `[0, 1]`, `(0, 1)^n`. */
const inUnit = new RegExp(
  String.raw`^(.+?)\\in\s*(\\\{\s*0\s*,\s*1\s*\\\}|[([]\s*0\s*,\s*1\s*[)\]])\s*${exponent}\s*[.,]?$`,
);
const real = "(?:\\\\math(?:bb|bf|cal|rm)\\s*\\{?\\s*R\\s*\\}?|\\\\R|\\\\Re|\\\\reals)";
const inReal = new RegExp(
  `^(.+?)\\\\in\\s*${real}\\s*(?:_\\{?(\\+\\+?|>\\s*0)\\}?)?\\s*${exponent}\\s*[.,]?$`,
);

function readFacts({ maths, at, before, after }: Snippet): Fact[] {
  const fact = (names: string, kind: string): Fact[] => {
    // X_{ij} is an entry of X, and no name of its own.
    const list = splitNames(names).filter(
      (name) => !(kind.startsWith(": scalar") && entryOfMatrix.test(name)),
    );
    return list.length ? [{ names: list, line: `${list.join(", ")}${kind}`, at, says: `$${maths}$` }] : [];
  };
  const text = maths.replace(/\\(?:left|right|quad|qquad)(?![a-zA-Z])|\\[,;!]/g, " ").replace(/\s+/g, " ");
  const space = inReal.exec(text);
  if (space) {
    const kind = readKind((space[3] ?? space[4] ?? "").trim(), before, after);
    return kind === undefined ? [] : fact(space[1], `: ${kind}${space[2] ? ", positive" : ""}`);
  }
  // What is said of one case holds only in it.
  const isCase = /\b(?:if|when|whenever|for|case)\s*$/i.test(before);
  const positive = isCase ? undefined : /^([^<>=]+)>\s*0$/.exec(text);
  // `p_k > 0` speaks of every entry of p, and holds where it is said.
  if (positive && !/_\s*\{?\s*[ijkw]\b/.test(positive[1])) return fact(positive[1], ": scalar, positive");
  const between = /^0\s*<\s*([^<>=]+?)\s*<\s*1$/.exec(text);
  if (between && !isCase) return fact(between[1], ": scalar, in (0, 1)");
  const numbers = inUnit.exec(text);
  if (numbers) {
    const kind = readKind((numbers[3] ?? numbers[4] ?? "").trim(), before, after);
    return kind === undefined
      ? []
      : fact(numbers[1], `: ${kind}${/^\(/.test(numbers[2]) ? ", in (0, 1)" : ""}`);
  }
  const range = readIndexRange(text.trim());
  if (range) return fact(range.index, ` in 1..${range.end}`);
  if (/^\\?[a-zA-Z{}_\\, ^]+$/.test(text)) return inWords(text, before, after, fact);
  return [];
}

/** "is one-hot at $o$", "(one-hot at index $k$)", "is the one-hot vector of the true class $k$"; not one of length $n$. */
const oneHotAt =
  /^\s*[,(]?\s*(?:(?:is|are|be|being|denotes)\s+)?(?:an?|the)?\s*one-?\s?hot[^.$]*?\s(?:at|for|on|of|index(?:ed by)?|word|class)\s+(?:the\s+)?(?:(?!each|every|all|length|size|dimension)[a-z]+\s+){0,3}\$([a-z])\$/;

/** "U is a $d \times n$ matrix", "the vector $x$", "a scalar $\lambda$", "one-hot vector $y$". */
function inWords(
  names: string,
  before: string,
  after: string,
  fact: (names: string, kind: string) => Fact[],
): Fact[] {
  const size = String.raw`\$?\s*\(?\s*([\w|\\{}]+)\s*(?:\\times|×|by|x)\s*([\w|\\{}]+)\s*\)?\s*\$?`;
  const matrix = new RegExp(
    `^,?\\s*(?:is|are|be|denotes?|being)\\s+(?:an?|the|our)?\\s*(?:real\\s+)?${size}[- ]*(?:\\w+ )?matri`,
  ).exec(after);
  if (matrix)
    return fact(names, `: matrix ${sizeText(matrix[1])} x ${sizeText(matrix[2])}${symmetric(after)}`);
  // "U is an n × r and V is an r × m", where matrices are spoken of
  const sized = new RegExp(
    `^,?\\s*(?:is|are|be|being)\\s+an?\\s+${size.replace("\\$?", "\\$")}\\s*(?:,|\\.|and\\b|$)`,
  ).exec(after);
  if (sized) return fact(names, `: matrix ${sizeText(sized[1])} x ${sizeText(sized[2])}`);
  const named = new RegExp(`${size}\\s*(?:\\w+ )?matri(?:x|ces)\\s*$`).exec(before);
  if (named) return fact(names, `: matrix ${sizeText(named[1])} x ${sizeText(named[2])}${symmetric(before)}`);
  const hot = oneHotAt.exec(after);
  if (hot) return fact(names, `: one-hot at ${hot[1]}`);
  const long =
    /^\s*(?:is|are|be)\s+(?:an?|the)?\s*(?:column |real )?vectors?\s+(?:of|with)\s+(?:length|size|dimension)?\s*\$(\w)\$/.exec(
      after,
    );
  if (long) return fact(names, `: vector ${long[1]}`);
  const dimensional = /^\s*(?:is|are|be)\s+an?\s+\$?(\w)\$?-dimensional\s+(?:\w+ )?vector/.exec(after);
  if (dimensional) return fact(names, `: vector ${dimensional[1]}`);
  if (
    /(?:^|\s)(?:scalars?|(?:real )?numbers?|constants?)\s*$/i.test(before) ||
    (isNumberBehind.test(after) && !/\b(?:entr(?:y|ies)|elements?|components?|rows?|columns?)\b/.test(before))
  )
    return fact(names, `: scalar${/positive/.test(before + after.slice(0, 40)) ? ", positive" : ""}`);
  return [];
}

/** "is a scalar"; not "is a constant vector", nor what is constant as far as a derivative is concerned. */
const isNumberBehind =
  /^\s*(?:is|are|be)\s+(?:an?\s+)?(?:\w+ )?(?:scalars?|(?:real )?numbers?|constants?)\b(?!\s+(?:\w+\s+)?(?:vectors?|matri|as far as|with respect|w\.\s?r\.\s?t|for the|when|while))/;

const entryOfMatrix = /^\\?[a-zA-Z]+_\{[i-n]{2}\}$/;

const symmetric = (words: string): string => (/symmetric/.test(words) ? ", symmetric" : "");

/** `vector d`, `matrix d x n`, `scalar`: what an exponent of the real numbers says. */
function readKind(exponent: string, before: string, after: string): string | undefined {
  if (exponent === "") return "scalar";
  const sides = exponent.split(/\\times|×/).map(sizeText);
  if (sides.length > 2 || sides.some((side) => !/^\w+$/.test(side))) return undefined;
  if (sides.length === 1)
    return /\brow vector/.test(before + after.slice(0, 40))
      ? `row ${sides[0]}`
      : sides[0] === "1"
        ? "scalar"
        : `vector ${sides[0]}`;
  const [rows, columns] = sides;
  if (rows === "1" && columns === "1") return "scalar";
  if (columns === "1") return `vector ${rows}`;
  return rows === "1"
    ? `row ${columns}`
    : `matrix ${rows} x ${columns}${symmetric(before + after.slice(0, 40))}`;
}

/** A size as one letter: `|V|` and `|\mathcal{V}|` are n, the number of words. */
function sizeText(text: string): string {
  const bare = text.replace(/[{}\s$()]/g, "");
  return /^(?:\\l?v?[Vv]ert|\\left\||\|)/.test(bare) ? "n" : bare;
}

/** The names of a list such as `a, b` in the spelling of declarations; none if it holds anything else. */
function splitNames(list: string): string[] {
  const names = list.split(/,(?![^{]*\})/).map((name) => readOneName(name.trim()));
  return names.includes(undefined)
    ? []
    : names.flatMap((name) => (name === undefined || name === "" ? [] : [name]));
}

/** A name, which may be bold or have an arrow; empty for a sample `x^{(i)}`, which no line declares. */
function readOneName(text: string): string | undefined {
  const name = nameIn(text);
  const isSample = name?.raised?.indices.some((index) => !isFigure(index));
  return isSample ? "" : name && plainName(nameText(name));
}

/** The one name that a text is, if it is one. */
function nameIn(text: string): SymbolName | undefined {
  try {
    return readWholeName(new Clauses(text, 0, text.length));
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
