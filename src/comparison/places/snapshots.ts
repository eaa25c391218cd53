import { fromRows, row } from "../../model/matrix";
import type { NamedVectors } from "../../model/word-vectors";
import type { FilmFrame } from "../../plots/word-film";
import { Neighbours } from "../../vectors/neighbours";
import { project } from "../../vectors/project";
import { findPlottedGroup, plottedWords } from "./plotted-words";

/** A run that is going on. */
interface Training {
  readonly iteration: number;
  readonly vectors: NamedVectors;
}

interface Snapshot {
  readonly iteration: number;
  /** of the watched words, one word a row */
  readonly vectors: readonly Float64Array[];
  readonly nearest: FilmFrame["nearest"];
}

/** Keeps where some words are, and what is nearest to one of them, while a run is trained. */
export class Snapshots {
  readonly of: string;
  private readonly kept: Snapshot[] = [];
  private readonly ids: number[];
  /** iterations between two pictures */
  private readonly every: number;

  /**
   * Takes the first picture.
   *
   * @param iterations that the run will have
   * @param pictures   how many are taken, at about equal distances; at least 2
   * @param of         the word whose nearest words are kept; the first watched word where it is unknown
   */
  constructor(
    private readonly run: Training,
    private readonly iterations: number,
    { pictures = 24, of = "great" }: { pictures?: number; of?: string } = {},
  ) {
    if (!(pictures >= 2)) throw new RangeError(`Snapshots requires 2 or more pictures, got ${pictures}`);
    this.every = iterations / (pictures - 1);
    const { words } = run.vectors;
    this.ids = plottedWords.map((word) => words.indexOf(word)).filter((id) => id >= 0);
    if (this.ids.length < 2) this.ids = [...words.slice(0, 24).keys()];
    this.of = words.includes(of) ? of : words[this.ids[0]];
    this.take();
  }

  /** Takes a picture if it is time for one, or if the run is done. */
  record(): void {
    const { iteration } = this.run;
    const before = this.kept[this.kept.length - 1].iteration;
    if (iteration > before && (iteration >= before + this.every || iteration >= this.iterations)) this.take();
  }

  private take(): void {
    const { words, vectors } = this.run.vectors;
    const [found] = new Neighbours(vectors).nearest([words.indexOf(this.of)], 8);
    this.kept.push({
      iteration: this.run.iteration,
      vectors: this.ids.map((id) => Float64Array.from(row(vectors, id))),
      nearest: found.map(({ id, cosine }) => ({ word: words[id], cosine })),
    });
  }

  /**
   * All pictures in one plane: the two directions in which the words differ most, over the whole training. Each is
   * shown less the mean of its words, which would otherwise move them all alike and press them together.
   */
  frames(): FilmFrame[] {
    const { words } = this.run.vectors;
    const all = fromRows(this.kept.flatMap(({ vectors }) => lessTheirMean(vectors)));
    const { coordinates } = project(all, [...Array(all.rows).keys()]);
    return this.kept.map(({ iteration, nearest }, k) => ({
      iteration,
      nearest,
      places: this.ids.map((id, i) => {
        const [x, y] = row(coordinates, k * this.ids.length + i);
        return { word: words[id], x, y, group: findPlottedGroup(words[id]) };
      }),
    }));
  }
}

function lessTheirMean(vectors: readonly Float64Array[]): number[][] {
  const mean = vectors[0].map((_, i) => vectors.reduce((sum, vector) => sum + vector[i], 0) / vectors.length);
  return vectors.map((vector) => Array.from(vector, (value, i) => value - mean[i]));
}
