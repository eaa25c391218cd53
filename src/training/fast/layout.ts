import { longestSentence } from "../../corpus/encoded/word-counter";
import { mostBytes } from "../../webassembly/module";
import { sharedCounterBytes } from "./shared-counters";

/** What decides how much memory a run needs. */
export interface Shape {
  /** n */
  readonly vocabularySize: number;
  /** d */
  readonly dimensions: number;
  readonly window: number;
  readonly negatives: number;
  /** how many windows share negatives, each trained by the mean of its words; 0 trains each of the words */
  readonly meansAtOnce: number;
  /** places to work in, each with a generator of its own */
  readonly lanes: number;
  /** most windows whose updates a lane defers at a time; 0 where updates are made at once */
  readonly deferredWindows: number;
}

/** Addresses, in bytes, of what one lane works with. */
export interface Lane {
  /** state of the generator, uint32, shape (4) */
  readonly random: number;
  /** int32 ids to train on, shape (`idsAtOnce`) */
  readonly ids: number;
  readonly kept: number;
  readonly targets: number;
  readonly weights: number;
  readonly slopes: number;
  readonly sampledScores: number;
  readonly sampledWeights: number;
  readonly zeroRow: number;
  /** means of windows, and what moves each, shape (`meansAtOnce`, d) */
  readonly mean: number;
  readonly moved: number;
  /** addresses of the means, uint32 */
  readonly meanRows: number;
  /** int32 places of a table of targets, shape (`seenPlaces`) */
  readonly seen: number;
  readonly deferred: number;
}

/** Addresses, in bytes, of all that a run works with: float32 rows, and what the lanes share. */
export interface Layout extends Shape {
  readonly bytes: number;
  /** from one row to the next: d numbers and zeros up to a multiple of four */
  readonly rowBytes: number;
  /** negatives that are drawn for a window, or for a batch of means; each counts `drawWeight` times */
  readonly draws: number;
  readonly drawWeight: number;
  /** places of a table in which targets are looked up that were drawn already; 0 for few, which are compared */
  readonly seenPlaces: number;
  /** targets that are drawn at a time, in threes: the draws, and of skip-gram the centre */
  readonly groups: number;
  /** centre vectors, shape (n, d); as in word2vec.c those of the words beside a centre */
  readonly V: number;
  /** outside vectors, shape (n, d) */
  readonly U: number;
  /** uint32, shape (n): a word is kept if a draw is below, and always if it is 2^32 - 1 */
  readonly keep: number;
  /** uint32 pairs, shape (n, 2): Walker's table of the negatives */
  readonly alias: number;
  /** see shared-counters.ts */
  readonly counters: number;
  readonly lane: readonly Lane[];
}

/**
 * Least draws of a window, which all its words share: with one or two, all words of a window would be pushed away from
 * the same one or two. Five and the centre fill two blocks of three.
 */
const leastShared = 5;

/** How far the windows of a batch may move a mean together, in updates times the step size: as far as in synchronous-batches.ts. */
const mostMoved = 2.5;

/**
 * How many windows of a bag of words share their negatives, which are drawn in threes: as many as leave each window one and
 * a half draws of its own, since with fewer the vectors are worse than gensim's; fewer where steps are large.
 *
 * @returns 0 for skip-gram
 */
export function countMeansAtOnce(settings: {
  architecture: "skip-gram" | "cbow";
  negatives: number;
  stepSize: number;
}): number {
  if (settings.architecture !== "cbow") return 0;
  const { negatives, stepSize } = settings;
  const most = Math.floor(mostMoved / (stepSize * (1 + negatives)));
  return Math.max(1, Math.min(negatives > 3 ? 4 : 2, most));
}

/** Draws from which a table is faster than to compare each with those before it. */
const leastInTable = 40;

/** Ids of a piece that is trained on in one call, except for a sentence that is longer. */
export const pieceIds = 512;

const idsAtOnce = pieceIds + longestSentence + 1;

/**
 * Lays out the memory of a run.
 *
 * @throws RangeError if it takes more than the 4 GiB that WebAssembly addresses
 */
export function createLayout(shape: Shape): Layout {
  let bytes = 64; // no address is 0
  const reserve = (size: number): number => {
    const at = bytes;
    bytes = Math.ceil((at + size) / 64) * 64; // nothing shares a cache line
    return at;
  };
  const rowBytes = 16 * Math.ceil(shape.dimensions / 4);
  const { meansAtOnce } = shape;
  const draws = meansAtOnce > 0 ? 3 * Math.ceil(shape.negatives / 3) : Math.max(shape.negatives, leastShared);
  const drawWeight = Math.fround(shape.negatives / draws);
  const seenPlaces = draws < leastInTable ? 0 : 2 ** Math.ceil(Math.log2(2 * draws));
  const groups = Math.ceil((meansAtOnce > 0 ? draws : 1 + draws) / 3);
  const [V, U] = [reserve(shape.vocabularySize * rowBytes), reserve(shape.vocabularySize * rowBytes)];
  const [keep, alias] = [reserve(4 * shape.vocabularySize), reserve(8 * shape.vocabularySize)];
  const counters = reserve(sharedCounterBytes);
  const batch = Math.ceil(meansAtOnce / 3) * 3;
  const rows = meansAtOnce > 0 ? batch : 2 * shape.window; // words of a window, or means
  const slopeBytes = 16 * groups * rows; // a number for each word and target
  const deferredBytes =
    meansAtOnce > 0
      ? 4 * (1 + meansAtOnce * (1 + 2 * shape.window) + batch) +
        12 * groups +
        16 +
        16 * (batch / 3) +
        slopeBytes
      : 4 + 8 * shape.window + 12 * groups + 16 + slopeBytes;
  const lane = Array.from({ length: shape.lanes }, () => ({
    random: reserve(16),
    ids: reserve(4 * idsAtOnce),
    kept: reserve(4 * longestSentence + deferredBytes), // behind a sentence: its present window, or batch
    targets: reserve(2 * 12 * groups),
    weights: reserve(2 * 16 * groups),
    slopes: reserve(slopeBytes),
    sampledScores: reserve(slopeBytes + 16),
    sampledWeights: reserve(16 * groups + 16),
    zeroRow: reserve(rowBytes),
    mean: reserve(meansAtOnce * rowBytes),
    moved: reserve(meansAtOnce * rowBytes),
    meanRows: reserve(4 * batch),
    seen: reserve(4 * seenPlaces),
    deferred: reserve(shape.deferredWindows * deferredBytes + 4),
  }));
  if (bytes > mostBytes) {
    const gib = (bytes / 2 ** 30).toFixed(1);
    throw new RangeError(
      `fast training requires at most 4 GiB of memory, got ${gib} GiB for ${shape.vocabularySize} words of ` +
        `${shape.dimensions} dimensions; raise minimumCount or lower dimensions`,
    );
  }
  return {
    ...shape,
    bytes,
    rowBytes,
    draws,
    drawWeight,
    seenPlaces,
    groups,
    V,
    U,
    keep,
    alias,
    counters,
    lane,
  };
}
