import type { Message } from "../latex/message";
import { code, message } from "../latex/message";
import type { Expression, FunctionName, IndexName, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { indexText, nameText } from "../latex/name-text";
import { print } from "../latex/printer";

/** An expression with one node changed, and the change in words that name the old and the new node. */
export interface Edit {
  result: Expression;
  says: Message;
  /** The node that was changed, and what is in its place. */
  changed?: { from: Expression; to: Expression };
}

/** What may be put into an expression. */
export interface Pool {
  symbols: SymbolName[];
  indices: IndexName[];
}

/** The ways in which one node can be changed. */
export type Change = (node: Expression, pool: Pool) => Edit[];

const shouldBe = (node: Expression, result: Expression): Edit => ({
  result,
  says: message`${node} should be ${result}`,
});
const top = code("\\top");
const negated = (of: Expression): Expression => ({ kind: "negate", of });
const product = (left: Expression, right: Expression): Expression => ({ kind: "times", by: "", left, right });

/** In the order of their likelihood. */
export const changes: Change[] = [
  otherIndex,
  otherDirection,
  otherSign,
  fromNumber,
  missingFactor,
  otherSymbol,
  transposition,
  extraPart,
  otherOrder,
  otherProduct,
  otherBound,
  otherFunction,
  otherNumber,
  otherQuotient,
  missingSum,
  missingTerm,
];

/** u_k for u_o, also in indicators and one-hot places. */
function otherIndex(node: Expression, { indices }: Pool): Edit[] {
  if (node.kind === "symbol" || node.kind === "entry") {
    const list = node.indices ?? [];
    return list.flatMap((index, i) =>
      indices
        .filter((other) => indexText(other) !== indexText(index))
        .map((other) =>
          shouldBe(node, { ...node, indices: list.map((each, j) => (i === j ? other : each)) }),
        ),
    );
  }
  if (node.kind !== "indicator") return [];
  const opposite = node.relation === "=" ? "\\neq" : "=";
  return [
    ...indices.map((left) => shouldBe(node, { ...node, left })),
    ...indices.map((right) => shouldBe(node, { ...node, right })),
    shouldBe(node, { ...node, relation: opposite }),
  ];
}

const isNumber = ({ kind }: Expression): boolean => kind === "number";

/** y - x for x - y, rather than the sign of a product with that difference; 1 - x is written on purpose. */
function otherDirection(node: Expression): Edit[] {
  if (node.kind !== "subtract" || isNumber(node.left) || isNumber(node.right)) return [];
  return [shouldBe(node, { ...node, left: node.right, right: node.left })];
}

/** x - 1 for 1 - x, where no sign of a product with it would do. */
function fromNumber(node: Expression): Edit[] {
  if (node.kind !== "subtract" || isNumber(node.left) === isNumber(node.right)) return [];
  return [shouldBe(node, { ...node, left: node.right, right: node.left })];
}

function otherSign(node: Expression): Edit[] {
  if (node.kind === "negate")
    return [{ result: node.of, says: message`the sign of ${node.of} should be plus` }];
  if (node.kind === "add")
    return [
      {
        result: { ...node, kind: "subtract" },
        says: message`the sign before ${node.right} should be minus`,
      },
    ];
  if (node.kind === "subtract")
    return [
      { result: { ...node, kind: "add" }, says: message`the sign before ${node.right} should be plus` },
    ];
  return [{ result: negated(node), says: message`the sign of ${node} should be minus` }];
}

function missingFactor(node: Expression, { symbols }: Pool): Edit[] {
  return symbols.flatMap((symbol) =>
    [symbol, negated(symbol)].flatMap((factor) => [
      { result: product(node, factor), says: message`the factor ${factor} is missing after ${node}` },
      { result: product(factor, node), says: message`the factor ${factor} is missing before ${node}` },
    ]),
  );
}

function otherSymbol(node: Expression, { symbols }: Pool): Edit[] {
  if (node.kind !== "symbol") return [];
  return symbols
    .filter((symbol) => nameText(symbol) !== nameText(node))
    .map((symbol) => shouldBe(node, symbol));
}

function transposition(node: Expression): Edit[] {
  if (node.kind === "transpose") return [{ result: node.of, says: message`remove the ${top} of ${node.of}` }];
  if (node.kind === "number") return [];
  const result: Expression = { kind: "transpose", of: node };
  return [{ result, says: message`a ${top} is missing: ${node} should be ${result}` }];
}

/** A factor, a term, a function or a sum that should not be there. */
function extraPart(node: Expression): Edit[] {
  if (node.kind === "sum")
    return [{ result: node.body, says: message`remove the sum over ${node.bound.index}` }];
  if (node.kind === "call") return [shouldBe(node, node.argument)];
  if (node.kind === "power") return [shouldBe(node, node.base)];
  if (node.kind === "fraction")
    return [{ result: node.over, says: message`remove the division by ${node.under}` }];
  if (node.kind !== "add" && node.kind !== "subtract" && node.kind !== "times") return [];
  const word = node.kind === "times" ? "factor" : "term";
  const left: Expression = node.kind === "subtract" ? negated(node.right) : node.right;
  return [
    { result: node.left, says: message`remove the ${word} ${node.right}` },
    { result: left, says: message`remove the ${word} ${node.left}` },
  ];
}

function otherOrder(node: Expression): Edit[] {
  if (node.kind === "times") return [shouldBe(node, { ...node, left: node.right, right: node.left })];
  if (node.kind === "fraction") return [shouldBe(node, { ...node, over: node.under, under: node.over })];
  return [];
}

/** An elementwise product for a product of matrices, and the other way round. */
function otherProduct(node: Expression): Edit[] {
  if (node.kind !== "times" || node.by === "\\langle") return [];
  return [shouldBe(node, { ...node, by: node.by === "\\odot" ? "" : "\\odot" })];
}

/** A sum over another index or without its exception. */
function otherBound(node: Expression, { indices }: Pool): Edit[] {
  if (node.kind !== "sum") return [];
  const { bound, body } = node;
  const says = (rest: Message): Message => message`the sum over ${bound.index} should ${rest}`;
  if (bound.except)
    return [
      { result: { ...node, bound: { ...bound, except: undefined } }, says: says(["leave nothing out"]) },
    ];
  return indices
    .filter((index) => indexText(index) !== indexText(bound.index))
    .map((except) => ({
      result: { kind: "sum", bound: { ...bound, except }, body },
      says: says(message`leave out ${except}`),
    }));
}

const functions: FunctionName[] = ["exp", "log", "sigma"];

function otherFunction(node: Expression): Edit[] {
  if (node.kind === "call")
    return functions.filter((name) => name !== node.name).map((name) => shouldBe(node, { ...node, name }));
  if (node.kind === "number" || node.kind === "negate") return [];
  return functions.map((name) => shouldBe(node, { kind: "call", name, argument: node }));
}

/** Another number, or an indicator where a 1 stands for all words instead of one. */
function otherNumber(node: Expression, { indices }: Pool): Edit[] {
  if (node.kind !== "number") return [];
  const numbers = ["0", "1", "2"].filter((value) => value !== node.value);
  const pairs =
    node.value === "1"
      ? indices.flatMap((left, i) => indices.slice(i + 1).map((right) => ({ left, right })))
      : [];
  return [
    ...numbers.map((value) => shouldBe(node, { ...node, value })),
    ...pairs.map(({ left, right }) => shouldBe(node, { kind: "indicator", left, right, relation: "=" })),
  ];
}

function otherQuotient(node: Expression): Edit[] {
  const number = (value: string): Expression => ({ kind: "number", value });
  return [
    shouldBe(node, { kind: "fraction", over: number("1"), under: node }),
    {
      result: product({ kind: "fraction", over: number("1"), under: number("2") }, node),
      says: message`the factor ${code("1/2")} of ${node} is missing`,
    },
    { result: product(number("2"), node), says: message`the factor ${code("2")} of ${node} is missing` },
    {
      result: { kind: "power", base: node, exponent: number("2") },
      says: message`${node} should be squared`,
    },
  ];
}

function missingSum(node: Expression, { indices }: Pool): Edit[] {
  return indices
    .filter((index) => mentions(node, index))
    .map((index) => ({
      result: { kind: "sum", bound: { index }, body: node },
      says: message`the sum over ${index} of ${node} is missing`,
    }));
}

function mentions(node: Expression, index: IndexName): boolean {
  if (node.kind === "symbol" && node.indices?.some((each) => indexText(each) === indexText(index)))
    return true;
  return children(node).some(([, child]) => mentions(child, index));
}

/** 1 - x for x, and a term of one symbol more. */
function missingTerm(node: Expression, { symbols }: Pool): Edit[] {
  const one: Expression = { kind: "number", value: "1" };
  const complement = shouldBe(node, { kind: "subtract", left: one, right: node });
  const sums = (["add", "subtract"] as const).flatMap((kind) =>
    symbols.map((right) => ({
      result: { kind, left: node, right } as Expression,
      says: message`the term ${code(`${kind === "add" ? "+" : "-"} ${print(right)}`)} is missing after ${node}`,
    })),
  );
  return [complement, ...sums];
}
