import type { EncodedText } from "../../corpus/encoded/encoded-text";
import type { FastTextParameters } from "../../model/fasttext-parameters";
import type { NamedVectors, Rows } from "../../model/word-vectors";
import type { FastSettings } from "../../settings/table";
import { sharedMemory, type WasmMemory } from "../../webassembly/module";
import { requireBounded } from "../divergence";
import { countDraws, countWindowsAtOnce, createLayout, type Layout } from "./layout";
import { fillMemory, readRows, writeRows } from "./memory";
import type { Beginning } from "./run-description";
import { listParts, readSubwordSettings, type Parts } from "./subwords";
import { mostLanes, pieceSize } from "./synchronous-batches";

/**
 * Where a run has its numbers. What no words at all would take is known before a text is read.
 *
 * @param parts rows of all words and their parts
 * @throws RangeError if they need more than 4 GiB
 */
export function layoutOf(settings: FastSettings, vocabularySize: number, parts: number): Layout {
  const { dimensions, window, negatives, workers, deterministic } = settings;
  return createLayout({
    vocabularySize,
    dimensions,
    window,
    negatives,
    draws: countDraws(settings),
    windowsAtOnce: countWindowsAtOnce(settings),
    means: settings.architecture === "cbow",
    buckets: readSubwordSettings(settings)?.buckets ?? 0,
    parts,
    lanes: deterministic ? mostLanes : workers,
    deferredWindows: deterministic ? pieceSize.most : 0,
  });
}

/** V and U of a run, with the tables and generators that training needs, in memory that threads share. */
export class Parameters {
  readonly layout: Layout;
  readonly memory: WasmMemory;
  /** which rows words have; undefined where they have no parts */
  private readonly parts: Parts | undefined;

  /**
   * Parameters as they are before the first step.
   *
   * @param plain whether the memory is for plain JavaScript
   * @throws RangeError if they need more than 4 GiB
   */
  constructor(
    private readonly settings: FastSettings,
    private readonly text: EncodedText,
    plain: boolean,
  ) {
    const subwords = readSubwordSettings(settings);
    this.parts = subwords && listParts(text.words, subwords);
    this.layout = layoutOf(settings, text.words.length, this.parts?.rows.length ?? 0);
    const { bytes } = this.layout;
    this.memory = plain ? { buffer: new SharedArrayBuffer(bytes) } : sharedMemory(bytes);
    fillMemory(this.memory, this.layout, text.counts, settings, this.parts);
  }

  /**
   * Takes over vectors that were trained before, of words that they have.
   *
   * @returns how many words that are
   * @throws RangeError if they have other dimensions, or none of the words
   */
  beginWith({ vectors, outside }: Beginning): number {
    const { memory, layout, text } = this;
    const count = writeRows(memory, layout, layout.V, text.words, vectors);
    if (count === 0)
      throw new RangeError(
        `startFrom requires vectors of some of the text's ${text.words.length} words, got none of them`,
      );
    if (outside) writeRows(memory, layout, layout.U, text.words, outside);
    return count;
  }

  /** The vectors of the words: rows of V, or the means of a word's row and those of its parts, as fastText has them. */
  get vectors(): NamedVectors {
    const { layout, parts, text } = this;
    if (!parts) return this.named(readRows(this.memory, layout, layout.V));
    const { vocabularySize: n, dimensions: d, buckets } = layout;
    const rows = readRows(this.memory, layout, layout.V, n + buckets);
    const means = new Float32Array(n * d);
    text.words.forEach((_, w) => {
      const mean = means.subarray(w * d, (w + 1) * d);
      const own = parts.rows.subarray(parts.begin[w], parts.begin[w + 1]);
      for (const row of own) for (let i = 0; i < d; i++) mean[i] += rows[row * d + i];
      const share = Math.fround(1 / own.length);
      for (let i = 0; i < d; i++) mean[i] *= share;
    });
    return this.named(means);
  }

  /** The outside vectors. */
  get outsideVectors(): NamedVectors {
    return this.named(readRows(this.memory, this.layout, this.layout.U));
  }

  /** All that a model of fastText holds; undefined where words have no parts. */
  get fastText(): FastTextParameters | undefined {
    const { memory, layout, parts, settings, text } = this;
    if (!parts) return undefined;
    const { vocabularySize: n, dimensions: cols, buckets } = layout;
    return {
      ...{ settings, subwords: parts.settings, words: text.words, counts: text.counts },
      input: { rows: n + buckets, cols, data: readRows(memory, layout, layout.V, n + buckets) },
      output: { rows: n, cols, data: readRows(memory, layout, layout.U) },
    };
  }

  /** What changes while the run trains, but for its counters: the vectors and the generators. */
  get state(): ArrayBufferView[] {
    const { buffer } = this.memory;
    const [V, U] = this.matrices;
    return [V.data, U.data, ...this.layout.lane.map(({ random }) => new Uint32Array(buffer, random, 4))];
  }

  /** @throws RangeError where a vector has left all bounds, with what to change */
  requireBounded(where: string): void {
    requireBounded(this.matrices, where, this.settings.stepSize);
  }

  /** V and U as they lie in the memory. */
  private get matrices(): (Rows & { data: Float32Array })[] {
    const { vocabularySize: n, buckets, rowBytes, V, U } = this.layout;
    const cols = rowBytes / 4;
    return [
      [V, n + buckets],
      [U, n],
    ].map(([at, rows]) => ({ rows, cols, data: new Float32Array(this.memory.buffer, at, rows * cols) }));
  }

  private named(data: Float32Array): NamedVectors {
    const { vocabularySize: rows, dimensions: cols } = this.layout;
    return { words: this.text.words, vectors: { rows, cols, data } };
  }
}
