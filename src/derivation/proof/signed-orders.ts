/** All orders of the items, each with whether it takes an odd number of exchanges to reach. */
export function signedOrders<T>(items: readonly T[]): { order: T[]; isOdd: boolean }[] {
  if (items.length === 0) return [{ order: [], isOdd: false }];
  return items.flatMap((first, position) =>
    signedOrders(items.filter((_, other) => other !== position)).map(({ order, isOdd }) => ({
      order: [first, ...order],
      isOdd: isOdd !== (position % 2 === 1),
    })),
  );
}
