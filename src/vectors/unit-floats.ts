import { instantiate, sharedMemory } from "../webassembly/module";
import { canInstantiateRelaxed } from "../webassembly/relaxed";
import { unitVector } from "./cosine";
import type { Rows } from "../model/word-vectors";

/** Queries that are multiplied at a time, and rows of a block: they fit in the processor's caches. */
const QUERIES = 1024;
const BLOCK = 64;

const files = {
  plain: "vectors/assembly/products.wasm",
  relaxed: "vectors/assembly/products-relaxed.wasm",
} as const;

/** The exports of src/vectors/assembly/products.ts, which says what they take. */
interface Products {
  products(
    q: number,
    queries: number,
    r: number,
    rows: number,
    stride: number,
    out: number,
    largest: number,
  ): void;
}

/**
 * Products of queries with some rows:
 *
 *     products[q · stride + r] = queries[q] · row(from + r)        r < count
 *
 * None of query q's products is greater than `largest[q]`.
 */
export interface ProductBlock {
  readonly products: Float32Array;
  readonly largest: Float32Array;
  readonly from: number;
  readonly count: number;
  readonly stride: number;
}

/** The module with its memory, for vectors of some length. */
interface Multiplier {
  readonly padded: number;
  readonly queries: Float32Array; // shape (QUERIES, padded)
  readonly block: Float32Array; // shape (BLOCK, padded)
  readonly out: Float32Array; // shape (QUERIES, BLOCK)
  readonly largest: Float32Array; // shape (QUERIES)
  readonly module: Products;
}

/** The last one, used again for vectors of the same length: each memory reserves gigabytes of addresses. */
let kept: Multiplier | undefined;

function multiplierFor(padded: number): Multiplier {
  if (kept?.padded === padded) return kept;
  const lengths = [QUERIES * padded, BLOCK * padded, QUERIES * BLOCK, QUERIES];
  const memory = sharedMemory(4 * lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  const [queries, block, out, largest] = lengths.map((length) => {
    const array = new Float32Array(memory.buffer, at, length);
    at += array.byteLength;
    return array;
  });
  const file = canInstantiateRelaxed(files.relaxed) ? files.relaxed : files.plain;
  const module = instantiate<Products>(file, memory);
  return (kept = { padded, queries, block, out, largest, module });
}

/**
 * Vectors of length 1 as floats, and their products with many queries at once. WebAssembly computes them, with relaxed
 * SIMD if Node has it: the processor then chooses how to round, so the last bits of a product may differ. Rows of zeros
 * have no direction and stay zero.
 */
export class UnitFloats {
  readonly rows: number;
  readonly cols: number;
  private readonly padded: number; // numbers of a row with zeros behind them, a multiple of 4
  private readonly all: Float32Array; // shape (rows, padded)

  /** @param vectors shape (n, d); they are copied */
  constructor({ rows, cols, data }: Rows) {
    this.rows = rows;
    this.cols = cols;
    this.padded = Math.ceil(cols / 4) * 4;
    this.all = new Float32Array(rows * this.padded);
    for (let w = 0; w < rows; w++)
      unitVector(data.subarray(w * cols, (w + 1) * cols), this.all.subarray(w * this.padded));
  }

  /** The row of a word, of length 1 or 0. */
  row(id: number): Float32Array {
    if (!(Number.isInteger(id) && id >= 0 && id < this.rows))
      throw new RangeError(`row requires a row of a ${this.rows}-row matrix, got ${id}`);
    return this.all.subarray(id * this.padded, id * this.padded + this.cols);
  }

  /** The product of a vector with the row of a word, in doubles. @param query shape (d) */
  product(query: Float32Array, id: number): number {
    const { all, padded } = this;
    let sum = 0;
    for (let i = 0, at = id * padded; i < query.length; i++, at++) sum += query[i] * all[at];
    return sum;
  }

  /**
   * Computes the products of queries with all rows, one block of rows after another, in floats (`productError`).
   *
   * @param queries at most `mostQueries` vectors, shape (d) each
   * @param each    gets the products of a block, which the next block overwrites
   */
  eachBlock(queries: readonly Float32Array[], each: (block: ProductBlock) => void): void {
    const { padded, rows, all } = this;
    if (queries.length > QUERIES)
      throw new RangeError(`eachBlock requires at most ${QUERIES} queries, got ${queries.length}`);
    const { queries: asked, block, out, largest, module } = multiplierFor(padded);
    asked.fill(0);
    queries.forEach((query, q) => asked.set(query, q * padded));
    const pairs = queries.length + (queries.length % 2);
    for (let from = 0; from < rows; from += BLOCK) {
      const count = Math.min(BLOCK, rows - from);
      const stride = Math.ceil(count / 4) * 4; // the rows behind `count` are multiplied without need
      block.set(all.subarray(from * padded, (from + count) * padded));
      module.products(
        asked.byteOffset,
        pairs,
        block.byteOffset,
        stride,
        4 * padded,
        out.byteOffset,
        largest.byteOffset,
      );
      each({ products: out, largest, from, count, stride });
    }
  }

  /** Most queries of `eachBlock`. */
  static readonly mostQueries = QUERIES;

  /**
   * How far a product in floats may be from the true one, of vectors of length 1: each of the d / 4 sums of a lane and
   * the three that follow rounds by half a unit of 2⁻²³ at most (Higham, 2002, "Accuracy and Stability of Numerical
   * Algorithms", section 3.1).
   */
  get productError(): number {
    return (this.padded / 4 + 4) * 2 ** -24 * 1.01;
  }
}
