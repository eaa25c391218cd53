/**
 * The types of the language and of Node, of which every program has the same, as one text.
 *
 * TypeScript merges what its 60 libraries and Node's 60 files say of one name, such as `Array`, anew for every program,
 * and looks at every file. In one file that is done once, when it is parsed: a cell is compiled in half the time.
 */
import path from "node:path";
import ts from "typescript";
import { inCheckout } from "../../files/checkout";

/** Files that belong together, each after those that it refers to. */
function filesBelow(roots: readonly string[], libraries: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    const text = ts.sys.readFile(file);
    if (text === undefined) return;
    found.set(file, ""); // those that refer to each other
    const { libReferenceDirectives, referencedFiles } = ts.preProcessFile(text, false);
    for (const { fileName } of libReferenceDirectives)
      visit(path.join(libraries, `lib.${fileName.toLowerCase()}.d.ts`));
    for (const { fileName } of referencedFiles) visit(path.join(path.dirname(file), fileName));
    found.delete(file);
    found.set(file, text);
  };
  roots.forEach(visit);
  return found;
}

/** `export` or `import` outside all declarations makes a file a module; one that declares modules has them inside. */
const isModule = (file: string, text: string): boolean =>
  /^(import|export)\b/m.test(text) && ts.isExternalModule(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));

/** A text in which every character is of Latin-1 takes half the memory. */
const isLatin1 = (text: string): boolean => !/[^\0-\xff]/.test(text);

/**
 * Texts to be read in the place of files, by name. All is in the first library, but what has other characters than those
 * of Latin-1 is in the first file of Node's; the others are empty. Files that are modules stay as they are.
 *
 * @param options of programs, with the names of libraries
 * @param own     gives types that are added, from the folder of the libraries
 */
export function systemTypes(
  options: ts.CompilerOptions,
  own: (libraries: string) => string,
): Map<string, string> {
  const libraries = path.dirname(ts.getDefaultLibFilePath(options));
  const roots = (options.lib ?? []).map((name) => path.join(libraries, name));
  const { resolvedTypeReferenceDirective: node } = ts.resolveTypeReferenceDirective(
    "node",
    inCheckout("cell.ts"),
    options,
    ts.sys,
  );
  const index = node?.resolvedFileName ?? "";
  const files = filesBelow([...roots, index], libraries);
  const modules = [...files].filter(([file, text]) => isModule(file, text)).map(([file]) => file);
  for (const file of modules) files.delete(file);
  const references = modules.map((file) => {
    const relative = path.relative(path.dirname(index), file).replaceAll(path.sep, "/");
    return `/// <reference path="${relative}" />`;
  });
  const texts = [own(libraries), ...files.values()];
  return new Map([...files.keys()].map((file) => [file, ""]))
    .set(roots[0], texts.filter(isLatin1).join("\n"))
    .set(index, [...references, ...texts.filter((text) => !isLatin1(text))].join("\n"));
}
