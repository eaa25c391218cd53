import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import ts from "typescript";
import { chapters, folder, type Cell, type Chapter } from "./chapters";

const formatter = path.join(__dirname, "../../src/setup/format-notebook.mjs");
const sourceOf = (cell: Cell): string => cell.source.join("");
const words = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;

const all = chapters();
const typeErrors = checkTypes(all);

for (const chapter of all) {
  const code = chapter.cells.filter((cell) => cell.cell_type === "code");
  const prose = chapter.cells.filter((cell) => cell.cell_type === "markdown");

  test(`${chapter.name} is committed laid out, without outputs, with cell ids of its own`, async () => {
    const { formatNotebook } = (await import(formatter)) as { formatNotebook(text: string): Promise<string> };
    assert.equal(await formatNotebook(chapter.text), chapter.text, "npm run format mends this");
    const ids = chapter.cells.map((cell) => cell.id);
    assert.equal(new Set(ids).size, ids.length);
    ids.forEach((id) => assert.match(id, /^[a-z][a-z0-9-]*$/));
  });

  test(`${chapter.name} keeps the measures of a chapter`, () => {
    assert.match(
      sourceOf(prose[0]),
      new RegExp(`^# ${chapter.name.slice(0, 2)} .*\\?`, "s"),
      "it opens with a question",
    );
    code.forEach((cell) => assert.ok(cell.source.length <= 25, `${cell.id} has ${cell.source.length} lines`));
    prose.forEach((cell) =>
      assert.ok(words(sourceOf(cell)) <= 90, `${cell.id} has ${words(sourceOf(cell))} words`),
    );
    const headings = prose.map(sourceOf).join("\n");
    for (const heading of ["## What we know now", "## Your turn"])
      assert.ok(headings.includes(heading), heading);
    assert.match(
      sourceOf(prose[prose.length - 1]),
      /\]\(\d\d-[a-z-]+\.ipynb\)/,
      "it ends with a link onwards",
    );
  });

  test(`${chapter.name} type-checks under strict`, () => {
    assert.deepEqual(typeErrors().get(chapter.name), []);
  });
}

/**
 * The type errors of each chapter, its cells one after the other in one module. All are checked as one
 * program, when the first is asked for: most of the time goes into the libraries' types.
 */
function checkTypes(all: readonly Chapter[]): () => Map<string, string[]> {
  let errors: Map<string, string[]> | undefined;
  return () => {
    if (errors) return errors;
    const program = programOf(all);
    errors = new Map(all.map(({ name }) => [name, errorsIn(program, fileOf(name))]));
    return errors;
  };
}

const fileOf = (name: string): string => path.join(folder, `${name}.ts`);

function programOf(all: readonly Chapter[]): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
  };
  const codeOf = ({ cells }: Chapter): string =>
    cells
      .filter((cell) => cell.cell_type === "code")
      .map(sourceOf)
      .join("\n;\n");
  const modules = new Map(all.map((chapter) => [fileOf(chapter.name), codeOf(chapter)]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => modules.has(file) || fileExists.call(host, file);
  host.getSourceFile = (file, version) => {
    const code = modules.get(file);
    return code === undefined
      ? getSourceFile.call(host, file, version)
      : ts.createSourceFile(file, code, version);
  };
  return ts.createProgram([...modules.keys()], options, host);
}

function errorsIn(program: ts.Program, file: string): string[] {
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map((diagnostic) => {
    const line = diagnostic.file?.text.slice(0, diagnostic.start).split("\n").at(-1) ?? "";
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
    return `${message} in: ${line}${diagnostic.file?.text.slice(diagnostic.start).split("\n")[0] ?? ""}`;
  });
}
