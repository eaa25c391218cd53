import assert from "node:assert/strict";
import { test } from "node:test";
import ts from "typescript";
import { CellLanguage, options } from "../../../dist/kernel/compiler/cell-language";
import { inCheckout } from "../../../dist/files/checkout";

const file = inCheckout("test/none.ts");

/** What a program says of every name of the language and of Node: its type, and those of its members. */
function described(program: ts.Program): Map<string, string> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  assert.ok(source);
  const text = (symbol: ts.Symbol): string =>
    checker.typeToString(checker.getTypeOfSymbol(symbol), source, ts.TypeFormatFlags.NoTruncation);
  const members = (symbol: ts.Symbol): string[] =>
    checker
      .getDeclaredTypeOfSymbol(symbol)
      .getProperties()
      .map((each) => `${each.name.replace(/@\d+$/, "")}: ${text(each)}`);
  const all = ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace;
  const found = new Map(
    checker
      .getSymbolsInScope(source, all)
      .map((symbol) => [symbol.name, [text(symbol), ...members(symbol)].join("\n")]),
  );
  for (const module of checker.getAmbientModules())
    found.set(
      module.name,
      checker
        .getExportsOfModule(module)
        .map((each) => `${each.name}: ${text(each)}`)
        .join("\n"),
    );
  return found;
}

test("types of the language and of Node in one text are those of their files, members and overloads in order", () => {
  const language = new CellLanguage(inCheckout("test"));
  language.write(file, "export {};");
  const program = language.program(file);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, "export {};", ts.ScriptTarget.Latest) : read(name, ...rest);
  const ordinary = described(ts.createProgram([file], options, host));
  const ours = described(program);
  assert.ok(ordinary.size > 400, `${ordinary.size} names`);
  const other = [...ordinary].filter(([name, expected]) => ours.get(name) !== expected);
  assert.deepEqual(
    other.map(([name, expected]) => [name, ours.get(name), expected]),
    [],
  );
  const texts = program.getSourceFiles().filter(({ text }) => text.length > 10_000);
  assert.equal(texts.filter(({ fileName }) => /typescript|@types.node/.test(fileName)).length, 3);
});
