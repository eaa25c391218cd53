import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import test from "node:test";
import ts from "typescript";
import { settingTable } from "../../dist/settings/table";
import { chapters, folder, type Cell } from "./chapters";

const tagged = (cell: Cell): boolean => cell.metadata.tags?.includes("parameters") === true;
const declaration = /^let (\w+) = ("[^"]*"|[-\d.e]+|true|false); \/\/ (.{10,})$/;
const range = /\b([\d,.e-]+) to ([\d,.e]+)/;
const asNumber = (text: string): number => Number(text.replaceAll(",", ""));

interface Parameter {
  name: string;
  value: string;
  /** what stands beside it */
  note: string;
}

function parseParameters(cells: readonly Cell[]): Parameter[] {
  const [cell] = cells.filter(tagged);
  const end = cell.source.findIndex((line) => !line.startsWith("let "));
  return cell.source.slice(0, end).map((line) => {
    const [, name, value, note] = declaration.exec(line.trimEnd()) ?? [];
    assert.ok(name, `${line} is no typed parameter with what it means beside it`);
    return { name, value, note };
  });
}

/** Runs the imports and the parameters, one of them changed, in memory: the cell that a reader edits has to check them. */
function runChecks(cells: readonly Cell[], name: string, value: string): void {
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  const at = code.findIndex(tagged);
  const changed = code[at].source.map((line) =>
    line.replace(new RegExp(`^let ${name} = [^;]+;`), `let ${name} = ${value};`),
  );
  const imports = code.slice(0, at).map(({ source }) => source.join(""));
  const text = [...imports, changed.join("")].join("\n;\n");
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
    },
  });
  const require = createRequire(path.join(folder, "cell.js"));

  new Function("require", "exports", outputText)(require, {});
}

const withSettings = chapters().filter(({ cells }) => cells.some(tagged));

test("the chapters with settings are those that train", () => {
  assert.deepEqual(
    withSettings.map(({ name }) => name.slice(0, 2)),
    ["07", "08", "09", "10", "11"],
  );
});

for (const { name, cells } of withSettings) {
  test(`${name} has one cell of settings, each with its meaning and its range beside it`, () => {
    assert.equal(cells.filter(tagged).length, 1);
    for (const { name: parameter, value, note } of parseParameters(cells)) {
      if (!/^[-\d]/.test(value)) continue;
      const [, least, most] = range.exec(note) ?? [];
      assert.ok(least !== undefined, `${parameter} has no range beside it: ${note}`);
      const setting = Object.hasOwn(settingTable, parameter)
        ? settingTable[parameter as keyof typeof settingTable]
        : undefined;
      if (setting?.kind !== "integer" && setting?.kind !== "number") continue;
      assert.deepEqual([asNumber(least), asNumber(most)], [setting.least, setting.most], parameter);
    }
  });

  test(`${name} refuses a wrong setting in the cell that has it, before anything else runs, and says what is allowed`, () => {
    assert.doesNotThrow(() => runChecks(cells, "", ""));
    for (const { name: parameter, value, note } of parseParameters(cells)) {
      const [, least, most] = range.exec(note) ?? [];
      const number =
        least === undefined ? [] : [`${asNumber(most) * 2 + 1}`, `${-1 - asNumber(least)}`, '"x"'];
      const wrong = value === "true" || value === "false" ? ["1"] : number;
      for (const bad of wrong) {
        const isRefused = (error: Error): boolean => {
          assert.match(error.message, new RegExp(`^settings require ${parameter} to be .+, got ${bad}$`));
          if (least !== undefined)
            assert.ok(
              error.message.includes(` from ${asNumber(least)} to ${asNumber(most)}, `),
              error.message,
            );
          return true;
        };
        assert.throws(() => runChecks(cells, parameter, bad), isRefused, `${parameter} = ${bad}`);
      }
    }
  });
}

test("a loss or a text that there is not is refused with those there are", () => {
  const [{ cells }] = withSettings;
  assert.throws(
    () => runChecks(cells, "loss", '"softmax"'),
    /loss to be "negative-sampling" or "naive-softmax", got "softmax"/,
  );
  assert.throws(() => runChecks(cells, "corpus", '""'), /corpus to be a text that is not empty, got ""/);
});

test("a value that papermill or an experiment sets, in a cell after the settings, is refused by the next cell", () => {
  for (const { name, cells } of withSettings) {
    const code = cells.filter(({ cell_type }) => cell_type === "code");
    const next = code[code.findIndex(tagged) + 1].source.join("");
    assert.match(next, /\b(checkSettings|withDefaults|settingsGrid)\(/, name);
  }
});
