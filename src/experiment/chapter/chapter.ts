import { existsSync } from "node:fs";
import path from "node:path";
import type { ParameterValue } from "../../runs/experiment-json";
import { chooseChapters, listChapters } from "../../report/chapters";
import { nearest } from "../../settings/nearest";
import { checkSetting, parseSetting } from "../../settings/settings";
import { settingTable } from "../../settings/table";
import { readNotebook } from "./notebook-file";
import { parseParameterValue, requireAllowedValue } from "./parameter-values";
import { declaredParameters, withoutValues, type Parameter } from "./parameters";

/** A notebook whose parameters can be set. */
export interface Chapter {
  /** such as `07-training` */
  readonly name: string;
  /** the folder of the notebook, in which it runs; absolute */
  readonly folder: string;
  /** the notebook as JSON, without outputs */
  readonly text: string;
  /** source of each code cell, in order, without the values of the parameters */
  readonly code: readonly string[];
  /** declared in the cell tagged `parameters`, by name */
  readonly parameters: ReadonlyMap<string, Parameter>;
}

/**
 * Reads a chapter by its name, its number (`7`) or the path of its notebook.
 *
 * @param notebooks folder of the chapters
 * @throws RangeError if the notebook is damaged
 */
export function readChapter(wanted: string, notebooks: string): Chapter {
  const file = findNotebook(wanted, notebooks);
  const notebook = readNotebook(file);
  const code = notebook.cells.filter((cell) => cell.cell_type === "code");
  const tagged = code.find(({ metadata }) => metadata.tags?.includes("parameters"));
  const parameters = tagged ? declaredParameters(tagged.source) : [];
  return {
    name: path.basename(file, ".ipynb"),
    folder: path.dirname(file),
    text: JSON.stringify(notebook),
    code: code.map((cell) => (cell === tagged ? withoutValues(cell.source, parameters) : cell.source)),
    parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
  };
}

function findNotebook(wanted: string, notebooks: string): string {
  if (wanted.endsWith(".ipynb") && existsSync(wanted)) return path.resolve(wanted);
  if (/[/\\]|\.ipynb$/.test(wanted))
    throw new Error(
      `experiment requires a chapter or the path of a notebook, got ${wanted}, which is not a notebook`,
    );
  const [name] = chooseChapters([wanted], listChapters(notebooks), "experiment");
  return path.join(notebooks, `${name}.ipynb`);
}

/** The values that a run has if none is set. Those that the cell computes are not known. */
export function presets({ parameters }: Chapter): Record<string, ParameterValue> {
  const known = [...parameters.values()].filter(({ value }) => value !== undefined);
  return Object.fromEntries(known.map(({ name, value }) => [name, value as ParameterValue]));
}

/**
 * Parses the value of a parameter on the command line.
 *
 * @throws RangeError that names an unknown parameter and the nearest known one, or a bad value and what is allowed
 */
export function parseParameter(chapter: Chapter, name: string, text: string): ParameterValue {
  const parameter = requireParameter(chapter, name);
  return isSetting(parameter) ? parseSetting(name, text) : parseParameterValue(parameter, text);
}

/** Checks the value of a parameter that a file gives. @throws RangeError as `parseParameter` */
export function checkParameter(chapter: Chapter, name: string, value: ParameterValue): ParameterValue {
  const parameter = requireParameter(chapter, name);
  return isSetting(parameter) ? checkSetting(name, value) : requireAllowedValue(parameter, value);
}

/** Whether a parameter is a setting of a training run, and not one of the chapter's own that has its name. */
export function isSetting({ name, value }: Parameter): boolean {
  return Object.hasOwn(settingTable, name) && typeof value === typeof settingTable[name as "seed"].default;
}

export function requireParameter({ name: chapter, parameters }: Chapter, name: string): Parameter {
  const parameter = parameters.get(name);
  if (parameter !== undefined) return parameter;
  const names = [...parameters.keys()];
  const guess = nearest(name, names);
  const help = guess ? `did you mean ${guess}?` : `its parameters: ${names.join(", ") || "none"}`;
  throw new RangeError(`experiment requires a parameter of ${chapter}, got ${name}; ${help}`);
}
