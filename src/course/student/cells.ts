import fs from "node:fs";
import ts from "typescript";

/** A code cell of a notebook, as JavaScript that runs as a script. */
export interface CellProgram {
  readonly id: string;
  readonly code: string;
  /** its first line with code, by which a reader finds it */
  readonly begins: string;
  /** names that a statement declares which awaits something: nobody waits, so they are not there */
  readonly awaited: readonly string[];
}

interface Notebook {
  readonly cells?: readonly {
    cell_type?: unknown;
    id?: unknown;
    source?: unknown;
    metadata?: { tags?: unknown };
  }[];
}

/** The text of a notebook's file. A student may hand in a link to what is not theirs, or a pipe that nobody writes to. */
export function readNotebookText(file: string): string {
  if (!fs.lstatSync(file).isFile())
    throw new Error("the file is no notebook: it is a link, or no plain file");
  return fs.readFileSync(file, "utf8");
}

/**
 * The code cells of a notebook, but for those with the tag `not-graded`. Types are stripped, imports become calls of `require`; nothing is run.
 *
 * @throws Error saying why it is no notebook
 */
export function readCells(text: string): CellProgram[] {
  let notebook: Notebook;
  try {
    notebook = JSON.parse(text) as Notebook;
  } catch {
    throw new Error("the file is no notebook: it does not hold JSON");
  }
  if (!Array.isArray(notebook?.cells)) throw new Error("the file is no notebook: it has no cells");
  return notebook.cells.flatMap((cell, i) => {
    if (cell?.cell_type !== "code" || [cell.metadata?.tags].flat().includes("not-graded")) return [];
    const source = Array.isArray(cell.source) ? cell.source.join("") : String(cell.source ?? "");
    return [{ id: String(cell.id ?? i), begins: beginning(source), ...compile(source) }];
  });
}

/** The first line of a cell that is no comment, cut. */
function beginning(source: string): string {
  const lines = source.split("\n").map((line) => line.trim());
  const line = lines.find((each) => each !== "" && !/^(\/\/|\/\*|\*)/.test(each)) ?? "";
  return line.length <= 40 ? line : `${line.slice(0, 39)}…`;
}

/**
 * A cell as a script. Names that it imports become variables, which later cells see, as they see its own. A statement
 * that awaits something, such as a check, is put into a function that nobody waits for: the grader asks anyway. A cell
 * that is no TypeScript fails, as it does in a notebook.
 */
function compile(source: string): Pick<CellProgram, "code" | "awaited"> {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2022, true);
  const statements = file.statements.map((statement) => {
    if (ts.isImportDeclaration(statement)) return requireOf(statement);
    const text = statement
      .getFullText()
      .replace(/^(\s*)export (?=(async |function|const|let|class|enum))/, "$1");
    return awaits(statement) ? `(async () => {${text}\n})().catch(() => {});` : text;
  });
  const { outputText, diagnostics } = ts.transpileModule(statements.join(""), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.None, removeComments: true },
    reportDiagnostics: true,
  });
  const awaited = file.statements.filter(awaits).flatMap(declaredNames);
  const wrong = diagnostics?.find((each) => each.file && each.category === ts.DiagnosticCategory.Error);
  if (wrong === undefined) return { code: declaredAnew(outputText.replace(/^"use strict";\n/, "")), awaited };
  const says = `it is no TypeScript: ${ts.flattenDiagnosticMessageText(wrong.messageText, "; ")}`;
  return { code: `throw new SyntaxError(${JSON.stringify(says)});`, awaited };
}

/**
 * A script whose names may be declared again by a later one, as in a notebook, where the later cell counts: what the
 * script itself declares by `const`, `let` and `class` becomes a variable.
 */
function declaredAnew(script: string): string {
  const file = ts.createSourceFile("cell.js", script, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const statements = file.statements.map((statement) => {
    const text = statement.getText();
    if (ts.isClassDeclaration(statement) && statement.name) return `var ${statement.name.text} = ${text};`;
    if (!ts.isVariableStatement(statement)) return text;
    const { declarations, flags } = statement.declarationList;
    if ((flags & ts.NodeFlags.BlockScoped) === 0) return text;
    const anew = declarations.map((each) => `${each.getText()}${each.initializer ? "" : " = undefined"}`);
    return `var ${anew.join(", ")};`;
  });
  return statements.join("\n");
}

/** The names that a statement with `const`, `let` or `var` declares, but for those within a pattern. */
function declaredNames(statement: ts.Statement): string[] {
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) =>
    ts.isIdentifier(name) ? [name.text] : [],
  );
}

/** Whether a statement has an `await` of its own, not one of a function within it. */
function awaits(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  const loops = ts.isForOfStatement(node) && node.awaitModifier !== undefined;
  return (
    loops ||
    ts.isAwaitExpression(node) ||
    (ts.forEachChild(node, (child) => awaits(child) || undefined) ?? false)
  );
}

function requireOf({ importClause, moduleSpecifier }: ts.ImportDeclaration): string {
  if (importClause?.isTypeOnly) return "";
  const call = `require(${moduleSpecifier.getText()})`;
  if (importClause === undefined) return `${call};\n`;
  const { name, namedBindings } = importClause;
  const whole = name === undefined ? "" : `var ${name.text} = ${call}.default ?? ${call};\n`;
  if (namedBindings === undefined) return whole;
  if (ts.isNamespaceImport(namedBindings)) return `${whole}var ${namedBindings.name.text} = ${call};\n`;
  const values = namedBindings.elements.filter(({ isTypeOnly }) => !isTypeOnly);
  if (values.length === 0) return whole;
  const names = values.map(({ propertyName, name }) =>
    propertyName === undefined ? name.text : `${propertyName.getText()}: ${name.text}`,
  );
  return `${whole}var { ${names.join(", ")} } = ${call};\n`;
}
