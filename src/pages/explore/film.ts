import { rotationOnto } from "../../evaluation/align";
import { fromRows, row, type Matrix } from "../../model/matrix";
import type { ExplorerFilm } from "../../notebook/explorer-film";
import { unpackVectors } from "../../vectors/packed-vectors";
import { frameOf, type Frame } from "./map-frame";
import type { WordModel } from "./word-model";

/** The places of a model's words while it was trained, in one plane and at one size. */
export class WordFilm {
  readonly moments: readonly number[];
  readonly unit: string;
  /** how many words move */
  readonly words: number;
  /** around all places of all moments */
  readonly frame: Frame;
  /** shape (moments, 2 words) */
  private readonly places: Matrix;

  /** @param onto the film beside this one; this one is turned in the plane so that its end lies as that one's does */
  constructor(
    film: ExplorerFilm,
    private readonly model: WordModel,
    onto?: WordFilm,
  ) {
    this.moments = film.moments;
    this.unit = film.unit;
    this.words = film.words;
    this.places = unpackVectors(film.places);
    if (onto) this.turnOnto(onto);
    this.frame = frameOf(this.places.data);
  }

  /**
   * The places at a share of the training, 0 to 1. Between two pictures each word moves in a straight line.
   *
   * @returns shape (words, 2)
   */
  at(share: number): Float32Array {
    const { moments, places } = this;
    const moment = share * moments[moments.length - 1];
    const next = Math.max(
      1,
      moments.findIndex((each) => each >= moment),
    );
    const [from, to] = [moments[next - 1], moments[next]];
    const part = Math.min(1, Math.max(0, (moment - from) / (to - from)));
    const [a, b] = [row(places, next - 1), row(places, next)];
    return Float32Array.from(a, (value, i) => value + part * (b[i] - value));
  }

  private turnOnto(onto: WordFilm): void {
    const [own, other] = [this.at(1), onto.at(1)];
    const point = (places: Float32Array, id: number): number[] => [places[2 * id], places[2 * id + 1]];
    const shared: [number, number][] = [];
    for (let b = 0; b < this.words; b++) {
      const a = onto.model.find(this.model.words[b]);
      if (a !== undefined && a < onto.words) shared.push([a, b]);
    }
    if (shared.length < 2) return;
    const { data: q } = rotationOnto(
      fromRows(shared.map(([a]) => point(other, a))),
      fromRows(shared.map(([, b]) => point(own, b))),
    );
    const { data } = this.places;
    for (let i = 0; i < data.length; i += 2) {
      const [x, y] = [data[i], data[i + 1]];
      data[i] = x * q[0] + y * q[2];
      data[i + 1] = x * q[1] + y * q[3];
    }
  }
}
