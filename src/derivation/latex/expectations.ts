import { code, message } from "./message";
import type { Cursor } from "./cursor";
import type { Expression, IndexName } from "./expression";
import { readIndex } from "./indices";
import { Beyond } from "./malformed";
import { readFactor, readGroup } from "./reader";
import { sumOver } from "./sums";

/** How many tokens the sign of an expectation has: `\mathbb{E}`, `\mathbb E`, `\mathrm{E}`, `E`. */
function signLength(cursor: Cursor): number {
  if (cursor.peek().text === "E") return 1;
  if (!["\\mathbb", "\\mathrm", "\\operatorname", "\\text"].includes(cursor.peek().text)) return 0;
  if (cursor.peek(1).text === "E") return 2;
  return cursor.peek(1).text === "{" && cursor.peek(2).text === "E" && cursor.peek(3).text === "}" ? 4 : 0;
}

/** Whether an expectation over an index begins here: `\mathbb{E}_{w \sim \hat{y}}`. */
export function beginsExpectation(cursor: Cursor): boolean {
  const length = signLength(cursor);
  if (length === 0 || cursor.peek(length).text !== "_" || cursor.peek(length + 1).text !== "{") return false;
  const below = cursor.ahead(length + 2, () =>
    cursor.peekWhile(({ text }) => text !== "}" && text !== "\\sim"),
  );
  return cursor.peek(length + 2 + below.length).text === "\\sim";
}

/** Whether an expectation begins here of which nothing says the distribution: `\mathbb{E}[x]`, `\mathbb{E}_x[x^2]`. */
export function beginsOpenExpectation(cursor: Cursor): boolean {
  const length = signLength(cursor);
  if (length < 2 || ["\\mathbb{E}", "\\text{E}"].some((name) => cursor.names.values.has(name))) return false;
  let ahead = length;
  if (cursor.peek(ahead).text === "_") {
    let depth = 0;
    do {
      const { text } = cursor.peek(++ahead);
      depth += text === "{" ? 1 : text === "}" ? -1 : 0;
    } while (depth > 0 && cursor.peek(ahead).kind !== "end");
    ahead++;
  }
  return ["[", "(", "\\{"].includes(cursor.peek(ahead).text);
}

/** As a factor, `\mathbb{E}` would make the expectation of a product the product of anything. */
export function refuseOpenExpectation(cursor: Cursor): never {
  throw new Beyond(
    message`an expectation is judged where its distribution is said`,
    cursor.peek().start,
    message`write ${code("\\mathbb{E}_{w \\sim \\hat{y}}[u_w]")}`,
  );
}

/** `\mathbb{E}_{w \sim \hat{y}}[u_w]`, as the sum over w of \hat{y}_w u_w. */
export function readExpectation(cursor: Cursor): Expression {
  for (let i = signLength(cursor) + 2; i > 0; i--) cursor.take();
  const index = readIndex(cursor, true);
  cursor.expect("\\sim", "before the distribution");
  const weights = readWeights(cursor, index);
  cursor.expect("}", "that closes the distribution");
  const close = { "[": "]", "(": ")", "\\{": "\\}" }[cursor.peek().text];
  if (!close)
    cursor.missing("what is expected", message`write ${code("\\mathbb{E}_{w \\sim \\hat{y}}[u_w]")}`);
  const of = readGroup(cursor, cursor.peek().text, close);
  return sumOver([{ index }], { kind: "times", by: "", left: weights, right: of });
}

/** `\hat{y}`, `P(w \mid c)` with the index in its place, or `P(\cdot \mid c)` with a dot there. */
function readWeights(cursor: Cursor, index: IndexName): Expression {
  const { length } = cursor.peekWhile(({ text }) => text !== "}" && text !== "\\cdot");
  const atDot = cursor.peek(length).text === "\\cdot" && ["(", ","].includes(cursor.peek(length - 1).text);
  if (atDot) cursor.replace(length, index.name);
  const weights = readFactor(cursor);
  return weights.kind === "apply" ? weights : entryAt(weights, index);
}

function entryAt(of: Expression, index: IndexName): Expression {
  if (of.kind === "symbol" && !of.indices) return { ...of, indices: [index] };
  return { kind: "entry", of, indices: [index] };
}
