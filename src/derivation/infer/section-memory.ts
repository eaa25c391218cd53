import type { Declarations } from "../declare/declarations";
import { inferSection, type FoundSection, type Manner } from "./infer-section";
import { remembered } from "./remembered";
import { textOf, type Searches } from "./searches";
import type { Section } from "./section";

/** What was found of the sections of one document, by all that it depends on. */
class Memory {
  readonly found = new Map<string, FoundSection>();
  private readonly numbers = new WeakMap<object, number>();
  private count = 0;

  /** A number for a part of the document. */
  numberOf(part: object): number {
    const number = this.numbers.get(part) ?? ++this.count;
    this.numbers.set(part, number);
    return number;
  }
}

const memoryOf = remembered<Searches, Memory>(() => new Memory());

/**
 * The same as `inferSection`, worked out once: a section that goes on with nothing and one that begins afresh are often
 * the same, and so are both in another cut of the document.
 */
export function inferSectionOnce(section: Section, before: Declarations, manner: Manner): FoundSection {
  const { preset, layout, applied, sets, searches } = manner;
  const memory = memoryOf(searches);
  const { equations, remarks, prose, declared, ...rest } = section;
  const parts = [equations, remarks, prose].map((list) => list.map((each) => memory.numberOf(each)));
  const key = [
    textOf([parts, { ...rest, source: rest.source && memory.numberOf(rest.source) }]),
    textOf(declared),
    textOf(before),
    textOf([preset?.name, layout, sets]),
    memory.numberOf(applied),
  ].join("\n");
  const known = memory.found.get(key);
  if (known) return { ...known };
  const found = inferSection(section, before, manner);
  memory.found.set(key, found);
  return found;
}
