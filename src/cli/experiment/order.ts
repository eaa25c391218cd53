import path from "node:path";
import { createInterface } from "node:readline/promises";
import { readAllRuns } from "../../comparison/all-runs";
import { changeNotes } from "../../experiment/order/change-notes";
import { chooseRuns, findRun, readAllRecords } from "../../experiment/order/choose-runs";
import { writeCsv, writeParquet } from "../../experiment/order/export-runs";
import { importRuns } from "../../experiment/order/import-runs";
import { makePages, pageFile } from "../../experiment/order/make-pages";
import * as removal from "../../experiment/order/remove-runs";
import { listLines, recordJson, showJson, showLines, sortRuns } from "../../experiment/order/run-lines";
import { folderBytes, sizeText } from "../../experiment/order/sizes";
import { inCheckout } from "../../files/checkout";
import { makeFolder } from "../../files/make-folder";
import { isOwnPage, requireOwnOutput } from "../../files/own-output";
import { requireOutput } from "../../files/require-output";
import { writeAtomic } from "../../files/write-atomic";
import { runsPage } from "../../report/runs-page";
import { readLiveRecord } from "../../runs/live/live-record";
import { packRun } from "../../runs/pack-run";
import { reasonOf } from "../../runs/run-json";
import type { RunNotes } from "../../runs/run-notes";
import { readRecords, type RunRecord } from "../../runs/run-record";
import { parseOptions, type Option } from "../../settings/options";
import { progressLine } from "../terminal/progress-line";
import { print } from "../terminal/standard-output";
import { untilStopped } from "../terminal/until-stopped";

/* The commands of `npm run experiment` for runs that are there. */

const runsOption = { runs: { type: "string" } } as const;
const choosing = { ...runsOption, where: { type: "string", multiple: true } } as const;

/** The words of a command, and the folder of the runs. */
function read<const O extends Readonly<Record<string, Option>>>(args: readonly string[], options: O) {
  const parsed = parseOptions(args, options, true);
  const given = (parsed.values as { runs?: string }).runs;
  return { ...parsed, runs: path.resolve(given ?? inCheckout("runs")) };
}

/** Says which folders are damaged. */
function sayLeftOut(runs: string): void {
  for (const { folder, reason } of readRecords(runs).leftOut)
    process.stderr.write(`${folder} is left out: ${reason}\n`);
}

function list(args: readonly string[]): void {
  const options = { ...choosing, sort: { type: "string" }, columns: { type: "string" }, json: { type: "boolean" } } as const; // prettier-ignore
  const { values, positionals, runs } = read(args, options);
  const choice = { words: positionals, where: values.where ?? [] };
  const chosen = chooseRuns(runs, choice, readAllRecords(runs));
  sayLeftOut(runs);
  if (values.json) print(JSON.stringify(sortRuns(chosen, values.sort).map(recordJson)));
  else print(listLines(chosen, values.columns?.split(","), values.sort).join("\n"));
}

function show(args: readonly string[]): void {
  const { values, positionals, runs } = read(args, { ...runsOption, json: { type: "boolean" } });
  const word = one("show", "RUN", positionals);
  const run = readLiveRecord(path.resolve(word)) ?? findRun(word, readAllRecords(runs));
  print(values.json ? JSON.stringify(showJson(run)) : showLines(run).join("\n"));
}

async function remove(args: readonly string[]): Promise<void> {
  const { values, positionals, runs } = read(args, { ...choosing, yes: { type: "boolean" } });
  if (positionals.length === 0 && values.where === undefined)
    throw new Error("delete requires RUN or --where, got neither; npm run experiment -- list shows the runs");
  const all = readAllRecords(runs);
  const known = positionals.length > 0 ? all : all.filter(({ status }) => !removal.goesOn(status));
  const chosen = chooseRuns(runs, { words: positionals, where: values.where ?? [] }, known);
  if (chosen.length === 0) return print("no runs");
  await removeAsked("delete", chosen, chosen.map(({ id }) => id), [], values.yes === true); // prettier-ignore
}

