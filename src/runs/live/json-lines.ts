import { appendFileSync, closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

/*
 * Lines of JSON (NDJSON), which one process appends and others read meanwhile. A line counts when its newline is there, so that a
 * process that was killed while it wrote has damaged nothing.
 */

/**
 * Appends lines to a file, each at once. What cannot be written, as on a full disk or in a folder that has gone, ends the lines,
 * and not the work that they tell of.
 *
 * @returns appends a line
 */
export function lineAppender(file: string): (value: object) => void {
  let before = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0 ? "\n" : ""; // after a line that was cut
  let failed = false;
  return (value) => {
    if (failed) return;
    try {
      appendFileSync(file, `${before}${JSON.stringify(value)}\n`);
      before = "";
    } catch {
      failed = true;
    }
  };
}

const most = 2 ** 20; // bytes that are read at a time
const newline = 10;

/** Reads the lines of a file that grows. */
export class LineTail {
  private offset = 0;
  private file = 0; // its number on the disk
  private cut: boolean;

  /** @param last only about this many bytes at the end of the file, as it is first found, are read */
  constructor(
    private readonly path: string,
    private readonly last = Infinity,
  ) {
    this.cut = last < Infinity;
  }

  /** The values of the lines that have come since the last call; none while there is no file. Other lines are left out. */
  read(): unknown[] {
    let descriptor: number;
    try {
      descriptor = openSync(this.path, "r");
    } catch {
      return [];
    }
    try {
      return this.readFrom(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  private readFrom(descriptor: number): unknown[] {
    const { size, ino } = fstatSync(descriptor);
    if (ino !== this.file || size < this.offset) this.offset = 0; // another file, with the same name
    this.file = ino;
    if (this.cut && size > this.last) this.offset = skipLine(descriptor, size - this.last);
    this.cut = false;
    const values: unknown[] = [];
    while (this.offset < size) {
      const bytes = Buffer.alloc(Math.min(most, size - this.offset));
      const part = bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, this.offset));
      const whole = part.lastIndexOf(newline) + 1;
      if (whole === 0 && part.length < most) break; // the line is being written
      this.offset += whole || part.length; // no line of ours is so long
      values.push(...part.toString("utf8", 0, whole).split("\n").flatMap(parse)); // prettier-ignore
    }
    return values;
  }
}

/** Where the first line after a place begins. */
function skipLine(descriptor: number, place: number): number {
  const bytes = Buffer.alloc(2 ** 16);
  const read = readSync(descriptor, bytes, 0, bytes.length, place - 1);
  return place + bytes.subarray(0, read).indexOf(newline);
}

function parse(line: string): unknown[] {
  try {
    return line === "" ? [] : [JSON.parse(line)];
  } catch {
    return [];
  }
}
