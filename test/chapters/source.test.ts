import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import ts from "typescript";
import { chapters, folder, type Cell, type Chapter } from "./chapters";
import { inCheckout } from "../../dist/files/checkout";

const formatter = inCheckout("src/setup/format-notebook.mjs");
const joinSource = (cell: Cell): string => cell.source.join("");

const all = chapters();
const typeErrors = checkTypes(all);

for (const chapter of all) {
  test(`${chapter.name} is committed laid out, without outputs, with cell ids of its own`, async () => {
    const { formatNotebook } = (await import(formatter)) as { formatNotebook(text: string): Promise<string> };
    assert.equal(await formatNotebook(chapter.text), chapter.text, "npm run format mends this");
    const ids = chapter.cells.map((cell) => cell.id);
    assert.equal(new Set(ids).size, ids.length);
    ids.forEach((id) => assert.match(id, /^[a-z][a-z0-9-]*$/));
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
    const program = createProgram(all);
    errors = new Map(all.map(({ name }) => [name, errorsIn(program, moduleFile(name))]));
    return errors;
  };
}

const moduleFile = (name: string): string => path.join(folder, `${name}.ts`);

function createProgram(all: readonly Chapter[]): ts.Program {
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
  const joinCode = ({ cells }: Chapter): string =>
    cells
      .filter((cell) => cell.cell_type === "code")
      .map(joinSource)
      .join("\n;\n");
  const modules = new Map(all.map((chapter) => [moduleFile(chapter.name), joinCode(chapter)]));
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
