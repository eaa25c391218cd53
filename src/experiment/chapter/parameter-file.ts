import { readFileSync } from "node:fs";
import type { ParameterValue } from "../../runs/experiment-json";
import { isJsonValue, parseYaml } from "./parameter-values";

/**
 * Reads parameters by name from a file of YAML or JSON.
 *
 * @throws RangeError with the line of a mistake, or the name of a value that JSON does not have
 */
export function readParameterFile(file: string): Map<string, ParameterValue> {
  const need = `experiment requires ${file} to be`;
  const read = parseYaml(readText(file), `experiment requires ${file} to have`);
  if (!("value" in read))
    throw new RangeError(`${need} YAML or JSON, got a mistake in line ${read.line}, column ${read.column}`);
  const { value } = read;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RangeError(
      `${need} names with values, such as seed: 2, got ${JSON.stringify(value) ?? "nothing"}`,
    );
  return new Map(
    Object.entries(value).map(([name, given]) => {
      if (isJsonValue(given)) return [name, given];
      throw new RangeError(
        `experiment requires a value that JSON has for ${name} in ${file}, got ${String(given)}`,
      );
    }),
  );
}

function readText(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const got = { ENOENT: "no file", EISDIR: "a folder", EACCES: "no permission to read" }[code ?? ""];
    throw new RangeError(`experiment requires --parameters to name a file of YAML or JSON, got ${got ?? "other bytes"}: ${file}`); // prettier-ignore
  }
}
