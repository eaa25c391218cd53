import fc from "fast-check";
import type { Expression, IndexName, SymbolName } from "../../dist/derivation/expression";
import { functionNames } from "../../dist/derivation/expression";

const letter = fc.constantFrom("u", "v", "U", "x", "J", "\\lambda", "\\mathcal{L}", "w'");
const indexLetter = fc.constantFrom("o", "w", "k", "1", "12", "w'", "\\ell");

/** Any index: `o`, `w_{0}`, `t+j`, `w_{t+j}`. */
export const anyIndex: fc.Arbitrary<IndexName> = fc.letrec<{ index: IndexName; name: IndexName }>((tie) => ({
  name: fc.record(
    {
      name: indexLetter,
      before: fc.constantFrom("t", "m"),
      at: fc.array(tie("index"), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: ["name"] },
  ),
  index: fc.oneof({ maxDepth: 2, withCrossShrink: true }, fc.record({ name: indexLetter }), tie("name")),
})).index;

const indices = fc.array(anyIndex, { minLength: 1, maxLength: 3 });

export const anySymbol: fc.Arbitrary<SymbolName> = fc
  .record(
    {
      kind: fc.constant("symbol" as const),
      name: letter,
      accent: fc.constantFrom("hat" as const, "tilde" as const, "bar" as const),
      bold: fc.constant(true),
      label: fc.constantFrom("naive-softmax", "neg"),
      indices,
    },
    { requiredKeys: ["kind", "name"] },
  )
  .map(({ indices, ...symbol }) => (symbol.label === undefined && indices ? { ...symbol, indices } : symbol));

const bound = fc
  .record(
    {
      index: anyIndex,
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
  .map(({ except, ...rest }) => (except && rest.over?.kind !== "window" ? { ...rest, except } : rest));

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

/** Any expression the language has. */
export const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ whole: Expression; node: Expression }>(
  (tie) => ({
    whole: fc.oneof({ maxDepth: 5, depthSize: "small", withCrossShrink: true }, anyLeaf, tie("node")),
    node: fc.oneof(
      fc.record({
        kind: fc.constantFrom("add" as const, "subtract" as const),
        left: tie("whole"),
        right: tie("whole"),
      }),
      fc.record({
        kind: fc.constant("times" as const),
        by: fc.constantFrom("" as const, "\\cdot" as const, "\\odot" as const),
        left: tie("whole"),
        right: tie("whole"),
      }),
      fc.record({ kind: fc.constant("fraction" as const), over: tie("whole"), under: tie("whole") }),
      fc.record({ kind: fc.constant("power" as const), base: tie("whole"), exponent: tie("whole") }),
      fc.record({
        kind: fc.constantFrom("negate" as const, "transpose" as const, "norm" as const),
        of: tie("whole"),
      }),
      fc.record({ kind: fc.constant("entry" as const), of: tie("whole"), indices }),
      fc.record({
        kind: fc.constant("call" as const),
        name: fc.constantFrom(...functionNames),
        argument: tie("whole"),
      }),
      fc.record({ kind: fc.constant("sum" as const), bound, body: tie("whole") }),
      fc.record({
        kind: fc.constant("derivative" as const),
        style: fc.constantFrom("fraction" as const, "operator" as const, "nabla" as const),
        of: tie("whole"),
        by: anySymbol,
      }),
      fc.record({
        kind: fc.constant("apply" as const),
        of: anySymbol,
        arguments: fc.array(tie("whole"), { minLength: 2, maxLength: 3 }),
      }),
    ) as fc.Arbitrary<Expression>,
  }),
).whole;
