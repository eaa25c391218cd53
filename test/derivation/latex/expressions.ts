import fc from "fast-check";
import type {
  Application,
  Comparison,
  Expression,
  IndexName,
  ProductSign,
  SymbolName,
} from "../../../dist/derivation/latex/expression";
import { functionNames } from "../../../dist/derivation/latex/expression";

const letter = fc.constantFrom(
  "u",
  "v",
  "U",
  "x",
  "J",
  "\\lambda",
  "\\mathcal{L}",
  "w'",
  "\\theta^{*}",
  "\\text{CE}",
);
const indexLetter = fc.constantFrom("o", "w", "k", "1", "12", "w'", "\\ell");

/** Any index: `o`, `w_{0}`, `t+j`, `t-1`, `w_{t+j}`. */
export const anyIndex: fc.Arbitrary<IndexName> = fc.letrec<{ index: IndexName; name: IndexName }>((tie) => ({
  name: fc
    .record(
      {
        name: indexLetter,
        before: fc.constantFrom("t", "m"),
        offset: fc.constantFrom("-1", "+2"),
        at: fc.array(tie("index"), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ["name"] },
    )
    .map(({ before, offset, ...index }): IndexName => {
      if (/^\d/.test(index.name)) return index;
      return offset ? { ...index, offset } : before ? { ...index, before } : index;
    }),
  index: fc.oneof({ maxDepth: 2, withCrossShrink: true }, fc.record({ name: indexLetter }), tie("name")),
})).index;

const indices = fc.array(anyIndex, { minLength: 1, maxLength: 3 });
const raised = fc.record({
  bracket: fc.constantFrom("(" as const, "[" as const),
  indices: fc.array(fc.record({ name: fc.constantFrom("i", "t", "1", "12", "\\ell") }), {
    minLength: 1,
    maxLength: 1,
  }),
});

export const anySymbol: fc.Arbitrary<SymbolName> = fc
  .record(
    {
      kind: fc.constant("symbol" as const),
      name: letter,
      accent: fc.constantFrom("hat" as const, "tilde" as const, "bar" as const, "dot" as const),
      bold: fc.constant(true),
      arrow: fc.constant(true),
      raised,
      label: fc.constantFrom("naive-softmax", "neg"),
      indices,
    },
    { requiredKeys: ["kind", "name"] },
  )
  .map(({ indices, ...symbol }) => (symbol.label === undefined && indices ? { ...symbol, indices } : symbol));

const bound = fc
  .record(
    {
      index: anyIndex.filter(({ offset }) => offset === undefined),
      over: fc.oneof(
        fc.record({ kind: fc.constant("set" as const), name: fc.constantFrom("Vocab", "S") }),
        fc.record({
          kind: fc.constantFrom("count" as const, "window" as const),
          name: fc.constantFrom("K", "m"),
        }),
      ),
      except: anyIndex,
    },
    { requiredKeys: ["index"] },
  )
  // `w_k \neq o` without a range is a condition on what is drawn at k, and not a bound
  .map(({ except, ...rest }) =>
    except && rest.over?.kind !== "window" && (rest.over ?? !rest.index.at) ? { ...rest, except } : rest,
  );

export const anyLeaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({ kind: fc.constant("number" as const), value: fc.constantFrom("0", "1", "2", "12", "0.5") }),
  anySymbol,
  fc.record({
    kind: fc.constant("indicator" as const),
    left: anyIndex,
    right: anyIndex,
    relation: fc.constantFrom("=" as const, "\\neq" as const),
  }),
);

const sign = fc.constantFrom("," as const, "\\mid" as const, ";" as const);
const event = fc.constantFrom<SymbolName | null>(null, { kind: "symbol", name: "O" });

/** `P(O = o \mid c)`, with one bar at most. */
function probability(
  of: SymbolName,
  list: [Expression, NonNullable<Application["signs"]>[number], SymbolName | null][],
): Expression {
  const all = list.slice(1).map(([, each]) => each);
  const signs = all.map((each, i) => (each === "\\mid" && all.indexOf(each) < i ? "," : each));
  const events = list.map(([, , each]) => each);
  return {
    kind: "apply",
    of,
    arguments: list.map(([argument]) => argument),
    ...(signs.some((each) => each !== ",") && { signs }),
    ...(events.some((each) => each) && { events }),
  };
}

