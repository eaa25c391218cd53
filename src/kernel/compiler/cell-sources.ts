/**
 * Maps lines of running code to lines of cells.
 *
 * Stock tslab runs every cell under one name (`evalmachine.<anonymous>`) with the lines of the compiled code. Here
 * each cell has a name of its own, and its source map leads back to "cell [3], line 2".
 */
import { SourceMap, type SourceMapPayload } from "node:module";

/** A cell as it ran. */
interface CellSource {
  /** Execution count, as shown beside the cell. */
  count: number;
  /** Source map to the cell; empty for a cell without one. */
  map: string;
}

/** How many cells keep their source maps; functions of older cells may still be called. */
const kept = 1000;
/** The box of a name, as V8 quotes it. */
export const boxedName = /(?:\(0 ?, ?)?\b([\p{ID_Start}$_][\p{ID_Continue}$]*)·\.\1(?:\)(?= is not)|\b)/gu;

const sources = new Map<number, CellSource>();

/** Remembers the source map of a cell. */
export function rememberCell(serial: number, source: CellSource): void {
  sources.set(serial, source);
  sources.delete(serial - kept);
}

function lineInCell(map: string, line: number, column: number): number | undefined {
  if (map === "") return undefined;
  const payload: SourceMapPayload = JSON.parse(map);
  const entry = new SourceMap(payload).findEntry(line, column);
  return "originalLine" in entry ? entry.originalLine : undefined;
}

/** The place of a position (line and column from 1) in words. The first line of the code is the kernel's. */
function place(serial: number, line: number, column: number): string {
  const source = sources.get(serial);
  if (!source) return "an earlier cell";
  const inCell = lineInCell(source.map, line - 2, column - 1);
  const cell = `cell [${source.count}]`;
  return inCell === undefined ? cell : `${cell}, line ${inCell + 1}`;
}

/** Replaces each position in a cell by "cell [3], line 2", in a stack trace or a report. */
export function withCellLines(text: string): string {
  const excerpt = /^notebook-cell-\d+:\d+\n.*\n\s*\^+\n+/; // Node puts a line of compiled code on top
  const position = /notebook-cell-(\d+):(\d+):(\d+)/;
  return text
    .replace(excerpt, "")
    .split("\n")
    .map((line) => {
      const found = position.exec(line);
      if (!found) return line;
      const [serial, row, column] = found.slice(1).map(Number);
      return line.replace(position, place(serial, row, column));
    })
    .join("\n");
}
