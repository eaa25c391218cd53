import { below, type Random } from "../../../dist/random/random";
import { latex } from "./latex";
import { mutate } from "./mutate";
import { rewrite } from "./rewrite";
import {
  add,
  call,
  entries,
  entry,
  freeIndices,
  minus,
  multiply,
  nodesOf,
  number,
  over,
  power,
  scalar,
  shapeOf,
  subtract,
  sum,
  transpose,
  Unfit,
  type Shape,
  type Size,
  type Tree,
} from "./tree";
import { drawValues, valueOf, type Values } from "./values";

/** A line with its declarations, and whether it holds. */
export interface Generated {
  declarations: string;
  line: string;
  holds: boolean;
  /** What the line has, to count by. */
  has: string[];
}

type Name = Tree & { op: "name" };
const name = (text: string, ...shape: Shape): Name => ({ op: "name", name: text, shape });

/** Names in several hands; those of the last list are positive. */
const alphabets: { names: Name[]; positive: Name[] }[] = [
  {
    names: [name("x", "d", "1"), name("y", "d", "1"), name("u", "m", "1"), name("v", "m", "1"), name("A", "m", "d"), name("B", "d", "d"), name("C", "d", "d"), name("a", "1", "1"), name("b", "1", "1")], // prettier-ignore
    positive: [name("s", "1", "1"), name("p", "d", "1")],
  },
  {
    names: [name("\\theta", "d", "1"), name("w_1", "d", "1"), name("\\hat{y}", "m", "1"), name("h_2", "m", "1"), name("W", "m", "d"), name("\\Sigma", "d", "d"), name("H", "d", "d"), name("\\alpha", "1", "1"), name("\\beta", "1", "1")], // prettier-ignore
    positive: [name("\\lambda", "1", "1"), name("\\pi'", "d", "1")],
  },
  {
    names: [name("\\mathbf{q}", "d", "1"), name("\\vec{k}", "d", "1"), name("g", "m", "1"), name("\\bar{z}", "m", "1"), name("\\mathbf{X}", "m", "d"), name("G", "d", "d"), name("Q", "d", "d"), name("c", "1", "1"), name("t", "1", "1")], // prettier-ignore
    positive: [name("\\tau", "1", "1"), name("r", "d", "1")],
  },
  {
    names: [name("x^{(1)}", "d", "1"), name("x^{(2)}", "d", "1"), name("h^{(t)}", "m", "1"), name("a^{[1]}", "m", "1"), name("W^{[1]}", "m", "d"), name("W^{[2]}", "d", "d"), name("M", "d", "d"), name("b", "1", "1"), name("z^{[2]}", "1", "1")], // prettier-ignore
    positive: [name("\\eta", "1", "1"), name("q^{(1)}", "d", "1")],
  },
];

/** Free indices; bound ones are other letters. */
const free: ReadonlyMap<string, Size> = new Map([
  ["i", "d"],
  ["j", "m"],
]);
const bound = ["k", "l", "n", "o"];

class Generator {
  constructor(
    private readonly random: Random,
    readonly names: readonly Name[],
    readonly positive: readonly Name[],
  ) {}

  private pick<T>(list: readonly T[]): T {
    return list[below(this.random, list.length)];
  }

  private nameOf(shape: Shape, from = [...this.names, ...this.positive]): Tree {
    const fitting = from.filter((each) => String(each.shape) === String(shape));
    return this.pick(fitting);
  }

  /** A number. */
  scalar(depth: number): Tree {
    if (depth === 0) return this.pick([() => this.nameOf(scalar), () => number(1 + below(this.random, 3))])();
    const side: Size = this.pick(["d", "m"]);
    const inner = (): Tree => this.scalar(depth - 1);
    const vector = (): Tree => this.vector(side, depth - 1);
    return this.pick<() => Tree>([
      () => add(inner(), inner()),
      () => subtract(inner(), inner()),
      () => multiply(inner(), inner()),
      () => over(inner(), this.nameOf(scalar, [...this.positive])),
      () => multiply(transpose(vector()), vector()),
      () => ({ op: "norm", of: vector() }),
      () => ({ op: "length", of: vector() }),
      () => ({ op: "determinant", of: this.square(depth - 1) }),
      () => ({ op: "root", of: add({ op: "norm", of: vector() }, this.nameOf(scalar, [...this.positive])) }),
      () => ({ op: "larger", left: inner(), right: inner() }),
      () => ({ op: "trace", of: this.square(depth - 1) }),
      () => call(this.pick(["exp", "sigma", "tanh", "sin", "cos", "relu"] as const), inner()),
      () => call("log", this.nameOf(scalar, [...this.positive])),
      () => power(inner(), 2),
      () => entry(vector(), side === "d" ? "i" : "j"),
      () => this.sum(side, depth),
    ])();
  }

