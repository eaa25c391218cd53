import type { Token } from "../latex/tokens";
import type { Connective, Relation } from "./document";

const spellings: Record<Relation, string> = {
  "=": "= \\equiv \\eq",
  ":=": ":= \\coloneqq \\coloneq \\triangleq \\doteq \\defeq \\eqdef \\vcentcoloneqq",
  "\\neq": "\\neq \\ne",
  "\\approx": "\\approx \\simeq \\approxeq \\cong",
  "\\propto": "\\propto \\varpropto",
  "\\le": "\\le \\leq \\leqslant \\leqq \\lesssim \\ll",
  "\\ge": "\\ge \\geq \\geqslant \\geqq \\gtrsim \\gg",
  "<": "< \\lt",
  ">": "> \\gt",
  "\\prec": "\\prec",
  "\\preceq": "\\preceq \\preccurlyeq",
  "\\succ": "\\succ",
  "\\succeq": "\\succeq \\succcurlyeq",
  "\\sim": "\\sim \\thicksim",
  "\\to": "\\to \\rightarrow \\longrightarrow \\mapsto \\longmapsto",
  "\\gets": "\\gets \\leftarrow \\longleftarrow",
  "\\in": "\\in \\isin",
  "\\notin": "\\notin",
  "\\subset": "\\subset \\subseteq \\supset \\supseteq",
};
const relations = new Map<string, Relation>();
for (const [relation, texts] of Object.entries(spellings)) {
  for (const text of texts.split(" ")) relations.set(text, relation as Relation);
}

/** The relation that a token is the sign of. */
export function findRelation({ text }: Token): Relation | undefined {
  return relations.get(text);
}

/** `a =: b` defines b. */
export function definesRight({ text }: Token): boolean {
  return text === "=:" || text === "\\eqqcolon" || text === "\\eqcolon";
}

const arrows = new Map<string, Connective>();
for (const [connective, texts] of [
  ["implies", "implies Rightarrow Longrightarrow therefore impliedby Leftarrow Longleftarrow leadsto so"],
  ["if and only if", "iff Leftrightarrow Longleftrightarrow"],
  ["because", "because"],
  ["and", "land wedge &"],
] as const) {
  for (const text of texts.split(" ")) arrows.set(`\\${text}`, connective);
}

/** What an arrow or another sign between two equations says: `\implies`, `\therefore`, `\&`. */
export function findConnective({ text }: Token): Connective | undefined {
  return arrows.get(text);
}

const operators = new Set(
  "+ - * / \\cdot \\times \\odot \\circ \\pm \\mp \\otimes \\oplus \\div \\ast".split(" "),
);

/** Whether a token joins two terms or factors, so that an expression goes on behind it. */
export function isOperator({ text }: Token): boolean {
  return operators.has(text);
}
