import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { chooseChapters, listChapters } from "../report/chapters";
import { nearest } from "../settings/nearest";
import { parseSetting } from "../settings/settings";
import { settingTable } from "../settings/table";

/** What a parameter may be. */
export type Value = string | number | boolean;

/** A notebook that is run with other parameters. */
export interface Chapter {
  /** such as `07-training` */
  readonly name: string;
  /** folder that it runs in, its own; absolute */
  readonly folder: string;
  /** the notebook file's text */
  readonly text: string;
  /** source of each code cell, in order */
  readonly code: readonly string[];
  /** what the cell tagged `parameters` declares, with the values there */
  readonly parameters: ReadonlyMap<string, Value>;
}

interface NotebookJson {
  cells: { cell_type: string; source: string | string[]; metadata: { tags?: string[] } }[];
}

const declaration = /^let ([A-Za-z_$][\w$]*)(?:: [^=]+)? = (.+?);(?:\s*\/\/.*)?$/gm;

/**
 * Reads a chapter by name, by number (`7`), or the notebook at a path.
 *
 * @param notebooks folder of the chapters
 */
export function readChapter(wanted: string, notebooks: string): Chapter {
  const isFile = wanted.endsWith(".ipynb") && existsSync(wanted);
  if (!isFile && /[/\\]/.test(wanted))
    throw new Error(
      `experiment requires a chapter or the path of a notebook, got ${wanted}, which is no notebook`,
    );
  const file = isFile
    ? path.resolve(wanted)
    : path.join(notebooks, `${chooseChapters([wanted], listChapters(notebooks), "experiment")[0]}.ipynb`);
  const text = readFileSync(file, "utf8");
  const { cells } = JSON.parse(text) as NotebookJson;
  const code = cells.filter((cell) => cell.cell_type === "code");
  const sourceOf = ({ source }: NotebookJson["cells"][number]): string =>
    typeof source === "string" ? source : source.join("");
  const declared = code.find(({ metadata }) => metadata.tags?.includes("parameters"));
  return {
    name: path.basename(file, ".ipynb"),
    folder: path.dirname(file),
    text,
    code: code.map(sourceOf),
    parameters: declared ? parametersIn(sourceOf(declared)) : new Map<string, Value>(),
  };
}

/** One parameter a line: `let name = value; // what it means`. Others the chapter computes; nobody can set them. */
function parametersIn(source: string): Map<string, Value> {
  const parameters = new Map<string, Value>();
  for (const [, name, literal] of source.matchAll(declaration)) {
    try {
      const value: unknown = JSON.parse(literal);
      if (["string", "number", "boolean"].includes(typeof value)) parameters.set(name, value as Value);
    } catch {
      continue; // no plain value
    }
  }
  return parameters;
}

/**
 * The value of a parameter from how it is written on the command line.
 *
 * @throws RangeError that names an unknown parameter with the nearest right name, or a bad value with what is
 *         allowed
 */
export function parseParameter(chapter: Chapter, name: string, text: string): Value {
  const preset = chapter.parameters.get(name);
  if (preset === undefined) {
    const names = [...chapter.parameters.keys()];
    const guess = nearest(name, names);
    const help = guess ? `did you mean ${guess}?` : `there are ${names.join(", ") || "none"}`;
    throw new RangeError(`experiment requires a parameter of ${chapter.name}, got ${name}; ${help}`);
  }
  if (Object.hasOwn(settingTable, name)) return parseSetting(name, text);
  return parseAs(preset, name, text);
}

/** A parameter that is no setting of a training run is taken for what its preset is. */
function parseAs(preset: Value, name: string, text: string): Value {
  if (typeof preset === "string") return text;
  if (typeof preset === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (typeof preset === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  throw new RangeError(
    `experiment requires ${name} to be a ${typeof preset}, as ${String(preset)}, got ${text}`,
  );
}