async function collect(args: readonly string[]): Promise<void> {
  const { values, positionals, runs } = read(args, { ...runsOption, yes: { type: "boolean" } });
  if (positionals.length > 0) throw new Error(`gc requires no RUN, got ${positionals[0]}; delete removes a run`); // prettier-ignore
  const garbage = removal.findGarbage(readRecords(runs).found);
  const remains = await removal.findRemains(runs);
  if (garbage.length === 0 && remains.length === 0) return print("nothing to remove");
  const lines = garbage.map(({ run, reason }) => `${run.id}: ${reason}`);
  const begun = remains.flatMap(({ run, bytes }) => (run ? [`${run.id}: ${run.status}, what it has left takes ${sizeText(bytes)}`] : [])); // prettier-ignore
  const others = remains.filter(({ run }) => run === undefined);
  const rest = others.length > 0 ? [`what stopped commands have left, ${sizeText(sumOf(others))}`] : [];
  const done = await removeAsked("gc", garbage.map(({ run }) => run), [...lines, ...begun, ...rest], remains, values.yes === true); // prettier-ignore
  if (done && remains.length > 0) await removal.removeAllRemains(runs);
}

const sumOf = (remains: readonly removal.Remains[]): number =>
  remains.reduce((sum, { bytes }) => sum + bytes, 0);

/** Says what goes and what that frees, asks once, and removes it. @returns whether it is gone */
async function removeAsked(
  command: string,
  chosen: readonly RunRecord[],
  lines: readonly string[],
  remains: readonly removal.Remains[],
  yes: boolean,
): Promise<boolean> {
  const bytes = chosen.reduce((sum, { folder }) => sum + folderBytes(folder), sumOf(remains));
  const count = chosen.length + remains.filter(({ run }) => run !== undefined).length;
  const what = `${count} ${count === 1 ? "run" : "runs"}, ${sizeText(bytes)}`;
  print(lines.join("\n"));
  if (!yes && !(await ask(command, `remove ${what}? [y/N] `))) {
    print("nothing is removed");
    return false;
  }
  await removal.removeRuns(chosen);
  print(`removed ${what}`);
  return true;
}

async function ask(command: string, question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Error(`${command} requires --yes where nobody can be asked, got none; it would ${question.split("?")[0]}`); // prettier-ignore
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(question)).trim());
  } finally {
    lines.close();
  }
}

async function exportTable(args: readonly string[]): Promise<void> {
  const forms = { csv: { type: "string" }, parquet: { type: "string" }, force: { type: "boolean" } } as const;
  const { values, positionals, runs } = read(args, { ...choosing, ...forms });
  const { csv, parquet } = values;
  const files = [csv, parquet].filter((file) => file !== undefined);
  if (files.length === 0) throw new Error("export requires --csv FILE or --parquet FILE, got neither");
  requireOutput(files, [], values.force === true);
  const chosen = chooseRuns(runs, { words: positionals, where: values.where ?? [] });
  sayLeftOut(runs);
  if (csv !== undefined) writeCsv(csv, chosen);
  if (parquet !== undefined) await writeParquet(parquet, chosen);
  for (const file of files) print(`${file}: ${chosen.length} ${chosen.length === 1 ? "run" : "runs"}`);
}

async function importFolder(args: readonly string[]): Promise<number> {
  const { positionals, runs } = read(args, runsOption);
  const from = one("import", "FOLDER", positionals);
  makeFolder("import requires --runs", runs);
  const { come, there, refused } = await importRuns(from, runs);
  for (const { folder, reason } of refused) process.stderr.write(`${folder} is refused: ${reason}\n`);
  print(`${come.length} came, ${there.length} were there before, ${refused.length} refused`);
  return refused.length > 0 ? 1 : 0;
}

async function pages(args: readonly string[]): Promise<void> {
  const { values, positionals, runs } = read(args, { ...choosing, again: { type: "boolean" } });
  const chosen = chooseRuns(runs, { words: positionals, where: values.where ?? [] });
  const executed = chosen.filter(({ chapter }) => chapter !== null);
  const missing = executed.filter(
    ({ folder }) => values.again || folderBytes(path.join(folder, pageFile)) === 0,
  );
  const line = progressLine(process.stderr);
  let made = 0;
  const onPage = (): void => line.update(`${++made} of ${missing.length} pages`, made / missing.length);
  const work = (signal: AbortSignal): Promise<void> =>
    makePages(missing, inCheckout("notebooks"), signal, onPage);
  await untilStopped("stopped; the same command makes the missing pages", work).finally(() => line.done(""));
  print(`${made} made, ${executed.length - missing.length} there before`);
}

