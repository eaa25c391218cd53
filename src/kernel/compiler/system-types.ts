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

/** The order in which TypeScript reads its libraries, which is that of overloads. */
const { libs } = ts as unknown as { libs: string[] };
const place = (file: string): number => {
  const at = libs.indexOf(path.basename(file).replace(/^lib\.|\.d\.ts$/g, ""));
  return at < 0 ? Infinity : at;
};

/** `export` or `import` outside all declarations makes a file a module; one that declares modules has them inside. */
const isModule = (file: string, text: string): boolean =>
  /^(import|export)\b/m.test(text) &&
  ts.isExternalModule(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));

/** A text in which every character is of Latin-1 takes half the memory. */
const isLatin1 = (text: string): boolean => !/[^\0-\xff]/.test(text);

/**
 * Texts to be read in the place of files, by name. The first library has those of all libraries. Node's first file has
 * its own, and its second what has only characters of Latin-1. The others are empty; those that are modules stay.
 *
 * @param options of programs, with the names of libraries
 * @param own     gives types that are added, from the folder of the libraries
 */
export function systemTypes(
  options: ts.CompilerOptions,
  own: (libraries: string) => string,
): Map<string, string> {
  const folder = path.dirname(ts.getDefaultLibFilePath(options));
  const roots = (options.lib ?? []).map((name) => path.join(folder, name));
  const libraries = [...filesBelow(roots, folder)].sort(([a], [b]) => place(a) - place(b));
  const { resolvedTypeReferenceDirective: found } = ts.resolveTypeReferenceDirective(
    "node",
    inCheckout("cell.ts"),
    options,
    ts.sys,
  );
  const index = found?.resolvedFileName ?? "";
  const node = [...filesBelow([index], folder)].filter(([file]) => path.dirname(file) !== folder);
  const modules = node.filter(([file, text]) => isModule(file, text)).map(([file]) => file);
  const scripts = node.filter(([file]) => !modules.includes(file));
  const [[second]] = scripts.filter(([file]) => file !== index);
  const references = [second, ...modules].map((file) => {
    const relative = path.relative(path.dirname(index), file).replaceAll(path.sep, "/");
    return `/// <reference path="${relative}" />`;
  });
  const texts = scripts.map(([, text]) => text);
  return new Map([...libraries, ...scripts].map(([file]) => [file, ""]))
    .set(roots[0], [own(folder), ...libraries.map(([, text]) => text)].join("\n"))
    .set(second, texts.filter(isLatin1).join("\n"))
    .set(index, [...references, ...texts.filter((text) => !isLatin1(text))].join("\n"));
}
