import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { terminalTable } from "../../comparison/forms/terminal-table";
import { showValue } from "../../runs/experiment-json";
import { fieldNames, fieldValue, requireField, settingField, type FieldValue } from "../../runs/run-fields";
import { readLastWords, type LastWords } from "../../runs/live/last-words";
import { pointText } from "../../runs/live/progress-point";
import { readJson } from "../../runs/run-json";
import type { RunRecord } from "../../runs/run-record";
import { folderBytes, sizeText } from "./sizes";

/** How much of the log of a run that is not done is shown. */
const lastLines = 10;

/** What a list shows of each run, beside the settings that differ. */
const first = ["run", "name", "tags", "status"];
const last = ["meanLoss", "seconds"];

/**
 * A list of runs, a line each: the fields that are not empty or the same in all, or those that are asked for.
 *
 * @param columns names of fields; by default those that say most
 * @param sort    name of the field by which runs are sorted, `-NAME` for the greatest first; by the time of the run if none is given
 */
export function listLines(runs: readonly RunRecord[], columns?: readonly string[], sort?: string): string[] {
  if (runs.length === 0) return ["no runs"];
  const shown = columns?.map((name) => requireField(name, runs)) ?? usualColumns(runs);
  const rows = sortRuns(runs, sort).map((run) => shown.map((name) => cellText(fieldValue(run, name))));
  return [...terminalTable(shown, rows), runs.length === 1 ? "1 run" : `${runs.length} runs`];
}

/** The runs in the order of a field; those without it come last. */
export function sortRuns(runs: readonly RunRecord[], sort?: string): RunRecord[] {
  if (sort === undefined) return [...runs];
  const down = sort.startsWith("-");
  const field = requireField(sort.replace(/^-/, ""), runs);
  const empty = (value: FieldValue): boolean => value === null || value === "";
  return [...runs].sort((x, y) => {
    const [a, b] = [fieldValue(x, field), fieldValue(y, field)];
    if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b));
    const order = typeof a === "number" && typeof b === "number" ? a - b : compareTexts(String(a), String(b));
    return down ? -order : order;
  });
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The fields that every list has, and the settings that are not the same in all runs that say them: one that failed says few. */
function usualColumns(runs: readonly RunRecord[]): string[] {
  const valuesOf = (name: string): FieldValue[] =>
    runs.map((run) => fieldValue(run, name)).filter((value) => value !== null);
  const differs = (name: string): boolean => new Set(valuesOf(name)).size > 1;
  const filled = (name: string): boolean => runs.some((run) => ![null, ""].includes(fieldValue(run, name) as null)); // prettier-ignore
  const settings = [...new Set(runs.flatMap((run) => Object.keys(run.settings)))].map(settingField);
  const chapters = differs("chapter") ? ["chapter"] : [];
  const codes = differs("code") ? ["code"] : [];
  return [
    ...first.filter(filled),
    ...chapters,
    ...codes,
    ...settings.filter(differs),
    ...(runs.some(({ status }) => status !== "done" && status !== "failed") ? ["runningLoss"] : []),
    ...last.filter(filled),
  ];
}

const cellText = (value: FieldValue): string => {
  if (value === null || value === "") return "-";
  return typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value); // prettier-ignore
};

/** All that a folder says of its run, for people. */
export function showLines(run: RunRecord): string[] {
  const { folder, settings, tags, notes, error, cell, status } = run;
  const last = readLastWords(folder, lastLines);
  const plain = [
    "name",
    "status",
    "chapter",
    "started",
    "seconds",
    "trainingSeconds",
    "meanLoss",
    "runningLoss",
  ];
  const known = plain.filter((name) => ![null, ""].includes(fieldValue(run, name) as null));
  const machine = readJson(path.join(folder, "environment.json"));
  const made = ["commit", "dirty", "node", "python", "cpu", "platform"].filter((name) => machine?.[name] != null); // prettier-ignore
  const pair = (name: string, value: string): [string, string] => [name, value];
  const where = cell?.number === undefined ? "" : `cell ${cell.number}: `;
  const rows = [
    pair("folder", folder),
    ...known.map((name) => pair(name, cellText(fieldValue(run, name)))),
    ...(tags.length > 0 ? [pair("tags", tags.join(" "))] : []),
    ...(status === "done" ? [] : standing(last)),
    ...(error === undefined ? [] : [pair("error", where + error.split("\n")[0])]),
    ...(run.key === "" ? [] : [pair("key", run.key)]),
    ...(run.code === null ? [] : [pair("code", run.code)]),
    ...made.map((name) => pair(name, String(machine?.[name]))),
  ];
  const chosen = Object.entries(settings).map(([name, value]) => [name, showValue(value)]);
  return [
    ...plainRows(rows),
    ...(chosen.length > 0 ? ["", "settings", ...plainRows(chosen)] : []),
    ...(notes.length > 0 ? ["", "notes", ...plainRows(notes.map(({ time, text }) => [time, text]))] : []),
    ...(status !== "done" && last.printed.length > 0
      ? ["", "the end of its log", ...last.printed.map((line) => `  ${line}`)]
      : []),
    "",
    `files, ${sizeText(folderBytes(folder))}`,
    ...plainRows(readdirSync(folder).filter((name) => !name.startsWith(".")).sort().map((name) => [name, sizeText(statSync(path.join(folder, name)).size)])), // prettier-ignore
  ];
}

/** Where a run stands that goes on, or where it ended. */
function standing({ cell, point }: LastWords): [string, string][] {
  const rows: [string, string][] = [];
  if (cell) rows.push(["cell", `${cell.cell} of ${cell.of}: ${cell.name.begins}`]);
  if (!point) return rows;
  rows.push([point.unit, `${pointText(point)} at ${point.time}`]);
  if (point.loss !== null) rows.push(["loss", cellText(point.loss)]);
  return rows;
}

const plainRows = (rows: readonly (readonly string[])[]): string[] =>
  terminalTable(["", ""], rows).slice(1).map((line) => `  ${line}`); // prettier-ignore

/** All that a folder says of its run, for programs: its fields, and of a run that is not done what it has last said. */
export const showJson = (run: RunRecord): object => ({
  ...recordJson(run),
  ...(run.status === "done" ? {} : { last: readLastWords(run.folder, lastLines) }),
});

/** A run as JSON: its fields by name. */
export const recordJson = (run: RunRecord): object =>
  Object.fromEntries([...fieldNames([run]).map((name) => [name, fieldValue(run, name)]), ["folder", run.folder]]); // prettier-ignore
