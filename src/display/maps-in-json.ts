/**
 * Plain data with Maps in it as JSON, for a notebook or a page to hold. A Map becomes `{"map": [[key, value], …]}`;
 * what is not plain data, such as a function or a class, is not kept.
 */
export function stringifyWithMaps(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (each instanceof Map ? { map: [...each] } : each));
}

/**
 * The data that {@link stringifyWithMaps} wrote; its type is what the caller says.
 *
 * @throws SyntaxError where the text is no JSON
 */
export function parseWithMaps<T>(json: string): T {
  return JSON.parse(json, (_, each: unknown) => (isMap(each) ? new Map(each.map) : each)) as T;
}

function isMap(value: unknown): value is { map: [unknown, unknown][] } {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "map";
}
