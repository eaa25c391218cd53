import { barLine, progressLine, type ProgressStream } from "../terminal/progress-line";

/** What a terminal shows of a grid: lines that stay, and below them a line for each run in progress and one for the whole. */
export interface GridLines {
  /** Writes a line that stays. */
  say(line: string): void;
  /**
   * Says where the grid stands.
   *
   * @param fraction of the whole, from 0 to 1
   * @param runs     a line for each run in progress; called when they are shown
   */
  update(text: string, fraction: number, runs: () => readonly string[]): void;
  /** Takes away what does not stay. */
  done(): void;
}

/** A stream that may say how high its terminal is. */
type Stream = ProgressStream & { readonly rows?: number };

const changeEvery = 100; // ms, on a terminal
const tellEvery = 30_000; // ms, elsewhere

/**
 * The lines of a grid. On a terminal the lines of the runs change in place:
 *
 *     stepSize=0.1 seed=1: loss 9.913, 14 s, 20261130T032428Z-78e2e191
 *     stepSize=0.3 seed=1: cell 16 of 22, iterations 12,000 of 40,000, loss 9.912, 12 s left
 *     [########................] 33 %  1 of 3 runs
 *
 * Elsewhere, where lines cannot change, they are written every half minute.
 *
 * @param now milliseconds of a clock
 */
export function gridLines(stream: Stream, now: () => number = Date.now): GridLines {
  return stream.isTTY ? changingLines(stream, now) : plainLines(stream, now);
}

/** Shows nothing, for a command that prints JSON. */
export const noLines: GridLines = { say: () => {}, update: () => {}, done: () => {} };

function changingLines(stream: Stream, now: () => number): GridLines {
  let last = -Infinity;
  let shown: readonly string[] = []; // above the line of the whole
  let whole = "";
  const clear = (): string => (shown.length > 0 ? `\x1b[${shown.length}A` : "") + "\r\x1b[J";
  const block = (): string => shown.map((line) => `${line}\n`).join("") + whole;
  return {
    say(line) {
      stream.write(`${clear()}${line}\n${block()}`);
    },
    update(text, fraction, runs) {
      if (now() - last < changeEvery) return;
      last = now();
      const before = clear();
      const columns = (stream.columns || 80) - 1; // a full line would wrap
      shown = fitting(runs(), (stream.rows || 24) - 2).map((line) => line.slice(0, columns));
      whole = barLine(text, fraction, stream.columns);
      stream.write(before + block());
    },
    done() {
      stream.write(clear());
      shown = [];
      whole = "";
      last = -Infinity;
    },
  };
}

/** As many lines as there is room for. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  if (lines.length <= room) return lines;
  const most = Math.max(0, room - 1);
  return [...lines.slice(0, most), `and ${lines.length - most} more`];
}

function plainLines(stream: Stream, now: () => number): GridLines {
  const whole = progressLine(stream);
  let told = now();
  return {
    say: (line) => void stream.write(`${line}\n`),
    update(text, fraction, runs) {
      whole.update(text, fraction);
      if (now() - told < tellEvery) return;
      told = now();
      for (const line of runs()) stream.write(`${line}\n`);
    },
    done: () => whole.done(""),
  };
}
