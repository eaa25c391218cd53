import path from "node:path";
import { parseArgs } from "node:util";
import { chooseChapters, listChapters } from "../report/chapters";
import { root } from "../report/environment";
import type { Progress } from "../report/execute";
import { makeReport } from "../report/make-report";

const usage = `npm run report -- [CHAPTER ...] [--out DIR] [--notebooks DIR]

Executes the chapters (all, or those named) and writes a page for each, and an index, to DIR (default reports).`;

/** A line a chapter: rewritten as it goes on a terminal, printed once at its last cell elsewhere. */
function progressLine(stream: NodeJS.WriteStream): (chapter: string, progress: Progress) => void {
  return (chapter, { cell, of }) => {
    const line = `${chapter}: cell ${cell} of ${of}`;
    if (stream.isTTY) stream.write(`\r\u001b[K${line}${cell === of ? "\n" : ""}`);
    else if (cell === of) stream.write(`${line}\n`);
  };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: "string", default: "reports" },
      notebooks: { type: "string", default: path.join(root, "notebooks") },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupt.abort());
  try {
    const index = await makeReport({
      notebooks: path.resolve(values.notebooks),
      chapters: chooseChapters(positionals, listChapters(values.notebooks)),
      out: path.resolve(values.out),
      onProgress: progressLine(process.stdout),
      onNote: (note) => console.error(note),
      signal: interrupt.signal,
    });
    console.log(`Report: ${index}`);
    return 0;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    console.error("Interrupted; the last report is unchanged");
    return 130;
  }
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
