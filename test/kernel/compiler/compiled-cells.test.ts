import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { CompiledCells } from "../../../dist/kernel/compiler/compiled-cells";
import type { CompiledCell } from "../../../dist/kernel/compiler/emit-cell";
import { cannotDrive, cells, drive, printed, type Answer } from "../drive";
import { inCheckout } from "../../../dist/files/checkout";

describe("cells kept as they were compiled", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cells-"));
  const modules = path.join(folder, "modules") + path.sep;
  const module = path.join(modules, "matrix.d.ts");
  const compiled = (code: string, checkedAgainst: string[] = []): CompiledCell => ({
    code,
    map: "map",
    exports: "export { a };",
    declared: [{ name: "a", primitive: "number" }],
    imported: [],
    modules: {},
    checkedAgainst,
  });
  let serial = 0;
  const fresh = (): string => path.join(folder, `cells-${++serial}`);
  before(() => {
    mkdirSync(modules);
    writeFileSync(module, "export declare const zero: number;\n");
  });
  after(() => rmSync(folder, { recursive: true }));

  test("the same cell is found by another kernel, whole", () => {
    const place = fresh();
    new CompiledCells(place, modules).keep("key", compiled("a = 1", [module]));
    const kept = new CompiledCells(place, modules);
    assert.deepEqual(kept.find("key"), compiled("a = 1", [module]));
    assert.equal(kept.find("another key"), undefined);
  });

  test("it is forgotten once a module it was checked against has changed or gone", () => {
    const kept = new CompiledCells(fresh(), modules);
    kept.keep("a", compiled("a", [module]));
    utimesSync(module, 1, 1);
    assert.equal(kept.find("a"), undefined);
    kept.keep("a", compiled("a", [module]));
    assert.ok(kept.find("a"));
    rmSync(module);
    assert.equal(kept.find("a"), undefined);
    writeFileSync(module, "");
  });

  test("modules of other folders and modules made in the notebook are not kept", () => {
    const kept = new CompiledCells(fresh(), modules);
    kept.keep("a", compiled("a", [module, path.join(folder, "own.ts")]));
    kept.keep("a", { ...compiled("a"), modules: { "made.ts": "" } });
    assert.equal(kept.find("a"), undefined);
  });

  test("a damaged file and a folder that cannot be written are as good as none", () => {
    const place = fresh();
    const kept = new CompiledCells(place, modules);
    kept.keep("a", compiled("a"));
    const [file] = readdirSync(place);
    const whole = readFileSync(path.join(place, file), "utf8");
    writeFileSync(path.join(place, file), whole.slice(0, -20));
    assert.equal(kept.find("a"), undefined);
    const inFile = new CompiledCells(path.join(place, file), modules);
    inFile.keep("a", compiled("a"));
    assert.equal(inFile.find("a"), undefined);
  });

  test("of more than 2,000 the older ones go", () => {
    const place = fresh();
    mkdirSync(place);
    for (let i = 0; i < 2000; i++) {
      const file = path.join(place, `${i}.json`);
      writeFileSync(file, "");
      utimesSync(file, i, i);
    }
    new CompiledCells(place, modules).keep("a", compiled("a"));
    const left = readdirSync(place);
    assert.equal(left.length, 1000);
    assert.ok(left.includes("1999.json") && !left.includes("1000.json"));
    assert.ok(new CompiledCells(place, modules).find("a"));
  });
});

describe("a kernel that keeps compiled cells", { skip: cannotDrive }, () => {
  const steps = (from: string) =>
    cells({
      first: `import { outer } from "${from}";\nlet steps = 5;\nconst n: number = outer(); n`,
      parameters: "// Parameters\nsteps = 7;",
      later: "const doubled = () => 2 * steps;\nawait (Promise.resolve(n)); doubled()",
      fails: "function fail(): never {\n  throw new RangeError('too big');\n}\nfail();",
      wrong: "const text: string = n;",
    });
  const library = mkdtempSync(inCheckout("dist/kept-"));
  const kept = mkdtempSync(path.join(tmpdir(), "cells-"));
  const outer = (type: string): void => {
    const cjs = 'Object.defineProperty(exports, "__esModule", { value: true });\n';
    writeFileSync(path.join(library, "outer.js"), `${cjs}exports.outer = () => 3;\n`);
    writeFileSync(path.join(library, "outer.d.ts"), `export declare function outer(): ${type};\n`);
  };
  const driven = (): Promise<Record<string, Answer[]>> =>
    drive("mended", steps(`../dist/${path.basename(library)}/outer`), ["--compiled-cells", kept]);
  let answers: Record<"plain" | "again" | "fromFolder" | "rebuilt", Record<string, Answer[]>>;

  before(async () => {
    outer("number");
    const plain = await driven();
    const again = await driven();
    for (const name of readdirSync(kept)) {
      const file = path.join(kept, name);
      writeFileSync(file, readFileSync(file, "utf8").replace("2 * ", "200 * "));
    }
    const fromFolder = await driven();
    outer("string");
    answers = { plain, again, fromFolder, rebuilt: await driven() };
  });
  after(() => {
    rmSync(library, { recursive: true });
    rmSync(kept, { recursive: true });
  });

  test("another kernel answers the same, places of errors included", () => {
    const { plain, again } = answers;
    assert.equal(printed(plain.later[0]), "14\n");
    assert.match(String(plain.fails[0].reply.traceback), /cell \[4\], line 2/);
    assert.match(String(plain.wrong[0].reply.evalue), /not assignable/);
    assert.deepEqual(again, plain);
  });

  test("what it runs comes from the folder", () => {
    assert.equal(printed(answers.fromFolder.later[0]), "1400\n");
  });

  test("types of the library that have changed since are checked", () => {
    assert.match(
      String(answers.rebuilt.first[0].reply.evalue),
      /'string' is not assignable to type 'number'/,
    );
  });
});
