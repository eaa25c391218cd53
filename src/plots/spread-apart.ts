/**
 * Moves values that are too near each other apart, as little as their order allows: values that push each other lie
 * evenly around the mean of the places that they had.
 *
 * @param values in any order
 * @param gap    the least distance afterwards
 * @returns their new places, in the order of `values`
 */
export function spreadApart(values: readonly number[], gap: number): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
  const groups: { members: number[]; middle: number }[] = [];
  const start = ({ members, middle }: (typeof groups)[number]): number =>
    middle - (gap * (members.length - 1)) / 2;
  for (const i of order) {
    let group = { members: [i], middle: values[i] };
    for (let below = groups.at(-1); below; below = groups.at(-1)) {
      if (start(group) - start(below) >= gap * below.members.length) break;
      groups.pop();
      const members = [...below.members, ...group.members];
      group = { members, middle: members.reduce((sum, each) => sum + values[each], 0) / members.length };
    }
    groups.push(group);
  }
  const places = Array<number>(values.length);
  for (const group of groups) group.members.forEach((i, place) => (places[i] = start(group) + gap * place));
  return places;
}
