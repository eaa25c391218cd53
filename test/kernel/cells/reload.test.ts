import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { cannotDrive, cells, drive, printed, published, type Answer } from "../drive";
import { inCheckout } from "../../../dist/files/checkout";

const errorsFile = inCheckout("dist/build-errors.txt");
const cjs = 'Object.defineProperty(exports, "__esModule", { value: true });\n';

describe("after a rebuild of dist/", { skip: cannotDrive }, () => {
  let answers: Record<string, Answer[]>;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(inCheckout("dist/reload-"));
    const from = `../dist/${path.basename(folder)}`;
    const build = (value: string, type: string): Record<string, string> => ({
      [`${folder}/inner.js`]: `${cjs}exports.value = ${value}; exports.Model = class Model { say() { return ${value} } };\n`,
      [`${folder}/inner.d.ts`]: `export declare const value: ${type};\nexport declare class Model { say(): ${type}; }\n`,
      [`${folder}/outer.js`]: `${cjs}const inner = require("./inner"); exports.outer = () => inner.value;\n`,
      [`${folder}/outer.d.ts`]: `export declare function outer(): ${type};\n`,
    });
    answers = await drive("mended", {
      built: { write: build("1", "number") },
      ...cells({
        first: `import { outer as show } from "${from}/outer";\nimport { value, Model } from "${from}/inner";\nconst model = new Model();\nconst n: number = show(); n`,
        missing: `import { late } from "${from}/late"; late`,
      }),
      rebuilt: {
        write: {
          ...build("'two'", "string"),
          [`${folder}/late.js`]: `${cjs}exports.late = 'there';\n`,
          [`${folder}/late.d.ts`]: "export declare const late: string;\n",
        },
      },
      ...cells({
        second: "const text: string = show(); [text, value, new Model().say(), model.say()]",
        third: "show()",
        noLongerMissing: `import { late } from "${from}/late"; late`,
      }),
      broken: { write: { [`${folder}/inner.js`]: "throw new Error('half built');\n" } },
      ...cells({ whileBroken: "show()" }),
      repaired: { write: build("'three'", "string") },
      ...cells({ afterRepair: "[show(), value]" }),
      wrong: { write: { [errorsFile]: "src/model/loss.ts(1,2): error TS1005: ';' expected." } },
      ...cells({ whileWrong: "1", stillWrong: "2" }),
      right: { write: { [errorsFile]: "" } },
      ...cells({ whenRight: "3" }),
    });
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(errorsFile, { force: true });
  });

  test("the next cell uses new code and types, dependents and earlier imports included", () => {
    assert.equal(printed(answers.first[0]), "1\n");
    assert.equal(printed(answers.second[0]), "[ 'two', 'two', 'two', 1 ]\n");
  });

  test("a value made by the old code is named once", () => {
    assert.match(said(answers.second[0]), /objects of the old code: model\./);
    assert.equal(said(answers.third[0]), "");
  });

  test("a module that did not exist is found once it does", () => {
    assert.match(String(answers.missing[0].reply.evalue), /Cannot find module/);
    assert.equal(printed(answers.noLongerMissing[0]), "there\n");
  });

  test("a build that cannot be loaded is an error, and the one after it is used", () => {
    assert.equal(answers.whileBroken[0].reply.evalue, "half built");
    assert.equal(printed(answers.afterRepair[0]), "[ 'three', 'three' ]\n");
  });

  test("type errors in src/ are shown under the next cell, once", () => {
    const expected =
      "src/ has type errors; cells use dist/ as far as it compiled:\nsrc/model/loss.ts(1,2): error TS1005: ';' expected.\n";
    assert.equal(said(answers.whileWrong[0]), expected);
    assert.equal(said(answers.stillWrong[0]) + said(answers.whenRight[0]), "");
  });
});

/** What a cell printed on stderr. */
function said(answer: Answer): string {
  return published(answer, "stream")
    .filter(({ name }) => name === "stderr")
    .map(({ text }) => text)
    .join("");
}