/** Packs runs, one after another, and says what that has freed. */
async function pack(args: readonly string[]): Promise<number> {
  const { values, positionals, runs } = read(args, choosing);
  const chosen = chooseRuns(runs, { words: positionals, where: values.where ?? [] });
  const done = chosen.filter(({ status, chapter }) => status === "done" && chapter !== null);
  const line = progressLine(process.stderr);
  let [packed, refused, freed] = [0, 0, 0];
  const work = async (signal: AbortSignal): Promise<void> => {
    for (const [i, { folder, id }] of done.entries()) {
      signal.throwIfAborted();
      const before = folderBytes(folder);
      try {
        if (await packRun(folder)) packed++;
      } catch (error) {
        refused++;
        line.done("");
        process.stderr.write(`${id} is not packed: ${reasonOf(error)}\n`);
      }
      freed += before - folderBytes(folder);
      line.update(`${i + 1} of ${done.length} runs`, (i + 1) / done.length);
    }
  };
  await untilStopped("stopped; the same command packs the rest", work).finally(() => line.done(""));
  print(
    `${packed} packed, ${done.length - packed - refused} packed before, ${refused} refused; ${sizeText(freed)} freed`,
  );
  return refused > 0 ? 1 : 0;
}

function browse(args: readonly string[]): void {
  const { values, positionals, runs } = read(args, { ...runsOption, out: { type: "string" } });
  if (positionals.length > 0) throw new Error(`browse requires no RUN, got ${positionals[0]}; the page has filters`); // prettier-ignore
  const out = path.resolve(values.out ?? path.join("reports", "runs.html"));
  makeFolder("browse requires --out", path.dirname(out));
  requireOutput([out], [], true);
  requireOwnOutput([out], isOwnPage);
  const all = readAllRuns(runs, path.dirname(out));
  for (const { folder, reason } of all.leftOut) process.stderr.write(`${folder} is left out: ${reason}\n`);
  writeAtomic(out, runsPage(all));
  print(`${out}: ${all.runs.length} ${all.runs.length === 1 ? "run" : "runs"}`);
}

/** A command that changes what people say of a run. */
function annotate(command: string, what: string, change: (notes: RunNotes, words: string[]) => RunNotes) {
  return async (args: readonly string[]): Promise<void> => {
    const { positionals, runs } = read(args, runsOption);
    const [word, ...rest] = positionals;
    if (word === undefined || rest.length === 0)
      throw new Error(`${command} requires RUN and ${what}, got ${positionals.join(" ") || "nothing"}`);
    const run = findRun(word, readRecords(runs).found);
    const notes = await changeNotes(run.folder, (before) => {
      const after = change(before, rest);
      if (command === "name") requireFreeName(after.name, run, runs);
      return after;
    });
    print(`${run.id}: ${[notes.name, ...notes.tags.map((tag) => `#${tag}`), ...notes.notes.map(({ text }) => text)].filter(Boolean).join("  ")}`); // prettier-ignore
  };
}

/** @throws Error if another run has the name, or its folder */
function requireFreeName(wanted: string, run: RunRecord, runs: string): void {
  const has = ({ name, id, folder }: RunRecord): boolean => [name, id].includes(wanted) && folder !== run.folder; // prettier-ignore
  const other = wanted === "" ? undefined : readRecords(runs).found.find(has);
  if (other) throw new Error(`name requires a name that no other run has, got ${wanted}, which ${other.id} has`); // prettier-ignore
}

const note = annotate("note", "a text", (notes, words) => {
  const text = words.join(" ").trim();
  if (text === "") throw new Error(`note requires a text, got ${JSON.stringify(words.join(" "))}`);
  return { ...notes, notes: [...notes.notes, { time: new Date().toISOString(), text }] };
});

/** `-TAG` is read as an option, so a tag goes with `no-TAG` written `^TAG`. */
const tag = annotate("tag", "tags, ^TAG to remove one", (notes, words) => {
  const bad = words.find((word) => !/^\^?[^\s,^]+$/.test(word));
  if (bad !== undefined) throw new Error(`tag requires tags without spaces and commas, got ${JSON.stringify(bad)}`); // prettier-ignore
  const gone = words.filter((word) => word.startsWith("^")).map((word) => word.slice(1));
  const come = words.filter((word) => !word.startsWith("^"));
  const tags = [...new Set([...notes.tags, ...come])].filter((one) => !gone.includes(one)).sort();
  return { ...notes, tags };
});

const name = annotate("name", 'a name, "" for none', (notes, words) => {
  return { ...notes, name: words.join(" ").trim() };
});

function one(command: string, what: string, words: readonly string[]): string {
  if (words.length !== 1) throw new Error(`${command} requires one ${what}, got ${words.join(" and ") || "none"}`); // prettier-ignore
  return words[0];
}

/** By their names. */
export const orderCommands: Readonly<
  Record<string, (args: readonly string[]) => Promise<number | void> | number | void>
> = { list, show, browse, delete: remove, gc: collect, export: exportTable, import: importFolder, pages, pack, note, tag, name }; // prettier-ignore
