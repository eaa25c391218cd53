import path from "node:path";
import { part, quote, readJson, requireNumber, type Json } from "./run-json";

/** What a parameter of a chapter may be: a value of JSON. */
export type ParameterValue =
  string | number | boolean | null | readonly ParameterValue[] | { readonly [name: string]: ParameterValue };

/** Parameters of a chapter by name. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** A parameter's value as people read it: a text as it is, anything else as JSON. */
export const showValue = (value: ParameterValue): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** The parameters that were set, as people read them. */
export const parametersText = (parameters: Parameters): string =>
  Object.entries(parameters).map(([name, value]) => `${name}=${showValue(value)}`).join(" ") || "the chapter's own parameters"; // prettier-ignore

/** The cell in which a run failed. */
export interface FailedCell {
  /** position among the cells of the chapter, from 1; the cell that sets the parameters has none */
  readonly number?: number;
  /** of the cell in the notebook file */
  readonly id: string;
  /** its first line, shortened */
  readonly begins: string;
}

/** Why and where a run failed. */
export interface Failure {
  readonly error: string;
  readonly cell?: FailedCell;
  /** seconds after which the run was stopped */
  readonly timeLimit?: number;
}

/** `experiment.json`: what an experiment executed, and how it ended. */
export interface Experiment extends Partial<Failure> {
  readonly format: 1;
  /** name of the chapter */
  readonly notebook: string;
  /** the parameters that were set */
  readonly parameters: Parameters;
  /** SHA-256 that identifies the run */
  readonly key: string;
  /** SHA-256 of all code that made the run; older folders do not have it */
  readonly code?: string;
  /** UTC, ISO 8601 */
  readonly started: string;
  /** from the request to the report */
  readonly seconds: number;
  readonly status: "done" | "failed";
}

/** `experiment.json` of a run that has not ended. */
export type BegunExperiment = Pick<
  Experiment,
  "format" | "notebook" | "parameters" | "key" | "code" | "started"
> & {
  /** a run that was killed is left as `running`: nobody could write more */
  readonly status: "running" | "stopped";
  /** of a run that was stopped, until then */
  readonly seconds?: number;
};

const name = "experiment.json";

/**
 * The content of `experiment.json` in a folder, or undefined if there is no such file.
 *
 * @throws RangeError if the file is damaged, or another program's
 */
export function readExperiment(folder: string): Experiment | undefined {
  const found = readJson(path.join(folder, name));
  if (found === undefined) return undefined;
  const experiment = requireExperiment(found);
  requireNumber(found.seconds, "seconds", name);
  return experiment;
}

/**
 * The content of `experiment.json` of a run that has not ended, as its command has left it; undefined if there is no such file,
 * or the run has ended.
 *
 * @throws RangeError if the file is damaged
 */
export function readBegun(folder: string): BegunExperiment | undefined {
  const found = readJson(path.join(folder, name));
  if (found?.status !== "running" && found?.status !== "stopped") return undefined;
  requireExperiment({ ...found, status: "done" });
  if (found.seconds !== undefined) requireNumber(found.seconds, "seconds", name);
  return found as unknown as BegunExperiment;
}

function requireExperiment(found: Json): Experiment {
  const { format, status, parameters } = found;
  const need = (what: string, got: unknown): RangeError => new RangeError(`${name} requires ${what}, got ${quote(got)}`); // prettier-ignore
  if (format !== 1) throw need("format 1", format);
  if (status !== "done" && status !== "failed") throw need("the status done or failed", status);
  for (const text of ["notebook", "key", "started"])
    if (typeof found[text] !== "string") throw need(`${text} to be a text`, found[text]);
  for (const text of ["code", "error"])
    if (found[text] !== undefined && typeof found[text] !== "string") throw need(`${text} to be a text`, found[text]); // prettier-ignore
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters))
    throw need("parameters", parameters);
  if (found.timeLimit !== undefined) requireNumber(found.timeLimit, "timeLimit", name);
  if (found.cell !== undefined) part(found, "cell", name);
  return found as unknown as Experiment;
}

/** Whether the experiment command has named a folder: by time and the start of the run's key. */
export const isExperimentFolder = (name: string): boolean => /^\d{8}T\d{6}Z-[0-9a-f]{8}$/.test(name);
