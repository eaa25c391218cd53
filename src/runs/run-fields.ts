import { nearest } from "../settings/nearest";
import type { ParameterValue } from "./experiment-json";
import type { RunRecord } from "./run-record";

/* The fields of a run, by which people filter, sort and export runs. A setting that has the name of a field of the run is `settings.NAME`. */

/** A value of a table of runs. */
export type FieldValue = string | number | boolean | null;

const ownFields = {
  run: ({ id }) => id,
  name: ({ name }) => name,
  tags: ({ tags }) => tags.join(" "),
  status: ({ status }) => status,
  chapter: ({ chapter }) => chapter,
  code: ({ code }) => code?.slice(0, 8) ?? null,
  started: ({ started }) => started,
  seconds: ({ seconds }) => seconds,
  trainingSeconds: ({ trainingSeconds }) => trainingSeconds,
  meanLoss: ({ meanLoss }) => meanLoss,
  runningLoss: ({ runningLoss }) => runningLoss,
  notes: ({ notes }) => notes.map(({ text }) => text).join("; "),
  error: ({ error }) => error ?? null,
} satisfies Record<string, (run: RunRecord) => FieldValue>;

type OwnField = keyof typeof ownFields;

/** The fields of some runs: those that every run has, then the settings, in the order of their first runs. */
export function fieldNames(runs: readonly RunRecord[]): string[] {
  const settings = new Set(runs.flatMap((run) => Object.keys(run.settings)));
  return [...Object.keys(ownFields), ...[...settings].map(settingField)];
}

/** The field of a setting. */
export const settingField = (setting: string): string =>
  Object.hasOwn(ownFields, setting) ? `settings.${setting}` : setting;

/** The value of a field; null if the run has none. A list or an object is JSON. */
export function fieldValue(run: RunRecord, field: string): FieldValue {
  if (Object.hasOwn(ownFields, field)) return ownFields[field as OwnField](run);
  return plain(run.settings[field.replace(/^settings\./, "")] ?? null);
}

const plain = (value: ParameterValue): FieldValue =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : value;

/** @throws RangeError that names the nearest field, if no run has the field */
export function requireField(field: string, runs: readonly RunRecord[]): string {
  const names = fieldNames(runs);
  if (names.includes(field)) return field;
  const guess = nearest(field, names);
  const help = guess ? `did you mean ${guess}?` : `the fields are ${names.join(", ")}`;
  throw new RangeError(`experiment requires a field of the runs, got ${JSON.stringify(field)}; ${help}`);
}
