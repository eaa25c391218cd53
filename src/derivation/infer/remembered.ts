/** The same function, which works out what it says of a part of a document once, as long as there is the part. */
export function remembered<Part extends object, T extends object>(
  find: (part: Part) => T,
): (part: Part) => T {
  const known = new WeakMap<Part, T>();
  return (part) => {
    const found = known.get(part) ?? find(part);
    known.set(part, found);
    return found;
  };
}
