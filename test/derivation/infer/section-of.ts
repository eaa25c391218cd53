import { declare } from "../../../dist/derivation/declare/declare";
import type { Declarations } from "../../../dist/derivation/declare/declarations";
import { noDeclarations } from "../../../dist/derivation/declare/declarations";
import { derive } from "../../../dist/derivation/derivation";
import { inferDeclarations } from "../../../dist/derivation/infer/infer";
import type { SectionInference } from "../../../dist/derivation/infer/inference";
import type { Section } from "../../../dist/derivation/infer/section";
import { readDerivation } from "../../../dist/derivation/documents/read-document";
import { cutSections } from "../../../dist/derivation/infer/sections";

/** A section with the equations of a derivation, as rows that end with `\\`, and the text around them. */
export function sectionOf(latex: string, declared = "", prose = ""): Section {
  const [section] = cutSections(readDerivation(latex)).sections;
  return {
    ...section,
    prose: prose ? [{ at: 0, text: prose }] : [],
    declared: declared ? declare(declared) : noDeclarations(),
  };
}

/** What is worked out for one section. */
export function inferred(
  latex: string,
  { declared = "", prose = "", assume }: { declared?: string; prose?: string; assume?: string } = {},
): SectionInference {
  return inferDeclarations({ sections: [sectionOf(latex, declared, prose)], assume }).sections[0];
}

/** The lines that are assumed, in alphabetical order. */
export function linesFor(latex: string, more: Parameters<typeof inferred>[1] = {}): string[] {
  return inferred(latex, more)
    .assumed.map(({ line }) => line)
    .sort();
}

/** The marks of a derivation under what is worked out for it. */
export function marksFor(latex: string, more: Parameters<typeof inferred>[1] = {}): string[] {
  return derive(latex, inferred(latex, more).declared).lines.map(({ mark }) => mark);
}

/** Declarations as plain values without the places at which they were read. */
export function plain(declared: Declarations): unknown {
  const isPlace = (key: string, value: unknown): boolean => key === "span" || value === undefined;
  return JSON.parse(
    JSON.stringify(declared, (key, value: unknown) => {
      if (isPlace(key, value)) return undefined;
      if (!(value instanceof Map)) return value;
      return [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)) as unknown[];
    }),
  );
}
