/** How words introduce a condition: as given, without doubt as assumed, or as a case for what comes next. */
export type Manner = "given" | "strong" | "case";

/** A property that words say of a name. */
export type Told =
  | "unit"
  | "orthogonal"
  | "orthonormal columns"
  | "orthonormal rows"
  | "probabilities"
  | "sums to 1"
  | "positive definite"
  | "positive semidefinite"
  | "nonzero";

const introduced =
  /\b(?:(?<strong>assum(?:e|es|ing|ption)|suppos(?:e|ing)|subject to|such that|s\.\s?t\.|constrain(?:t|ts|ed)|provided|satisfying|normali[sz](?:ed?|ing)|restrict(?:ed)?|require)|(?<open>let|where)|(?<closed>given|(?<!\b(?:left|up|together|start|starting|begin|along)\s)with|since|because|recall|having)|(?<case>if|when|whenever|in case|for))(?![a-z])/gi;
const beginsAs = /(?:^|[,(]\s*)as\s*$/i;

/** Words that make what follows a result, and no condition. */
const derived =
  /\b(?:gets?|obtain\w*|giv(?:es?|ing)|yields?|follow\w*|then|hence|so(?! that)|thus|therefore|impl\w+|shows?|showing|prov(?:e|es|ing)|conclu\w+|find|finds|becom\w+|deriv\w+|claim\w*|comput\w+|whether|verify|check|want|must|not)\b|,\s*(?:we|one|it|this|that|the)\b|=/i;

/** Whether the words of a sentence before a formula make it a result. */
export const isDerived = (before: string): boolean => derived.test(before);

/** Words behind a formula that make it hold in some cases only: "where $y_i = 1$ if $i$ is the right class". */
const onlyThen = /^\s*,?\s*(?:if|iff|when|whenever|only|for (?:the|one|exactly|a|an))\b/i;

/**
 * What the words of a sentence before a formula say of it, by the last word that introduces something.
 *
 * @param before the words of the sentence so far, with `$` in the place of formulas
 * @param after  the words behind the formula
 */
export function classify(before: string, after = ""): Manner | undefined {
  if (onlyThen.test(after)) return undefined;
  if (beginsAs.test(before)) return "given";
  const found = [...before.matchAll(introduced)].at(-1);
  if (!found) return undefined;
  const { strong, open, closed } = found.groups ?? {};
  const rest = before.slice(found.index + found[0].length);
  // "Since $S$ is symmetric, $w$ …": behind the comma, or another formula, stands what follows, but for "…, then".
  const hasEnded = rest.includes(",") || /\$(?!.*\band\s*$)/.test(rest);
  const isOver = strong === undefined && open === undefined && hasEnded && !/^\s*,?\s*then\b/i.test(after);
  if (isOver || derived.test(rest)) return undefined;
  if (strong !== undefined) return "strong";
  return open !== undefined || closed !== undefined ? "given" : "case";
}

/** Words that may stand between one that introduces and a display. */
const neutral =
  /^(?:that|the|an?|of|on|we|know|assume|following|additional|equality|normali[sz]ation|norm|unit|constraints?|conditions?|assumptions?|property|it|satisf(?:y|ies)|identity|is|as|to)$/i;

/** What the words at the end of a text make of the display behind them: only those that say nothing else. */
export function classifyLeadIn(before: string): "given" | "strong" | undefined {
  const found = [...before.matchAll(introduced)].at(-1);
  const { strong, open, closed } = found?.groups ?? {};
  if (!found || (strong ?? open ?? closed) === undefined) return undefined;
  const words = before.slice(found.index + found[0].length).match(/[^\s:]+/g) ?? [];
  return words.every((word) => neutral.test(word)) ? (strong === undefined ? "given" : "strong") : undefined;
}

const verb = String.raw`^\s*,?\s*(?:is|be|are|being|has|have|having|with|of)\s+(?:an?\s+|the\s+)?(?:real\s+|square\s+)?`;
const definite = String.raw`(?:positive[- ]definite|positiv[- ]?definit|p\.?d\.?(?![a-z])|spd|d[ée]finie?[- ]positive|definida positiva)(?![a-z])|正定`;
const semidefinite = String.raw`(?:(?:positive|non-?negative)[- ](?:semi|semi-|semi )definite|positiv[- ]?semi-?definit|p\.?s\.?d\.?|spsd|semi-?d[ée]finie?[- ]positive|semidefinida positiva)(?![a-z])|半正定`;
/** Matrices that are so by what they are: covariances, Gram matrices. */
const covariance = String.raw`(?:covariance|correlation|gram(?:ian)?|kernel) matri(?:x|ces)`;
const called = String.raw`^\s*,?\s*(?:(?:is|be|are|being|ist|sei|est|es|denotes)\s+)?(?:(?:always|called)\s+)?(?:(?:an?|the|any|eine?|une?|una)\s+)?(?:(?:real|square|symmetric|matrix|and)(?:,?\s+|-))*`;
const behind: [Told, RegExp][] = [
  [
    "positive semidefinite",
    new RegExp(`${called}(?:${semidefinite}|${covariance})|^\\s*[为為是]?(?:${semidefinite})`, "i"),
  ],
  ["positive definite", new RegExp(`${called}(?:${definite})`, "i")],
  [
    "unit",
    new RegExp(
      `${verb}(?:unit[- ](?:vector|norm|length)|(?:euclidean )?(?:norm|length) (?:one|\\$?1)\\b)`,
      "i",
    ),
  ],
  ["orthonormal columns", new RegExp(`${verb}orthonormal columns`, "i")],
  ["orthonormal rows", new RegExp(`${verb}orthonormal rows`, "i")],
  ["orthogonal", new RegExp(`${verb}orthogonal(?! to| with| complement)\\b`, "i")],
  ["sums to 1", new RegExp(`${verb}one-?\\s?hot`, "i")],
  ["sums to 1", /^\s*,?\s*(?:is |being |denotes |as )?(?:an? |the )?one-?\s?hot/i],
  ["probabilities", new RegExp(`${verb}(?:discrete )?probability (?:distribution|vector)`, "i")],
];
const ahead: [Told, RegExp][] = [
  [
    "positive semidefinite",
    new RegExp(
      `(?:${semidefinite})\\s*(?:symmetric |real )?(?:matri(?:x|ces)|Matrix|矩阵)?\\s*$|\\b${covariance}\\s+$`,
      "i",
    ),
  ],
  [
    "positive definite",
    new RegExp(`(?:${definite})\\s*(?:symmetric |real )?(?:matri(?:x|ces)|Matrix|矩阵)?\\s*$`, "i"),
  ],
  ["unit", /\bunit(?:[- ](?:norm|length))?[- ]vectors?\s+$/i],
  ["sums to 1", /\bone-?\s?hot (?:target |label )?(?:vectors?|targets?|labels?)\s+$/i],
  ["orthogonal", /\borthogonal matri(?:x|ces)\s+$/i],
  ["probabilities", /\bprobability (?:distribution|vector)\s+$/i],
  ["nonzero", /\bnon-?\s?zero(?: (?:column )?vectors?)?\s+$/i],
];

/** The property that the words around a name say of it: "$w$ is a unit vector", "an orthogonal matrix $Q$". */
export function wordsAbout(before: string, after: string): Told | undefined {
  const last = [...before.matchAll(introduced)].at(-1);
  if (derived.test(before.slice((last?.index ?? 0) + (last?.[0].length ?? 0)))) return undefined;
  if (/\bcolumns of\s+$/i.test(before) && /^\s*are orthonormal/i.test(after)) return "orthonormal columns";
  if (/\brows of\s+$/i.test(before) && /^\s*are orthonormal/i.test(after)) return "orthonormal rows";
  return (
    behind.find(([, pattern]) => pattern.test(after))?.[0] ??
    ahead.find(([, pattern]) => pattern.test(before))?.[0]
  );
}
