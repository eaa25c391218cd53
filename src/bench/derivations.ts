import { readFileSync } from "node:fs";
import path from "node:path";
import { deriveFile } from "../derivation/file";

const folder = path.join(__dirname, "../../test/derivations");

/** The write-up, as received and mended: every line with all its checks, in seconds of one core. */
export function benchDerivations(say: (line: string) => void): Promise<Record<string, number | string>> {
  const result: Record<string, number> = {};
  for (const name of ["received", "mended"]) {
    const text = readFileSync(path.join(folder, `write-up-${name}.tex`), "utf8");
    const begun = process.cpuUsage();
    const lines = deriveFile(text).flatMap((derivation) => derivation.lines);
    const { user, system } = process.cpuUsage(begun);
    const seconds = (user + system) / 1e6;
    const right = lines.filter(({ mark }) => mark === "right").length;
    say(`write-up as ${name}: ${lines.length} lines, ${right} right, in ${seconds.toFixed(2)} CPU-seconds`);
    result[`writeUp_${name}_cpuSeconds`] = seconds;
    result[`writeUp_${name}_rightLines`] = right;
  }
  return Promise.resolve(result);
}
