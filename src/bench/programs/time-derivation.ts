import { deriveDocument, deriveFile, type DerivedDocument } from "../../derivation/derive-file";
import { openDocuments } from "../../derivation/documents/open-document";
import type { Line } from "../../derivation/verdict/line";
import { equationText } from "../../derivation/verdict/text";
import { inCheckout } from "../../files/checkout";

/** A chain of lines, or what comes before a document's lines, and the processor seconds that it took. */
export interface Timed {
  /** Where it stands, and how it begins. */
  readonly place: string;
  /** How many lines it has. */
  readonly lines: number;
  seconds: number;
}

export const derivationsFolder = inCheckout("test", "derivations");

/** Derives a document and measures each of its chains, over all layouts in which it is tried. */
export function timeDocument(document: ReturnType<typeof openDocuments>[0]): {
  derived: DerivedDocument;
  timed: Timed[];
} {
  const found = new Map<string, Timed>();
  let last = cpuSeconds();
  const measure = (lines: readonly Line[]): void => {
    const place =
      lines.length > 0
        ? `${document.file}:${lines[0].row}  ${equationText(lines[0]).slice(0, 70)}`
        : `${document.file}  its declarations are worked out`;
    const timed = found.get(place) ?? { place, lines: lines.length, seconds: 0 };
    timed.seconds += cpuSeconds() - last;
    found.set(place, timed);
    last = cpuSeconds();
  };
  const derived = deriveDocument(document, measure, measure);
  return { derived, timed: [...found.values()] };
}

/** Loads what the checker computes with, which is no line's cost. */
export function loadChecker(): void {
  deriveFile("$$ 1 = 1 $$");
}

export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Measures one file in a process that has checked nothing yet; prints what it took as JSON. */
function main([file]: string[]): void {
  loadChecker();
  const [document] = openDocuments([file], { folder: derivationsFolder });
  console.log(JSON.stringify(timeDocument(document).timed));
}

if (require.main === module) main(process.argv.slice(2));
