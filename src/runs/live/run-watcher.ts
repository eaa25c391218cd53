import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { plainOrPacked } from "../../files/packed-file";
import { parametersText, readBegun, readExperiment } from "../experiment-json";
import { readLossCurve } from "../loss-curve-file";
import { holdsRun, readRecord, type RunRecord } from "../run-record";
import { LineTail } from "./json-lines";
import { liveFolders, readLiveRecord } from "./live-record";
import { logFile, parseLogLine, type CellLine } from "./log-file";
import { progressFile } from "./progress-file";
import { parsePoint, withPoints, type ProgressPoint } from "./progress-point";
import type { WatchChange, WatchLine } from "./watch-line";

/** How many points of a curve are shown. */
const mostPoints = 80;

type Curve = WatchLine["curve"];

/** What was read of a run so far; only what has come since is read again. */
class Followed {
  private readonly progress: LineTail;
  private readonly log: LineTail;
  private points: ProgressPoint[] = [];
  cell: CellLine | undefined;

  constructor(folder: string) {
    this.progress = new LineTail(path.join(folder, progressFile));
    this.log = new LineTail(path.join(folder, logFile));
  }

  read(): { point: ProgressPoint | undefined; curve: Curve } {
    const come = this.progress.read().flatMap((value) => parsePoint(value) ?? []);
    if (come.length > 0) this.points = withPoints(this.points, come);
    const cells = this.log.read().flatMap((value) => parseLogLine(value) ?? []).filter((line): line is CellLine => "cell" in line); // prettier-ignore
    this.cell = cells.at(-1) ?? this.cell;
    const curve = this.points.flatMap(({ fraction, loss }): Curve => (loss === null ? [] : [[fraction, loss]])); // prettier-ignore
    return { point: this.points.at(-1), curve: thinned(curve) };
  }
}

/**
 * Watches a folder of runs: those that go on, were killed, failed or ended. Runs may begin, end and be removed meanwhile; what
 * cannot be read at a moment is left out until it can.
 */
export class RunWatcher {
  private readonly followed = new Map<string, Followed>();
  private readonly runs: string;
  private readonly ended = new Map<string, { changed: number; line: WatchLine | undefined }>();

  /**
   * @param runs need not exist yet
   * @param most runs that are shown: all that have not ended, and then those that have changed last
   */
  constructor(
    runs: string,
    private readonly most = 200,
  ) {
    this.runs = path.resolve(runs);
  }

  read(): Pick<WatchChange, "waiting" | "older"> & { lines: WatchLine[] } {
    const candidates = liveFolders(this.runs);
    const names = existsSync(this.runs) ? readdirSync(this.runs).filter((name) => !name.startsWith(".")) : [];
    const folders = names.map((name) => path.join(this.runs, name));
    this.forget(new Set([...candidates, ...folders]));
    const records = candidates.flatMap((folder) => attempt(() => this.recordOf(folder)) ?? []);
    const begun = records.filter(({ status }) => status !== "waiting");
    const live = begun.flatMap((record) => attempt(() => this.readLive(record)) ?? []);
    const place = ({ state }: WatchLine): number => (state === "running" ? 0 : 1);
    live.sort((a, b) => place(a) - place(b) || (a.name < b.name ? 1 : -1));
    const shown = new Set(live.map(({ id }) => id));
    const others = folders
      .filter((folder) => !shown.has(this.idOf(folder)) && attempt(() => holdsRun(folder)))
      .flatMap((folder) => attempt(() => ({ folder, changed: statSync(folder).mtimeMs })) ?? [])
      .sort((a, b) => b.changed - a.changed);
    const kept = others.slice(0, Math.max(0, this.most - live.length));
    const ended = kept.flatMap(({ folder, changed }) => this.readEnded(folder, changed) ?? []);
    return {
      lines: [...live, ...ended],
      waiting: records.length - begun.length,
      older: others.length - kept.length,
    };
  }

  private forget(there: ReadonlySet<string>): void {
    for (const known of [this.followed, this.ended])
      for (const folder of known.keys()) if (!there.has(folder)) known.delete(folder);
  }

  /** A folder that is used again begins anew. */
  private recordOf(folder: string): RunRecord | undefined {
    const record = readLiveRecord(folder);
    if (record === undefined) this.followed.delete(folder);
    return record;
  }

  private readLive(record: RunRecord): WatchLine {
    const { folder } = record;
    const followed = this.followed.get(folder) ?? new Followed(folder);
    this.followed.set(folder, followed);
    const { point, curve } = followed.read();
    const { cell } = followed;
    return {
      ...this.common(record),
      ...(cell && { cell: { cell: cell.cell, of: cell.of, begins: cell.name.begins } }),
      ...(point && { point }),
      curve,
    };
  }

  private readEnded(folder: string, changed: number): WatchLine | undefined {
    const known = this.ended.get(folder);
    if (known?.changed === changed) return known.line;
    const line = attempt(() => {
      const record = readRecord(folder);
      const { error } = record;
      return { ...this.common(record), ...(error !== undefined && { error }), curve: curveOf(folder) };
    });
    this.ended.set(folder, { changed, line });
    return line;
  }

  private common(record: RunRecord): Omit<WatchLine, "curve"> {
    const { folder, key, status: state, id: name, chapter, meanLoss } = record;
    const parameters = chapter === null ? undefined : (readBegun(folder) ?? readExperiment(folder))?.parameters; // prettier-ignore
    const title = record.name || (parameters ? parametersText(parameters) : name);
    return { id: this.idOf(folder), key, state, title, name, chapter, meanLoss };
  }

  private idOf(folder: string): string {
    return path.relative(this.runs, folder).split(path.sep).join("/");
  }
}

/** The curve of a run that has ended: its table, or, of one that failed, what it said as it went. */
function curveOf(folder: string): Curve {
  if (!existsSync(plainOrPacked(path.join(folder, "loss.csv")))) return new Followed(folder).read().curve;
  const { iterations, loss } = readLossCurve(folder);
  const last = iterations.at(-1) ?? 1;
  return thinned(Array.from(loss, (value, k): [number, number] => [iterations[k] / last, value]));
}

/** Some of the points, evenly chosen, the last one among them. */
function thinned(curve: Curve): Curve {
  const step = Math.ceil(curve.length / mostPoints);
  const digits = ([at, loss]: readonly [number, number]): [number, number] => [Number(at.toFixed(4)), Number(loss.toPrecision(6))]; // prettier-ignore
  return curve.filter((_, k) => (curve.length - 1 - k) % step === 0).map(digits);
}

/** What a function returns; undefined where the folder has changed while it was read. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