  private sum(side: Size, depth: number): Tree {
    const index = this.pick(bound.slice(0, 2));
    const at = (): Tree => entry(this.vector(side, 0), index);
    const term = this.pick<() => Tree>([
      at,
      () => multiply(at(), at()),
      () => call(this.pick(["exp", "sigma"] as const), at()),
      () => multiply(this.scalar(depth - 1), at()),
      () => add(at(), power(at(), 2)),
    ])();
    return freeIndices(term).has(index) ? sum(index, side, term) : term;
  }

  vector(side: Size, depth: number): Tree {
    const shape: Shape = [side, "1"];
    if (depth === 0) return this.nameOf(shape);
    const inner = (): Tree => this.vector(side, depth - 1);
    return this.pick<() => Tree>([
      () => this.nameOf(shape),
      () => add(inner(), inner()),
      () => minus(inner()),
      () => multiply(this.scalar(depth - 1), inner()),
      () => entries(inner(), inner()),
      () => ({ op: "softmax", of: inner() }),
      () => call(this.pick(["exp", "sigma", "tanh"] as const), inner()),
      () =>
        side === "d"
          ? multiply(this.square(depth - 1), inner())
          : multiply(this.nameOf(["m", "d"]), this.vector("d", depth - 1)),
      () =>
        side === "d" ? multiply(transpose(this.nameOf(["m", "d"])), this.vector("m", depth - 1)) : inner(),
    ])();
  }

  private square(depth: number): Tree {
    const one = (): Tree => this.nameOf(["d", "d"]);
    if (depth <= 0) return one();
    return this.pick<() => Tree>([
      one,
      () => transpose(one()),
      () => multiply(one(), one()),
      () => add(one(), transpose(one())),
      () => ({ op: "inverse", of: multiply(one(), one()) }),
      () => ({ op: "inverse", of: transpose(one()) }),
      () => multiply(this.vector("d", 0), transpose(this.vector("d", 0))),
      () => ({ op: "diagonal", of: this.vector("d", 0) }),
      () => multiply(transpose(this.nameOf(["m", "d"])), this.nameOf(["m", "d"])),
    ])();
  }

  /** A derivative, by a name that has a value everywhere around it. */
  slope(depth: number, flat: boolean): Tree {
    return { op: "slope", of: this.scalar(depth), by: this.pick(this.names), flat };
  }

  hessian(depth: number): Tree {
    const vectors = this.names.filter(({ shape: [rows, columns] }) => rows !== "1" && columns === "1");
    return { op: "hessian", of: this.scalar(depth), by: this.pick(vectors) };
  }

  /** What is never negative. */
  bound(depth: number): Tree {
    return this.pick<() => Tree>([
      () => power(this.scalar(depth), 2),
      () => ({ op: "norm", of: this.vector("d", depth) }),
      () => call("exp", this.scalar(depth)),
      () => call("relu", this.scalar(depth)),
    ])();
  }
}

const points = 3;
const mostNodes = 40;

/** A line that holds, by laws, or one that does not, by a mistake that shows at a point; undefined where none came. */
export function generate(random: Random): Generated | undefined {
  const { names, positive } = alphabets[below(random, alphabets.length)];
  const generator = new Generator(random, names, positive);
  const depth = 1 + below(random, 3);
  const flat = below(random, 3) === 0;
  const kind = below(random, 6);
  const left = [
    () => generator.scalar(depth + 1),
    () => generator.vector("d", depth),
    () => generator.vector("m", depth),
    () => generator.slope(depth, flat),
    () => generator.hessian(1 + below(random, 2)),
    () => generator.scalar(depth),
  ][kind]();
  let right = left;
  let laws = 0;
  for (let tries = 0; tries < 60 && laws < 4; tries++) {
    const fresh = bound[2 + (laws % 2)];
    if (nodeCount(right) > mostNodes) break;
    const found = attempt(() => rewrite(right, random, fresh));
    if (!found || !fits(found, left)) continue;
    right = found;
    laws++;
  }
  if (!fits(left, left) || nodeCount(left) > mostNodes || laws === 0) return undefined;
  const holds = below(random, 2) === 0;
  if (kind === 5) return orderLine(generator, { left, right, holds }, random);
  if (!holds) {
    const wrong = attempt(() => mutate(right, [...names, ...positive], random));
    if (!wrong || !fits(wrong, left)) return undefined;
    right = wrong;
  }
  const differences = valuesAt(generator, random).map((values) =>
    distance(valueOf(left, values), valueOf(right, values)),
  );
  // A mistake has to show clearly; what laws make has to agree, within what difference quotients leave.
  if (differences.some(Number.isNaN)) return undefined;
  if (!holds && !differences.some((each) => each > 1e-3)) return undefined;
  if (holds && differences.some((each) => each > 1e-5))
    throw new Error(`a law does not hold: ${latex(left)} = ${latex(right)}`);
  const turns = below(random, 4) === 0 && left.op !== "slope" && left.op !== "hessian";
  const [named, definitions] = withAliases(left, random);
  const [a, b] = turns ? [right, named] : [named, right];
  return {
    declarations: [
      declarationsOf(names, positive),
      ...definitions,
      ...(flat ? ["layout: numerator"] : []),
    ].join("\n"),
    line: `${latex(a)} = ${latex(b)}`,
    holds,
    has: whatIsIn([named, right]),
  };
}

