import { settingWords } from "../settings/setting-words";
import type { Comparison } from "./comparison";
import type { Effects } from "./effects";
import { changesTheLoss, type RunGroup } from "./run-groups";
import { mostSeeds } from "./read-group";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What a comparison of two settings does not show, one sentence each. */
export function comparisonCautions(
  found: Omit<Comparison, "format" | "cautions">,
  a: RunGroup,
  b: RunGroup,
): string[] {
  if (found.differing.length === 0)
    return ["these are two seeds of one setting: whatever differs between them is noise"];
  const said = [
    ...originCautions(found),
    ...lossCautions(found),
    ...moveCautions(found),
    ...neighbourCautions(found, a, b),
  ];
  for (const [name, { runs }] of Object.entries({ A: a, B: b }))
    if (runs.length > mostSeeds)
      said.push(`only ${mostSeeds} of the ${runs.length} seeds of ${name} were used to compare vectors`);
  return said;
}

function originCautions({ madeBy }: Pick<Comparison, "madeBy">): string[] {
  if (madeBy.code !== null) return [];
  return ["the folders of these runs do not name the code that made them: it may not be the same"];
}

type Found = Pick<Comparison, "differing" | "loss" | "words" | "neighbours" | "moved">;

function lossCautions({ differing, loss }: Found): string[] {
  const said: string[] = [];
  const chosen = differing.filter(({ a, b }) => a !== null && b !== null).map(({ setting }) => setting);
  if (chosen.length > 1)
    said.push(
      `${chosen.map(settingWords).join(", ")} were changed together: the comparison cannot say which of them made the difference`,
    );
  const others = chosen.filter((name) => changesTheLoss.includes(name));
  if (others.length > 0)
    said.push(`the losses measure different things, because ${others.map(settingWords).join(", ")} differ: a lower loss does not mean that more was learnt`); // prettier-ignore
  if (loss.difference !== null && loss.pairedSeeds < 2)
    said.push(`${loss.pairedSeeds === 1 ? "one seed" : "no seed"} in common: the difference of the losses has no interval and may be chance`); // prettier-ignore
  return said;
}

function moveCautions({ words: compared, moved: { words, test } }: Found): string[] {
  if (words[0].within === null)
    return ["one seed each: words that the settings moved cannot be told from noise, because two seeds of one setting differ as well; --seeds 4 makes more"]; // prettier-ignore
  if (test === null) return ["one setting has a single seed: whether words moved beyond the noise cannot be tested"]; // prettier-ignore
  const least = 1 / test.splits;
  if (least > 0.05)
    return [`with so few seeds p cannot be below ${least.toFixed(2)}; four seeds of each can give 0.03`];
  if (test.p > 0.05)
    return [`the words did not move beyond the noise between seeds (p = ${test.p.toFixed(2)})`];
  return test.beyond <= compared * least
    ? [
        "the words as a whole moved, but no more single words stand out than by chance: the test cannot name them",
      ]
    : [];
}

function neighbourCautions({ neighbours }: Found, a: RunGroup, b: RunGroup): string[] {
  const said: string[] = [];
  const settings = [["A", a, neighbours.sharedWithinA] as const, ["B", b, neighbours.sharedWithinB] as const];
  for (const [which, { name }, within] of settings)
    if (within !== null && within < 0.2)
      said.push(
        `two seeds of ${which} (${name}) share ${percent(within)} of a word's nearest words ` +
          `(${percent(neighbours.chance)} by chance): most of the neighbours are noise`,
      );
  return said;
}

/** What effects do not show, one sentence each. */
export function effectCautions({ found, confounded }: Effects): string[] {
  if (found.length === 0)
    return ["no two of these runs differ in one setting alone: no effect can be measured"];
  const said: string[] = [];
  for (const { setting, from, to } of confounded)
    said.push(
      `${settingWords(setting)} ${from} to ${to} was never the only change: its effect cannot be separated from other effects`,
    );
  const without = found.filter(({ lower }) => lower === undefined).length;
  if (without > 0)
    said.push(
      `${without} of ${found.length} effects rest on one seed: they have no interval and may be chance`,
    );
  const few = found.filter(({ seeds }) => seeds === 2 || seeds === 3).length;
  if (few > 0)
    said.push(
      `${few} ${few === 1 ? "effect rests" : "effects rest"} on two or three seeds: too few to check that differences are about normal, as the intervals assume`,
    );
  const known = found.length - without;
  if (known > 4)
    said.push(
      `of ${known} intervals of 95 % about ${Math.max(1, Math.round(known / 20))} will miss the true value by chance`,
    );
  const others = [...new Set(found.map(({ setting }) => setting))].filter((name) =>
    changesTheLoss.includes(name),
  );
  if (others.length > 0)
    said.push(
      `what the loss measures depends on ${others.map(settingWords).join(", ")}: the effect on the loss does not show what was learnt`,
    );
  return said;
}
