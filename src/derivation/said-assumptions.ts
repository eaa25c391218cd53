import type { Declarations } from "./declare/declarations";
import { withSaid } from "./declare/said";
import type { Said } from "./documents/said";
import type { Assumption, Inference, SectionInference } from "./infer/inference";

/** Conditions that the text says where a section holds, with what is declared there. */
export interface SaidInSection {
  section: SectionInference | undefined;
  said: readonly Said[];
  declared: Declarations;
}

/**
 * What was worked out, with each condition that is used among what its section assumes, as a line `given: …`. A case, which
 * holds for one display, is not among them, as it would hold for more where the line is pasted.
 */
export function withSaidLines(inference: Inference, found: readonly SaidInSection[]): Inference {
  const sections = inference.sections.map((section) => {
    const lines = assumptionsIn(found.filter((each) => each.section === section));
    return lines.length > 0 ? { ...section, assumed: [...section.assumed, ...lines] } : section;
  });
  return { ...inference, sections };
}

function assumptionsIn(found: readonly SaidInSection[]): Assumption[] {
  const lines: Assumption[] = [];
  const taken = new Set<Said>();
  for (const { said, declared } of found) {
    let known = declared;
    for (const each of said) {
      const next = each.isCase ? undefined : withSaid(known, each, each.source.text);
      if (!next) continue;
      known = next.declared;
      const isListed = taken.has(each) || lines.some(({ line }) => line === next.line);
      taken.add(each);
      const evidence = { from: "text" as const, at: each.at, says: each.says };
      if (!isListed) lines.push({ names: [], line: next.line, evidence });
    }
  }
  return lines;
}