/** Any expression the language has. */
export const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{
  whole: Expression;
  node: Expression;
  comparison: Comparison;
}>((tie) => ({
  comparison: fc.record({
    kind: fc.constant("comparison" as const),
    relation: fc.constantFrom(">" as const, "<" as const, "\\geq" as const, "\\leq" as const),
    left: tie("whole"),
    right: tie("whole"),
  }),
  whole: fc.oneof({ maxDepth: 5, depthSize: "small", withCrossShrink: true }, anyLeaf, tie("node")),
  node: fc.oneof(
    fc.record({
      kind: fc.constantFrom("add" as const, "subtract" as const),
      left: tie("whole"),
      right: tie("whole"),
    }),
    fc.record({
      kind: fc.constant("times" as const),
      by: fc.constantFrom<ProductSign>("", "\\cdot", "\\odot", "\\times", "*", "\\otimes", "\\langle"),
      left: tie("whole"),
      right: tie("whole"),
    }),
    fc.record({ kind: fc.constant("fraction" as const), over: tie("whole"), under: tie("whole") }),
    fc.record({ kind: fc.constant("power" as const), base: tie("whole"), exponent: tie("whole") }),
    fc.record({
      kind: fc.constantFrom("negate" as const, "transpose" as const, "bars" as const),
      of: tie("whole"),
    }),
    fc.record({
      kind: fc.constant("transpose" as const),
      of: tie("whole"),
      sign: fc.constant("T" as const),
    }),
    fc.record(
      {
        kind: fc.constant("norm" as const),
        of: tie("whole"),
        order: fc.constantFrom("1" as const, "F" as const),
      },
      { requiredKeys: ["kind", "of"] },
    ),
    fc.record({
      kind: fc.constant("extremum" as const),
      which: fc.constantFrom("max" as const, "min" as const),
      of: fc.array(tie("whole"), { minLength: 2, maxLength: 3 }),
    }),
    tie("comparison"),
    fc.record({
      kind: fc.constant("cases" as const),
      branches: fc
        .tuple(
          fc.array(fc.record({ value: tie("whole"), condition: tie("comparison") }), {
            minLength: 1,
            maxLength: 2,
          }),
          tie("whole"),
        )
        .map(([some, value]) => [...some, { value }]),
    }),
    fc
      .tuple(fc.integer({ min: 1, max: 2 }), fc.array(tie("whole"), { minLength: 1, maxLength: 4 }))
      .map(([columns, all]) => {
        const rows = all.map((_, i) => all.slice(i * columns, (i + 1) * columns));
        return { kind: "matrix" as const, entries: rows.filter(({ length }) => length === columns) };
      })
      .filter(({ entries }) => entries.length > 0),
    fc.record({ kind: fc.constant("entry" as const), of: tie("whole"), indices }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom(...functionNames),
      argument: tie("whole"),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom("exp" as const, "sigma" as const, "tanh" as const, "softmax" as const),
      argument: tie("whole"),
      order: fc.constantFrom(1, 2),
    }),
    fc.record({
      kind: fc.constantFrom("sum" as const, "product over" as const),
      bound,
      body: tie("whole"),
    }),
    fc.record({
      kind: fc.constant("derivative" as const),
      style: fc.constantFrom("fraction" as const, "operator" as const, "nabla" as const),
      of: tie("whole"),
      by: anySymbol,
    }),
    fc.record({
      kind: fc.constant("derivative" as const),
      style: fc.constant("nabla" as const),
      of: tie("whole"),
    }),
    fc
      .tuple(anySymbol, fc.array(fc.tuple(tie("whole"), sign, event), { minLength: 2, maxLength: 3 }))
      .map(([of, list]) => probability(of, list)),
    fc.record({
      kind: fc.constant("apply" as const),
      of: anySymbol,
      arguments: fc.array(tie("whole"), { minLength: 2, maxLength: 3 }),
    }),
  ) as fc.Arbitrary<Expression>,
})).whole;
