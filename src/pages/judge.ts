import type { Declarations } from "../derivation/declare/declarations";
import { deriveDisplays } from "../derivation/derivation";
import type { Derivation } from "../derivation/derivation";
import type { Display, Unchecked } from "../derivation/documents/document";
import { readDerivation } from "../derivation/documents/read-document";
import type { LineView, LeftView } from "./line-view";
import { leftView, lineView } from "./line-view";

/** What is found out of one chain of a derivation, as plain data. */
export interface JudgedChain {
  lines: LineView[];
  left: LeftView[];
}

/** A chain as displays that hold nothing else: it goes on from one to the next where that begins with `=`. */
type Chain = Display[];

interface Known {
  base: number;
  found: Derivation | undefined;
}

/**
 * Judges a derivation again and again while it is written. A chain that reads as before, under the same declarations,
 * is not judged again, wherever it stands now.
 */
export class Judge {
  /** How many chains were judged and not remembered. */
  judged = 0;
  private readonly known = new WeakMap<Declarations, Map<string, Known>>();

  constructor(private readonly declared: Declarations) {}

  /** The chains of a text in order; each is judged when it is asked for. */
  *judge(text: string): Generator<JudgedChain> {
    const { parts, unchecked } = readDerivation(text);
    let declared = this.declared;
    let count = 0;
    const left = unchecked.map(leftView);
    for (const chain of chainsIn(parts.filter((part) => part.kind === "display"))) {
      const { base, found } = this.decide(chain, declared);
      if (!found) continue;
      const moved = startOf(chain) - base;
      declared = found.declared;
      const lines = found.lines.map((line) => lineView(line, { text, moved, before: count }));
      count += lines.length;
      yield { lines, left: found.unchecked.map((each) => leftView(movedBy(each, moved))) };
    }
    if (left.length > 0 || count > 0) yield { lines: [], left };
  }

  private decide(chain: Chain, declared: Declarations): Known {
    const known = this.known.get(declared) ?? new Map<string, Known>();
    this.known.set(declared, known);
    const key = keyOf(chain);
    const before = known.get(key);
    if (before) return before;
    this.judged += 1;
    const made = { base: startOf(chain), found: deriveDisplays(chain, declared) };
    if (known.size >= mostKnown) known.clear();
    known.set(key, made);
    return made;
  }
}

/** Chains that are remembered under the same declarations. */
const mostKnown = 300;

const startOf = ([{ statements }]: Chain): number => statements[0].start;

function chainsIn(displays: readonly Display[]): Chain[] {
  const found: Chain[] = [];
  for (const display of displays) {
    let isFirst = true;
    for (const statement of display.statements) {
      const { start, end } = statement;
      const last = found.at(-1);
      const part = { ...display, start: isFirst ? display.start : start, end, statements: [statement] };
      if (!last || !statement.continues) found.push([part]);
      else last.push(part);
      isFirst = false;
    }
  }
  return found;
}

/** How much of the text before a display may change what the display is, such as "if". */
const preface = 100;

/**
 * All that the verdicts on a chain depend on, but for the declarations and for where it stands. Whether there is a space
 * before its first sign is no matter.
 */
function keyOf(chain: Chain): string {
  const base = startOf(chain);
  return JSON.stringify(
    chain.map(({ source, start, end, delimiter, statements }) => [
      delimiter,
      start < statements[0].start ? source.text.slice(Math.max(0, start - preface), start) : "",
      source.text.slice(start, end),
      statements,
    ]),
    function (this: { start?: number }, name, value: unknown) {
      if (name === "spaced" && this.start === base) return undefined;
      return typeof value === "number" ? value - base : value;
    },
  );
}

function movedBy(place: Unchecked, by: number): Unchecked {
  return { ...place, start: place.start + by, end: place.end + by };
}
