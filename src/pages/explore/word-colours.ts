/** Colours of words: 0 is that of no group; with each, what it stands for. */
export interface Colouring {
  colours: Uint8Array;
  /** of the colours from 1 on */
  legend: string[];
}

/** Words by the name of their group. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** As many groups have a colour of their own in the style sheet. */
const mostGroups = 6;

/** The words of groups in the groups' colours; groups after the sixth share its colour. */
export function byGroup(words: readonly string[], groups: Groups): Colouring {
  const colours = new Uint8Array(words.length);
  const names = Object.keys(groups);
  const groupOf = new Map(
    names.flatMap((name, g) => groups[name].map((word) => [word, Math.min(g + 1, mostGroups)])),
  );
  words.forEach((word, id) => (colours[id] = groupOf.get(word) ?? groupOf.get(word.toLowerCase()) ?? 0));
  const known = (name: string): number => groups[name].filter((word) => words.includes(word)).length;
  const legend = names.map((name) => `${name} (${known(name)} of ${groups[name].length} words)`);
  return {
    colours,
    legend: legend.length <= mostGroups ? legend : [...legend.slice(0, mostGroups - 1), "all others"],
  };
}

/** Words by their count: each colour is for counts some ten times those of the one before. */
export function byCount(counts: readonly number[]): Colouring {
  const decade = (count: number): number =>
    Math.min(mostGroups, 1 + Math.floor(Math.log10(Math.max(1, count))));
  const colours = Uint8Array.from(counts, decade);
  const most = colours.reduce((largest, colour) => Math.max(largest, colour), 1);
  const legend = Array.from({ length: most }, (_, i) => {
    const least = 10 ** i;
    return i + 1 === mostGroups
      ? `${least.toLocaleString("en-US")} times or more`
      : `${least.toLocaleString("en-US")} to ${(10 * least - 1).toLocaleString("en-US")} times`;
  });
  return { colours, legend };
}

/**
 * Groups out of a list that a reader writes: words apart by blanks, commas or lines; a line that begins with a name and a
 * colon is a group of its own.
 */
export function readGroups(text: string): Groups {
  const groups: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const line of text.split(/\r?\n/)) {
    const named = /^\s*([^:,]{1,60}):(?!\/\/)\s*(.*)$/u.exec(line);
    const name = named?.[1].trim() || "my words";
    const words = (named?.[2] ?? line).split(/[\s,;]+/).filter((word) => word !== "");
    if (words.length > 0) (groups[name] ??= []).push(...words);
  }
  return groups;
}