/** A bound: true by what is never negative, or false at a point by as much. */
function orderLine(
  generator: Generator,
  { left, right, holds }: { left: Tree; right: Tree; holds: boolean },
  random: Random,
): Generated | undefined {
  const more = generator.bound(1);
  const upper = holds ? add(right, more) : subtract(right, more);
  if (!fits(upper, left)) return undefined;
  const apart = valuesAt(generator, random).map(
    (values) => valueOf(upper, values)[0][0] - valueOf(left, values)[0][0],
  );
  if (apart.some(Number.isNaN) || (!holds && !apart.some((each) => each < -1e-2))) return undefined;
  return {
    declarations: declarationsOf(generator.names, generator.positive),
    line: `${latex(left)} \\le ${latex(upper)}`,
    holds,
    has: ["inequality", ...whatIsIn([left, upper])],
  };
}

function valuesAt({ names, positive }: Generator, random: Random): Values[] {
  const all = [...names, ...positive].map((each) => ({ ...each, positive: positive.includes(each) }));
  return Array.from({ length: points }, () => drawValues(all, free, random));
}

/** A tree in which up to two parts have names, with the definitions of these. */
function withAliases(tree: Tree, random: Random): [Tree, string[]] {
  const definitions: string[] = [];
  let named = tree;
  for (const text of ["\\varphi", "\\psi"].slice(0, below(random, 3))) {
    const parts = nodesOf(named).filter(
      ({ node }, i) =>
        i > 0 && !["number", "name", "alias"].includes(node.op) && freeIndices(node).size === 0,
    );
    const chosen = parts.at(below(random, Math.max(parts.length, 1)));
    if (!chosen) break;
    definitions.push(`${text} := ${latex(chosen.node)}`);
    named = chosen.put({ op: "alias", name: text, of: chosen.node });
  }
  return [named, definitions];
}

/** The kinds of nodes, to count lines by. */
function whatIsIn(trees: readonly Tree[]): string[] {
  const nodes = trees.flatMap(nodesOf).map(({ node }) => node);
  return [...new Set(nodes.map((node) => (node.op === "call" ? node.name : node.op === "slope" && node.flat ? "numerator layout" : node.op)))]; // prettier-ignore
}

function declarationsOf(names: readonly Name[], positive: readonly Name[]): string {
  const kind = ({ shape: [rows, columns] }: Name): string =>
    columns !== "1" ? `matrix ${rows} x ${columns}` : rows === "1" ? "scalar" : `vector ${rows}`;
  const lines = [...names, ...positive].map(
    (each) => `${each.name}: ${kind(each)}${positive.includes(each) ? ", positive" : ""}`,
  );
  return [...lines, "i in 1..d", "j in 1..m"].join("\n");
}

function fits(tree: Tree, like: Tree): boolean {
  return attempt(() => String(shapeOf(tree)) === String(shapeOf(like)) && everyFits(tree)) === true;
}

/** Whether every index stands for the side that it is set below. */
function everyFits(tree: Tree): boolean {
  const check = (node: Tree, sizes: ReadonlyMap<string, Size>): boolean => {
    if (node.op === "sum" || node.op === "product")
      return !sizes.has(node.index) && check(node.body, new Map([...sizes, [node.index, node.size]]));
    if (node.op === "entry") {
      const sides = shapeOf(node.of).filter((side) => side !== "1");
      if (!node.at.every((at, i) => sizes.get(at) === sides[i])) return false;
    }
    const list = "left" in node ? [node.left, node.right] : "of" in node ? [node.of] : [];
    return list.every((part) => check(part, sizes));
  };
  return check(tree, free);
}

function nodeCount(tree: Tree): number {
  return JSON.stringify(tree).split('"op"').length;
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Unfit) return undefined;
    throw error;
  }
}

/** The greatest difference of two entries, beside their size. */
function distance(a: number[][], b: number[][]): number {
  return Math.max(
    ...a.flatMap((row, i) =>
      row.map((x, j) => Math.abs(x - b[i][j]) / (1 + Math.abs(x) + Math.abs(b[i][j]))),
    ),
  );
}
