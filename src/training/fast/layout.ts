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
  /** rows of V that parts of words share, behind those of the words; 0 where words have no parts */
  readonly buckets: number;
  /** rows of all words and of their parts, each word's counted; 0 where words have no parts */
  readonly parts: number;
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
  /** how often words stand beside a centre with parts, float32 */
  readonly timesBeside: number;
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
  /** centre vectors, shape (n + buckets, d); as in word2vec.c those of the words beside a centre, but with parts the centre's */
  readonly V: number;
  /** uint32, shape (n + 1): where each word's rows begin among `parts`; 0 where words have no parts */
  readonly partsBegin: number;
  /** uint32 addresses of rows of V, of each word its own and those of its parts, shape (`parts`); 0 where there are none */
  readonly partsList: number;
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
  const { meansAtOnce, buckets, vocabularySize } = shape;
  const alone = meansAtOnce === 0 && buckets === 0; // each word beside a centre has a row, and the centre is a target
  const shared = meansAtOnce > 0 ? shape.negatives : Math.max(shape.negatives, leastShared);
  const draws = alone ? shared : 3 * Math.ceil(shared / 3);
  const drawWeight = Math.fround(shape.negatives / draws);
  const seenPlaces = draws < leastInTable ? 0 : 2 ** Math.ceil(Math.log2(2 * draws));
  const groups = Math.ceil((alone ? 1 + draws : draws) / 3);
  const [V, U] = [reserve((vocabularySize + buckets) * rowBytes), reserve(vocabularySize * rowBytes)];
  const partsBegin = buckets > 0 ? reserve(4 * (vocabularySize + 1)) : 0;
  const partsList = buckets > 0 ? reserve(4 * shape.parts) : 0;
  const [keep, alias] = [reserve(4 * vocabularySize), reserve(8 * vocabularySize)];
  const counters = reserve(sharedCounterBytes);
  const { slopeBytes, deferredBytes } = sizeWindow(shape, groups);
  const batch = Math.ceil(meansAtOnce / 3) * 3;
  const means = buckets > 0 ? 1 : meansAtOnce;
  const lane = Array.from({ length: shape.lanes }, () => ({
    random: reserve(16),
    ids: reserve(4 * idsAtOnce),
    kept: reserve(4 * (longestSentence + 2 * shape.window) + deferredBytes), // behind a sentence: its present window, or batch
    targets: reserve(2 * 12 * groups),
    weights: reserve(2 * 16 * groups),
    slopes: reserve(slopeBytes),
    sampledScores: reserve(slopeBytes + 16),
    sampledWeights: reserve(16 * groups + 16),
    zeroRow: reserve(rowBytes),
    mean: reserve(means * rowBytes),
    moved: reserve(means * rowBytes),
    meanRows: reserve(4 * batch),
    timesBeside: reserve(buckets > 0 ? 16 * Math.ceil((2 * shape.window) / 3) : 0),
    seen: reserve(4 * seenPlaces),
    deferred: reserve(shape.deferredWindows * deferredBytes + 4),
  }));
  if (bytes > mostBytes) {
    const gib = (bytes / 2 ** 30).toFixed(1);
    throw new RangeError(
      `fast training requires at most 4 GiB of memory, got ${gib} GiB for ${vocabularySize} words${buckets > 0 ? ` and ${buckets} buckets` : ""} of ` +
        `${shape.dimensions} dimensions; raise minimumCount or lower dimensions${buckets > 0 ? " or buckets" : ""}`,
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
    partsBegin,
    partsList,
    keep,
    alias,
    counters,
    lane,
  };
}

/** Bytes of the slopes of a window, or of a batch of means, and of all that is written of it to be deferred. */
function sizeWindow(shape: Shape, groups: number): { slopeBytes: number; deferredBytes: number } {
  const { window, meansAtOnce, buckets } = shape;
  const inThrees = (count: number): number => Math.ceil(count / 3);
  if (buckets > 0) {
    const all = groups + inThrees(2 * window); // the words beside a centre, and the negatives
    return { slopeBytes: 16 * all, deferredBytes: 8 + 12 * all + 16 + 16 * all };
  }
  if (meansAtOnce > 0) {
    const slopeBytes = 16 * groups * 3 * inThrees(meansAtOnce); // a number for each mean and negative
    const rows = 1 + meansAtOnce * (1 + 2 * window) + 3 * inThrees(meansAtOnce);
    return {
      slopeBytes,
      deferredBytes: 4 * rows + 12 * groups + 16 + 16 * inThrees(meansAtOnce) + slopeBytes,
    };
  }
  const slopeBytes = 2 * window * groups * 16; // a number for each word and target
  return { slopeBytes, deferredBytes: 4 + 8 * window + 12 * groups + 16 + slopeBytes };
}
