/** What the code of a cell, its file in the compiler and the kernel have in common. */

/** Object by which the code of a cell calls the kernel. The middle dot keeps it apart from names of people. */
export const kernelName = "cell·";

/** The variable that holds the box of a name. */
export const boxName = (name: string): string => `${name}·`;

/** The cell that declared a name last: its file, and whether it declared a variable, which may be assigned. */
export interface Origin {
  file: string;
  variable?: boolean;
}

/** Where the names that a cell may use come from. */
export type Origins = Record<string, Origin>;

/**
 * What stands behind the text of a cell: names of earlier cells that it does not declare itself. TypeScript lets
 * nobody assign an import, so variables are declared with the type that they have there.
 */
export function importsOf(origins: Origins, own: ReadonlySet<string>): string {
  const lines = Object.entries(origins)
    .filter(([name]) => !own.has(name))
    .map(([name, { file, variable }]) => {
      const module = `"./${file.replace(/\.ts$/, "")}"`;
      return variable
        ? `declare let ${name}: typeof import(${module}).${name};`
        : `import { ${name} } from ${module};`;
    });
  return `\n;${lines.join(" ")}`;
}

/** Whether the text of a cell changes types that every later cell sees. */
export const declaresGlobals = (text: string): boolean => /\bdeclare\s+(global|module)\b/.test(text);

/** Name of the code of a cell in stack traces, before its number. */
export const cellName = "notebook-cell-";
