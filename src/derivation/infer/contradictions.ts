import type { Declarations } from "../declare/declarations";
import { Malformed } from "../latex/malformed";
import { elaborate } from "../typed/elaborate";
import { ShapeMismatch } from "../typed/shape-mismatch";
import { afterText } from "./carry";
import type { Assumption, Contradiction } from "./inference";
import { plainName } from "./presets/features";
import { declaredAt, looseIndices } from "./loose-indices";
import type { Section } from "./section";
import { usesIn } from "./uses";
import { nameText } from "../latex/name-text";

/** The places at which what is assumed of a name does not fit its use. */
export function contradictionsIn(
  section: Section,
  declared: Declarations,
  assumed: readonly Assumption[],
): Contradiction[] {
  const all = afterText(section, declared);
  const loose = looseIndices(all, section.declared);
  const found: Contradiction[] = [];
  for (const equation of section.equations) {
    const known = declaredAt(equation, all, loose);
    for (const side of equation.sides) {
      if (!side) continue;
      try {
        elaborate(side, known);
      } catch (error) {
        if (error instanceof Malformed) continue;
        if (!(error instanceof ShapeMismatch)) throw error;
        const names = [...usesIn([{ at: equation.at, sides: [side] }]).names];
        const nearest = names
          .flatMap(([letter, uses]) =>
            uses.map(({ symbol, at }) => ({ letter, text: plainName(nameText(symbol)), at })),
          )
          .sort((a, b) => Math.abs(a.at - error.at) - Math.abs(b.at - error.at));
        const line = nearest
          .map(({ letter, text }) => ({
            name: text,
            line: assumed.find(({ names: all }) =>
              all.some((name) => plainName(name) === text || name === letter),
            )?.line,
          }))
          .find((each) => each.line !== undefined);
        if (line?.line !== undefined)
          found.push({ name: line.name, line: line.line, at: error.at, says: String(error.message) });
      }
    }
  }
  return found;
}
