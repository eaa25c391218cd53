import { speaksOn } from "../documents/breaks";
import { noDeclarations } from "../declare/declarations";
import { isIntroducedAnew, isOther } from "./carry";
import { definitionsIn, namedBehind } from "./definitions";
import { isLossSampled, isSampled, losses } from "./losses";
import { letterText } from "../latex/name-text";
import { choosePreset } from "./presets/choose-preset";
import { findFeatures } from "./presets/features";
import type { Equation, Section } from "./section";
import { countedIn, isFigure, usesIn, type IndexUse, type Uses } from "./uses";

/** Whether a name means something else in the second of two sections than in the first. */
export function conflict(a: Section, b: Section): boolean {
  const [first, second] = [usesIn(a.equations), usesIn(b.equations)];
  return (
    definesAnew(a, b) ||
    saysAnew(a, b) ||
    definesFree(first, b) ||
    appliesAnew(a, second) ||
    countsAnew(first, second) ||
    drawsAnew(first, second) ||
    isIndexOnce(first, second) ||
    isIndexOnce(second, first) ||
    losesAnew(first, second) ||
    readsAnew(first, second)
  );
}

/** Whether the text of one says of a name that it is one thing and the text of the other that it is another. */
function saysAnew(a: Section, b: Section): boolean {
  const old = definitionsIn(a.remarks, noDeclarations());
  const shown = definitionsIn(a.equations, noDeclarations());
  return [...definitionsIn(b.remarks, noDeclarations())].some(([key, each]) => {
    const before = old.get(key);
    return (
      (before !== undefined && isOther(key, before.body, each.body)) ||
      isIntroducedAnew(old.get(key) ?? shown.get(key), each, b)
    );
  });
}

function definesAnew(a: Section, b: Section): boolean {
  const old = definitionsIn(a.equations, noDeclarations());
  const known = definitionsIn([...a.equations, ...a.remarks, ...b.remarks], noDeclarations());
  for (const [key, each] of namedBehind(a.equations, noDeclarations(), known)) old.set(key, each);
  return [...definitionsIn(b.equations, noDeclarations())].some(([key, each]) => {
    const { body, equation } = each;
    const before = old.get(key);
    return (
      (before !== undefined &&
        isOther(key, before.body, body, known) &&
        !isClaim(key, before.equation, equation, a)) ||
      isIntroducedAnew(before, each, b)
    );
  });
}

/** Whether a second equation for a name goes on with the first, so that it claims something of what that defines. */
function isClaim(key: string, first: Equation, second: Equation, { source }: Section): boolean {
  return source !== undefined && !losses.includes(key[0]) && speaksOn(source.text, first.at, second.at);
}

/** What the second defines for every index and the first differentiates by, so that it is free there. */
function definesFree({ names }: Uses, b: Section): boolean {
  return [...definitionsIn(b.equations, noDeclarations()).values()].some(
    ({ name }) =>
      name.indices?.some((index) => !isFigure(index)) && names.get(letterText(name))?.some(({ by }) => by),
  );
}

/** A name that one defines without arguments and the other applies to some: it has to be defined with them. */
function appliesAnew(a: Section, b: Uses): boolean {
  const defined = definitionsIn(a.equations, noDeclarations());
  return [...b.applied.keys()].some((name) => defined.get(name)?.parameters.length === 0);
}

/** An index of drawn words in one, up to K, that stands for a word itself in the other. */
function countsAnew(a: Uses, b: Uses): boolean {
  if (isSampled(a) && isSampled(b)) return false; // both speak of draws
  const [first, second] = [countedIn(a), countedIn(b)];
  const differs = (counts: Map<string, string>, other: Map<string, string>, uses: Uses): boolean =>
    [...counts].some(([index, end]) => {
      const stands = uses.indices.get(index);
      const free = stands?.some(({ bound, of }) => of && !bound && isWordVector(of.name));
      return (
        free === true &&
        !isWindow.test(end) &&
        other.get(index) !== end &&
        !wordCounts.has(end.replace(/\|/g, ""))
      );
    });
  return differs(first, second, b) || differs(second, first, a);
}

const isWordVector = (name: string): boolean => name === "u" || name === "v";
/** The number of context words, m on each side or C; v_i stands for one of them, too. */
const isWindow = /^(?:2[a-zA-Z]|C)$/;
/** Letters of the number of words: what counts up to one of these is no draw. */
const wordCounts = new Set(["n", "N", "V", "W"]);

/** Draws that are compared in one, so that they may repeat, and not in the other. */
function drawsAnew(a: Uses, b: Uses): boolean {
  const drawn = (uses: Uses): IndexUse[] => {
    const all = [...uses.indices.values()].flat();
    const sampled = isSampled(uses);
    return all.filter(
      ({ index, of }) =>
        index.at?.some((at) => !isFigure(at)) || (sampled && of?.name === "u" && index.name !== "o"),
    );
  };
  const [first, second] = [drawn(a), drawn(b)];
  if (first.length === 0 || second.length === 0) return false;
  return first.some(({ compared }) => compared) !== second.some(({ compared }) => compared);
}

/** A letter that is a name by itself in one and an index in the other. */
function isIndexOnce(a: Uses, b: Uses): boolean {
  return [...a.indices.keys()].some((text) => {
    const uses = b.names.get(text);
    return (
      uses?.some(({ symbol, inside }) => !symbol.indices && inside[0]?.kind !== "apply") && !a.names.has(text)
    );
  });
}

/** Both are of well-known notation, and not of the same. */
function readsAnew(a: Uses, b: Uses): boolean {
  const [first, second] = [a, b].map((uses) => choosePreset(findFeatures(uses)));
  return first !== undefined && second !== undefined && first !== second;
}

/** A loss that both speak of, of sigmoids of scores in one only. */
function losesAnew(a: Uses, b: Uses): boolean {
  const speaks = ({ names }: Uses, loss: string): boolean =>
    [...names.values()].some(([{ symbol }]) => symbol.name === loss);
  return losses.some((loss) => {
    if (!speaks(a, loss) || !speaks(b, loss)) return false;
    const [first, second] = [isLossSampled(a, loss), isLossSampled(b, loss)];
    return first !== undefined && second !== undefined && first !== second;
  });
}
