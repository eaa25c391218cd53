import { uniform, type Random } from "../../../dist/random/random";
import type { FunctionOf, Shape, Size, Tree } from "./tree";

/** Values of names, the same length for each size, and the value of each free index. */
export interface Values {
  sizes: Readonly<Record<Size, number>>;
  names: ReadonlyMap<string, number[][]>;
  indices: ReadonlyMap<string, number>;
}

const functions: Record<FunctionOf, (x: number) => number> = {
  exp: Math.exp,
  log: Math.log,
  sigma: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  sin: Math.sin,
  cos: Math.cos,
  relu: (x) => Math.max(0, x),
  ramp: (x) => Math.max(0, x),
};

/** Random values between -1 and 1, positive ones between 0.2 and 1. */
export function drawValues(
  names: readonly { name: string; shape: Shape; positive: boolean }[],
  indices: ReadonlyMap<string, Size>,
  random: Random,
): Values {
  const sizes = { "1": 1, d: 2, m: 3 };
  const draw = (positive: boolean): number =>
    positive ? 0.2 + 0.8 * uniform(random) : 2 * uniform(random) - 1;
  return {
    sizes,
    names: new Map(
      names.map(({ name, shape: [rows, columns], positive }) => [
        name,
        table(sizes[rows], sizes[columns], () => draw(positive)),
      ]),
    ),
    indices: new Map([...indices].map(([index, size]) => [index, Math.floor(uniform(random) * sizes[size])])),
  };
}

/** The value of a tree in floating point, a matrix always; a derivative is a difference quotient. */
export function valueOf(tree: Tree, at: Values): number[][] {
  switch (tree.op) {
    case "number":
      return [[tree.value]];
    case "name":
      return at.names.get(tree.name) ?? [[NaN]];
    case "add":
      return zip(valueOf(tree.left, at), valueOf(tree.right, at), (a, b) => a + b);
    case "subtract":
      return zip(valueOf(tree.left, at), valueOf(tree.right, at), (a, b) => a - b);
    case "entries":
      return zip(valueOf(tree.left, at), valueOf(tree.right, at), (a, b) => a * b);
    case "multiply":
      return times(valueOf(tree.left, at), valueOf(tree.right, at));
    case "over": {
      const [[under]] = valueOf(tree.right, at);
      return map(valueOf(tree.left, at), (a) => a / under);
    }
    case "minus":
      return map(valueOf(tree.of, at), (a) => -a);
    case "transpose":
      return turn(valueOf(tree.of, at));
    case "trace":
      return [[valueOf(tree.of, at).reduce((total, row, i) => total + row[i], 0)]];
    case "determinant":
      return [[determinant(valueOf(tree.of, at))]];
    case "inverse":
      return inverse(valueOf(tree.of, at));
    case "length":
      return [[Math.sqrt(total(map(valueOf(tree.of, at), (a) => a * a)))]];
    case "root":
      return map(valueOf(tree.of, at), Math.sqrt);
    case "larger":
      return zip(valueOf(tree.left, at), valueOf(tree.right, at), Math.max);
    case "alias":
      return valueOf(tree.of, at);
    case "norm":
      return [[total(map(valueOf(tree.of, at), (a) => a * a))]];
    case "diagonal": {
      const column = valueOf(tree.of, at);
      return column.map(([a], i) => column.map((_, j) => (i === j ? a : 0)));
    }
    case "softmax": {
      const powers = map(valueOf(tree.of, at), Math.exp);
      const all = total(powers);
      return map(powers, (a) => a / all);
    }
    case "call":
      return map(valueOf(tree.of, at), functions[tree.name]);
    case "power":
      return map(valueOf(tree.of, at), (a) => a ** tree.exponent);
    case "entry": {
      const whole = valueOf(tree.of, at);
      const [i, j] = tree.at.map((index) => at.indices.get(index) ?? NaN);
      return [[j === undefined ? (whole.length > 1 ? whole[i][0] : whole[0][i]) : whole[i][j]]];
    }
    case "sum":
    case "product": {
      const list = Array.from({ length: at.sizes[tree.size] }, (_, i) => {
        const [[value]] = valueOf(tree.body, { ...at, indices: new Map([...at.indices, [tree.index, i]]) });
        return value;
      });
      return [[list.reduce((a, b) => (tree.op === "sum" ? a + b : a * b))]];
    }
    case "slope": {
      const found = slope(tree.of, tree.by.name, at);
      return tree.flat ? turn(found) : found;
    }
    case "hessian":
      return hessian(tree.of, tree.by.name, at);
  }
}

function slope(of: Tree, name: string, at: Values): number[][] {
  const h = 1e-4;
  const whole = at.names.get(name) ?? [];
  const moved = (i: number, j: number, by: number): number => {
    const values = whole.map((row, r) => row.map((value, c) => (r === i && c === j ? value + by : value)));
    return total(valueOf(of, { ...at, names: new Map([...at.names, [name, values]]) }));
  };
  return whole.map((row, i) => row.map((_, j) => (moved(i, j, h) - moved(i, j, -h)) / (2 * h)));
}

/** Second differences by the entries of a vector. */
function hessian(of: Tree, name: string, at: Values): number[][] {
  const h = 1e-3;
  const whole = at.names.get(name) ?? [];
  const moved = (i: number, a: number, j: number, b: number): number => {
    const values = whole.map(([x], k) => [x + (k === i ? a : 0) + (k === j ? b : 0)]);
    return total(valueOf(of, { ...at, names: new Map([...at.names, [name, values]]) }));
  };
  return whole.map((_, i) =>
    whole.map(
      (_, j) =>
        (moved(i, h, j, h) - moved(i, h, j, -h) - moved(i, -h, j, h) + moved(i, -h, j, -h)) / (4 * h * h),
    ),
  );
}

const minor = (a: number[][], i: number, j: number): number[][] =>
  a.filter((_, k) => k !== i).map((row) => row.filter((_, k) => k !== j));
const sign = (i: number, j: number): number => ((i + j) % 2 === 0 ? 1 : -1);

/** By Laplace's expansion. */
function determinant(a: number[][]): number {
  if (a.length === 0) return 1;
  return a[0].reduce((sum, x, j) => sum + sign(0, j) * x * determinant(minor(a, 0, j)), 0);
}

/** By cofactors; nothing where it is nearly singular, since difference quotients say little there. */
function inverse(a: number[][]): number[][] {
  const size = determinant(a);
  return a.map((row, i) =>
    row.map((_, j) => (Math.abs(size) < 0.2 ? NaN : (sign(i, j) * determinant(minor(a, j, i))) / size)),
  );
}

const table = (rows: number, columns: number, make: () => number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, make));
const map = (a: number[][], change: (x: number) => number): number[][] => a.map((row) => row.map(change));
const total = (a: number[][]): number => a.flat().reduce((sum, x) => sum + x, 0);
const turn = (a: number[][]): number[][] => a[0].map((_, j) => a.map((row) => row[j]));
const zip = (a: number[][], b: number[][], join: (x: number, y: number) => number): number[][] =>
  a.map((row, i) => row.map((x, j) => join(x, b[i][j])));

function times(a: number[][], b: number[][]): number[][] {
  if (a.length === 1 && a[0].length === 1) return map(b, (x) => a[0][0] * x);
  if (b.length === 1 && b[0].length === 1) return map(a, (x) => x * b[0][0]);
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
}
