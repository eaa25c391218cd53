/**
 * Where in a cell a line of running code comes from.
 *
 * Stock tslab runs every cell under one name (`evalmachine.<anonymous>`) with the lines of the compiled code. Here
 * each cell runs under a name of its own and its two source maps are followed back: "cell [3], line 2".
 */
import { SourceMap, type SourceMapPayload } from "node:module";
import { mapToModule, type Compilation } from "./compiler";

/** A cell as it ran. */
interface CellSource {
  /** Execution count, as shown beside the cell. */
  count: number;
  /** Lines of the code that runs; tslab's own call of it stands below. */
  lines: number;
  compilation: Compilation;
}

/** Functions of older cells may still be called; beyond this many, their lines are given up. */
const kept = 1000;
/** Name of the code of a cell in stack traces, before its number. */
export const cellName = "notebook-cell-";
/** tslab puts `export {};` above each cell. */
const linesAbove = 1;

const sources = new Map<number, CellSource>();
let serial = 0;

/** Names code that is about to run as cell [count], and remembers how it was compiled. */
export function nameCell(code: string, count: number, compilation: Compilation): string {
  sources.set(++serial, { count, lines: code.split("\n").length, compilation: { ...compilation } });
  sources.delete(serial - kept);
  return `${code}\n//# sourceURL=${cellName}${serial}`;
}

function position(map: string, line: number, column: number): { line: number; column: number } | undefined {
  if (map === "") return undefined;
  const payload: SourceMapPayload = JSON.parse(map);
  const entry = new SourceMap(payload).findEntry(line, column);
  if (!("originalLine" in entry)) return undefined;
  return { line: entry.originalLine, column: entry.originalColumn };
}

/** The place in words for a position (both from 1) in the code that runs; nothing for tslab's own line. */
function place(key: number, line: number, column: number): string | undefined {
  const source = sources.get(key);
  if (!source) return "an earlier cell";
  if (line > source.lines) return undefined;
  const inModule = position(mapToModule(source.compilation), line - 1, column - 1);
  const inCell = inModule && position(source.compilation.toCell, inModule.line, inModule.column);
  const cell = `cell [${source.count}]`;
  return inCell && inCell.line >= linesAbove ? `${cell}, line ${inCell.line - linesAbove + 1}` : cell;
}

/** A stack trace or report with each position in a cell said as "cell [3], line 2". */
export function withCellLines(text: string): string {
  const excerpt = /^notebook-cell-\d+:\d+\n.*\n\s*\^+\n+/; // a line of compiled code, which Node puts on top
  const position = /notebook-cell-(\d+):(\d+):(\d+)/;
  return text
    .replace(excerpt, "")
    .split("\n")
    .flatMap((line) => {
      const found = position.exec(line);
      if (!found) return [line];
      const [key, row, column] = found.slice(1).map(Number);
      const words = place(key, row, column);
      return words === undefined ? [] : [line.replace(position, words)];
    })
    .join("\n");
}
