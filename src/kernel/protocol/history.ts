/**
 * The cells that were run, kept over restarts in a file of lines, as IPython keeps them.
 *
 * Stock tslab prints `unknown msg_type` for a `history_request`.
 */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A cell: session (from 1), number in it, text, and its result as text. */
type Entry = [session: number, line: number, input: string, output: string | null];

/** If there are more entries, the older half is removed. */
const most = 20_000;

/** A pattern of shells, `*` and `?`, as an expression for the whole text. */
function globExpression(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, "[^]*")
    .replace(/\?/g, "[^]");
  return new RegExp(`^${escaped}$`, "u");
}

function parseLine(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return []; // empty, or cut off
  }
}

export class History {
  private readonly entries: Entry[];
  private readonly session: number;

  /** @param file in which cells are kept; without one they are kept in memory */
  constructor(private readonly file?: string) {
    this.entries = file === undefined ? [] : this.read(file);
    this.session = (this.entries.at(-1)?.[0] ?? 0) + 1;
  }

  add(line: number, input: string, output: string | null): void {
    const entry: Entry = [this.session, line, input, output];
    this.entries.push(entry);
    try {
      if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
    } catch {
      return; // the disk is full or read-only: it is kept in memory
    }
  }

  /** The content of the reply to a `history_request`. */
  answer(content: Record<string, unknown>): object {
    const withOutput = content.output === true;
    const history = this.find(content).map(([session, line, input, output]) =>
      withOutput ? [session, line, [input, output]] : [session, line, input],
    );
    return { status: "ok", history };
  }

  private find({
    hist_access_type: type,
    n,
    session,
    start,
    stop,
    pattern,
    unique,
  }: Record<string, unknown>): Entry[] {
    const last = (found: Entry[]): Entry[] => (typeof n === "number" ? found.slice(-Math.max(n, 1)) : found);
    if (type === "tail") return last(this.entries);
    if (type === "range") {
      const asked = Number(session ?? 0);
      const wanted = asked > 0 ? asked : this.session + asked; // 0 is this session, -1 the one before
      const [from, to] = [Number(start ?? 1), Number(stop ?? Infinity)];
      return this.entries.filter(([each, line]) => each === wanted && line >= from && line < to);
    }
    const matches = globExpression(String(pattern ?? "*"));
    const found = this.entries.filter(([, , input]) => matches.test(input));
    if (unique !== true) return last(found);
    return last([...new Map(found.map((entry) => [entry[2], entry])).values()]);
  }

  private read(file: string): Entry[] {
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      const entries = readFileSync(file, "utf8").split("\n").flatMap(parseLine);
      if (entries.length <= most) return entries;
      const kept = entries.slice(-most / 2);
      writeFileSync(file, kept.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      return kept;
    } catch {
      return [];
    }
  }
}
