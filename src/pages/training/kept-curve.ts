/** Most points of a curve; where more come, every second one is left out. */
const mostPoints = 600;

/** A curve that grows without end in memory that does not: it becomes coarser. */
export class KeptCurve {
  readonly points: (readonly [x: number, y: number])[] = [];
  private stride = 1;
  private seen = 0;

  /** Adds the next values, of x = 1, 2, … times `each`. */
  add(values: ArrayLike<number>, each: number): void {
    for (let i = 0; i < values.length; i++) {
      this.seen += 1;
      if (this.seen % this.stride === 0) this.points.push([this.seen * each, values[i]]);
      if (this.points.length > mostPoints) this.thin();
    }
  }

  private thin(): void {
    this.stride *= 2;
    const kept = this.points.filter((_, i) => i % 2 === 1);
    this.points.splice(0, this.points.length, ...kept);
  }
}
