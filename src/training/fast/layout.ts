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
  /** negatives that are drawn for the windows that share them, a multiple of three; each counts `drawWeight` times */
  readonly draws: number;
  /** how many windows share negatives */
  readonly windowsAtOnce: number;
  /** whether each is trained by the mean of its words */
  readonly means: boolean;
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
  readonly sampledScores: number;
  readonly sampledWeights: number;
  readonly zeroRow: number;
  /** in how many windows of a batch each position is, float32; the radius of each window, int32 */
  readonly times: number;
  readonly radii: number;
  /** means of windows, and what moves each, shape (`windowsAtOnce`, d) */
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
  readonly drawWeight: number;
  /** places of a table in which targets are looked up that were drawn already; 0 for few, which are compared */
  readonly seenPlaces: number;
  /** the draws, in threes */
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

/** How far the windows of a batch may move a mean together, in updates times the step size: as far as in synchronous-batches.ts. */
const mostMoved = 2.5;

/** What decides how many negatives are drawn, and how many windows share them. */
interface Sharing {
  readonly architecture: "skip-gram" | "cbow";
  readonly subwords: string;
  readonly negatives: number;
  readonly stepSize: number;
}

/**
 * How many negatives are drawn for the windows that share them: a multiple of three, and of skip-gram at least six for three or
 * more, since all words of a window are pushed away from the same ones. Each counts as much as makes them `negatives`.
 */
export function countDraws({ architecture, subwords, negatives }: Omit<Sharing, "stepSize">): number {
  const few = architecture === "cbow" || (subwords === "none" && negatives <= 2);
  return 3 * Math.ceil(Math.max(negatives, few ? 1 : 6) / 3);
}

/**
 * How many windows share negatives: of skip-gram three where each keeps five draws of its own, two, or one where only three
 * are drawn; of a bag of words as many as leave each one and a half; since with fewer the vectors are worse than gensim's.
 * Means, which all windows move at once, have fewer where steps are large; words with parts have one.
 */
export function countWindowsAtOnce(settings: Sharing): number {
  const { architecture, subwords, negatives, stepSize } = settings;
  if (subwords !== "none") return 1;
  const draws = countDraws(settings);
  if (architecture === "skip-gram") return draws < 6 ? 1 : draws < 15 ? 2 : 3;
  const most = Math.floor(mostMoved / (stepSize * (1 + negatives)));
  return Math.max(1, Math.min(4, Math.floor(draws / 1.5), most));
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
  const { draws, windowsAtOnce, means, buckets, vocabularySize } = shape;
  const drawWeight = Math.fround(shape.negatives / draws);
  const seenPlaces = draws < leastInTable ? 0 : 2 ** Math.ceil(Math.log2(2 * draws));
  const groups = draws / 3;
  const [V, U] = [reserve((vocabularySize + buckets) * rowBytes), reserve(vocabularySize * rowBytes)];
  const partsBegin = buckets > 0 ? reserve(4 * (vocabularySize + 1)) : 0;
  const partsList = buckets > 0 ? reserve(4 * shape.parts) : 0;
  const [keep, alias] = [reserve(4 * vocabularySize), reserve(8 * vocabularySize)];
  const counters = reserve(sharedCounterBytes);
  const { slopeBytes, deferredBytes } = sizeWindow(shape, groups);
  const batch = Math.ceil(windowsAtOnce / 3) * 3;
  const rowsOfMeans = means ? windowsAtOnce : buckets > 0 ? 1 : 0;
  const lane = Array.from({ length: shape.lanes }, () => ({
    random: reserve(16),
    ids: reserve(4 * idsAtOnce),
    kept: reserve(4 * (longestSentence + 2 * shape.window) + deferredBytes), // behind a sentence: its present batch
    targets: reserve(2 * 12 * groups),
    weights: reserve(2 * 16 * groups),
    times: reserve(4 * (windowsAtOnce + 2 * shape.window)),
    radii: reserve(4 * windowsAtOnce),
    sampledScores: reserve(slopeBytes + 16),
    sampledWeights: reserve(16 * groups + 16),
    zeroRow: reserve(rowBytes),
    mean: reserve(rowsOfMeans * rowBytes),
    moved: reserve(rowsOfMeans * rowBytes),
    meanRows: reserve(4 * batch),
    timesBeside: reserve(buckets > 0 ? 16 * Math.ceil((2 * shape.window) / 3) : 0),
    seen: reserve(4 * seenPlaces),
    deferred: reserve(shape.deferredWindows * deferredBytes + 4),
  }));
  if (bytes > mostBytes) {
    const gib = (bytes / 2 ** 30).toFixed(1);
    const rows = [
      ...(vocabularySize > 0 ? [`${vocabularySize} words`] : []), // before a text is read none are known
      ...(buckets > 0 ? [`${buckets} buckets`] : []),
    ].join(" and ");
    const remedies = [
      ...(vocabularySize > 0 ? ["raise minimumCount"] : []),
      "lower dimensions",
      ...(buckets > 0 ? ["lower buckets"] : []),
    ].join(" or ");
    throw new RangeError(
      `fast training requires at most 4 GiB of memory, got ${gib} GiB for ${rows} of ` +
        `${shape.dimensions} dimensions; ${remedies}`,
    );
  }
  return {
    ...shape,
    bytes,
    rowBytes,
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

/** Bytes of the scores that are kept of a window, or of a batch of means, and of all that is written of a batch to be deferred. */
function sizeWindow(shape: Shape, groups: number): { slopeBytes: number; deferredBytes: number } {
  const { window, windowsAtOnce, means, buckets } = shape;
  const inThrees = (count: number): number => Math.ceil(count / 3);
  if (buckets > 0) {
    const all = groups + inThrees(2 * window); // the words beside a centre, and the negatives
    return { slopeBytes: 16 * all, deferredBytes: 8 + 12 * all + 16 + 16 * all };
  }
  if (means) {
    const slopeBytes = 16 * groups * 3 * inThrees(windowsAtOnce); // a number for each mean and negative
    const rows = 1 + windowsAtOnce * (1 + 2 * window) + 3 * inThrees(windowsAtOnce);
    return {
      slopeBytes,
      deferredBytes: 4 * rows + 12 * groups + 16 + 16 * inThrees(windowsAtOnce) + slopeBytes,
    };
  }
  const fours = windowsAtOnce * 2 * window; // at most: a word that is repeated has a four of its own each time
  const words = windowsAtOnce + 2 * window;
  const rows = 4 * (2 + 2 * windowsAtOnce + 4 * fours + words + 3 * groups);
  return {
    slopeBytes: 2 * window * (groups + 1) * 16, // a number for each word of a window with its centre, and with each negative
    deferredBytes: rows + 16 + 16 * fours + 16 * words * groups,
  };
}
