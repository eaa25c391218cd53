import ts from "typescript";

/**
 * Where a text stops being JSON: `a mistake in line 3, column 5: "…"`. Node names the place of some mistakes only;
 * TypeScript's reader of JSON finds the others.
 */
export function jsonMistake(text: string, error: SyntaxError): string {
  const told = /position (\d+)/.exec(error.message)?.[1];
  const at = told === undefined ? findMistake(text) : Number(told);
  if (at === undefined) return "a text that is none";
  const before = text.slice(0, at).split("\n");
  const found = text.slice(at, at + 20).split("\n")[0];
  const place = `line ${before.length}, column ${before[before.length - 1].length + 1}`;
  return found === "" ? `an end in ${place}` : `a mistake in ${place}: ${JSON.stringify(found)}`;
}

function findMistake(text: string): number | undefined {
  const { parseDiagnostics: found } = ts.parseJsonText("", text) as ts.JsonSourceFile & {
    readonly parseDiagnostics: readonly { readonly start?: number }[];
  };
  return found.at(0)?.start ?? undefined;
}
