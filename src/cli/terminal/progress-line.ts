/** What a command shows while it works. */
export interface ProgressLine {
  /** Says what is done now and which part of the whole that is, from 0 to 1. */
  update(text: string, fraction: number): void;
  /** Ends the line, with an empty text without a trace on a terminal. The next update begins a new line. */
  done(text: string): void;
}

/** Where a progress line goes: process.stderr, or anything like it. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const BAR = 24; // cells
const INTERVAL = 100; // ms between updates on a terminal

/**
 * A progress line. On a terminal it is one line that changes, at most ten times a second:
 *
 *     [############............] 50 %  iteration 20,000, loss 9.912
 *
 * Elsewhere, where lines cannot change, it writes a plain one each time another tenth is done.
 *
 * @param now milliseconds of a clock
 */
export function progressLine(stream: ProgressStream, now: () => number = Date.now): ProgressLine {
  return stream.isTTY ? changingLine(stream, now) : plainLines(stream);
}

function changingLine(stream: ProgressStream, now: () => number): ProgressLine {
  let last = -Infinity; // when it was written
  return {
    update(text, fraction) {
      if (now() - last < INTERVAL) return;
      last = now();
      stream.write(`\r${barLine(text, fraction, stream.columns)}\x1b[K`);
    },
    done: (text) => void stream.write(`\r\x1b[K${text && `${text}\n`}`),
  };
}

/** A bar and a text, in a terminal of so many columns. */
export function barLine(text: string, fraction: number, columns: number | undefined): string {
  const cells = Math.round(BAR * within(fraction));
  const line = `[${"#".repeat(cells)}${".".repeat(BAR - cells)}] ${percent(fraction)}  ${text}`;
  return line.slice(0, (columns || 80) - 1); // a full line would wrap
}

function plainLines(stream: ProgressStream): ProgressLine {
  let tenths = 0;
  return {
    update(text, fraction) {
      const reached = Math.floor(10 * within(fraction) + 1e-9);
      if (reached <= tenths) return;
      tenths = reached;
      stream.write(`${percent(fraction)}  ${text}\n`);
    },
    done(text) {
      tenths = 0;
      if (text) stream.write(`${text}\n`);
    },
  };
}

function percent(fraction: number): string {
  return `${Math.floor(100 * within(fraction) + 1e-9)} %`.padStart(5);
}

/** The fraction, kept within 0 and 1; NaN, where the whole is not known, counts as 0. */
function within(fraction: number): number {
  return Math.min(1, Math.max(0, fraction || 0));
}
