import path from "node:path";
import { inCheckout } from "../files/checkout";
import { chooseChapters, listChapters } from "../report/chapters";
import type { Progress } from "../report/execute";
import { makeReport } from "../report/make-report";
import { parseOptions } from "../settings/options";
import { runCommand } from "./terminal/run-command";
import { print, standardOutput } from "./terminal/standard-output";
import { untilStopped } from "./terminal/until-stopped";

const options = {
  out: { type: "string" },
  notebooks: { type: "string" },
  "one-file": { type: "boolean" },
  pdf: { type: "boolean" },
} as const;

void runCommand(async () => {
  const { values, positionals } = parseOptions(process.argv.slice(2), options, true);
  const notebooks = values.notebooks ?? inCheckout("notebooks");
  let warnings = 0;
  const request = {
    notebooks: path.resolve(notebooks),
    chapters: chooseChapters(positionals, listChapters(notebooks)),
    oneFile: values["one-file"],
    pdf: values.pdf,
    out: path.resolve(values.out ?? inCheckout("reports")),
    onProgress: sayProgress,
    onNote: (note: string) => {
      warnings++;
      process.stderr.write(`${note}\n`);
    },
  };
  const index = await untilStopped(
    "stopped; the last report is unchanged, and the same command begins again",
    (signal) => makeReport({ ...request, signal }),
  );
  const counted = warnings === 0 ? "" : `; ${warnings} ${warnings === 1 ? "warning" : "warnings"}`;
  print(`Report: ${index}${counted}`);
});

/** A line a chapter: rewritten as it goes on a terminal, printed once at its last cell elsewhere. */
function sayProgress(chapter: string, { cell, of }: Progress): void {
  const line = `${chapter}: cell ${cell} of ${of}`;
  if (standardOutput.isTTY) standardOutput.write(`\r\u001b[K${line}${cell === of ? "\n" : ""}`);
  else if (cell === of) print(line);
}
