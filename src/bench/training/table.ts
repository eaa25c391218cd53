import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { findCorpus } from "../../corpus/open-corpus";
import { makeTemporaryFolder } from "../../files/temporary-names";
import { lineAppender, LineTail } from "../../runs/live/json-lines";
import { benchPython } from "../environment";
import { requireEqual, settings, timeGensim, timeOurs } from "./fast";
import type { Timed } from "./fast-figures";
import { measureQuality } from "./quality";
import { matchesCell, type Cell, type Measurement, type TableKind, type Way } from "./table-rows";

/** The settings of the table's cells. Few words are those that occur often. */
const varied = {
  dimensions: [25, 50, 100, 200, 300],
  negatives: [1, 5, 20],
  window: [2, 5, 10],
  minimumCount: [1, 20],
} as const;

/** What is measured for speed in one epoch, and for quality in as many as vectors need to differ from noise. */
const kinds: Record<TableKind, { epochs: number; ways: readonly Way[] }> = {
  fast: { epochs: 1, ways: ["gensim", "plain", "relaxed"] },
  quality: { epochs: 3, ways: ["gensim", "plain"] },
};

/** Every cell of the table, in the order in which they are measured. */
export const cells: readonly Cell[] = varied.minimumCount.flatMap((minimumCount) =>
  varied.dimensions.flatMap((dimensions) =>
    varied.negatives.flatMap((negatives) =>
      varied.window.map((window) => ({ dimensions, negatives, window, minimumCount })),
    ),
  ),
);

/** What of a table is measured, and where it is kept. */
export interface TableOptions {
  readonly kind: TableKind;
  /** of measurements, one a line; what is there is not measured again */
  readonly file: string;
  /** values that cells must have, by name */
  readonly only: Readonly<Record<string, number>>;
  /** alternating rounds, each with a seed of its own */
  readonly rounds: number;
  /** a file; by default the Brown corpus */
  readonly text?: string;
  readonly say: (line: string) => void;
}

/**
 * Measures cells of a table beside gensim, a round after the other, each program in a process of its own, and keeps every
 * measurement at once: a table that was stopped goes on where it was.
 *
 * @returns the measurements of the cells that were asked for, those of before among them
 * @throws RangeError if no cell is asked for, or the file is of another text
 */
export async function measureTable(options: TableOptions): Promise<Measurement[]> {
  const { kind, only, rounds, say } = options;
  const wanted = cells.filter((cell) => matchesCell(cell, only));
  if (wanted.length === 0)
    throw new RangeError(
      `the table requires --only to name cells of ${JSON.stringify(varied)}, got ${JSON.stringify(only)}`,
    );
  const text = options.text ?? (await findCorpus("brown", { say })).file;
  const sha256 = createHash("sha256").update(readFileSync(text)).digest("hex");
  const known = readMeasurements(options.file);
  const other = known.find((one) => one.text !== sha256);
  if (other)
    throw new RangeError(
      `${options.file} is of the text ${other.text.slice(0, 12)}, got ${sha256.slice(0, 12)}`,
    );
  const append = lineAppender(options.file);
  const measured = known.filter((one) => one.kind === kind && matchesCell(one.cell, only));
  for (let round = 1; round <= rounds; round++)
    for (const cell of wanted) {
      const here = { kind, cell, round, text: sha256 };
      const isHere = (one: Measurement): boolean => one.round === round && matchesCell(one.cell, { ...cell });
      if (measured.some(isHere)) continue;
      const figures = await measure(here, text, say);
      for (const one of figures) append(one);
      measured.push(...figures);
    }
  return measured;
}

function readMeasurements(file: string): Measurement[] {
  return new LineTail(file).read() as Measurement[];
}

/** One round of a cell: each way once. */
async function measure(
  here: Omit<Measurement, "way" | "timed" | "quality">,
  text: string,
  say: (line: string) => void,
): Promise<Measurement[]> {
  const { kind, cell, round } = here;
  const { epochs, ways } = kinds[kind];
  const python = benchPython(say);
  const folder = makeTemporaryFolder("bench");
  try {
    const given = { ...settings, ...cell, epochs, seed: round };
    const vectors = ways.map((way) => path.join(folder, `${way}.bin`));
    const timed = ways.map((way, i): Timed =>
      way === "gensim"
        ? timeGensim(python, text, vectors[i], given)
        : timeOurs(folder, text, vectors[i], { ...given, relaxed: way === "relaxed" }),
    );
    for (const ours of timed.slice(1)) requireEqual(ours, timed[0]);
    const quality = kind === "quality" ? await measureQuality(vectors, say) : [];
    const speeds = ways.map(
      (way, i) => `${way} ${Math.round((timed[i].tokens * epochs) / timed[i].trainCpuSeconds)}`,
    );
    say(`round ${round}, ${JSON.stringify(cell)}: ${speeds.join(", ")} words a CPU-second`);
    return ways.map((way, i) => ({ ...here, way, timed: timed[i], quality: quality[i] }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
