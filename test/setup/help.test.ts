import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { test } from "node:test";
import { settingLines } from "../../dist/settings/command-line";
import { inCheckout } from "../../dist/files/checkout";
import { checkout, run } from "./checkout";

const { scripts } = JSON.parse(fs.readFileSync(inCheckout("package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

/** What it does, how it is called, its options with their meaning, and one example. */
function form(name: string): RegExp {
  const call = `npm (run )?${name}\\b`;
  return new RegExp(
    `^[A-Z][^]+\\.\\n\\nUsage:\\n(  ${call}.*\\n)+\\n([^]+:\\n(  \\S.*\\n)+\\n)*` +
      `Options.*:\\n(  \\S.*\\n)*  --help  +print this.*\\n\\n(Options [^]+:\\n(  --.*\\n)+\\n)?` +
      `Example:\\n  ${call}.*\\n$`,
  );
}

test("--help prints the form, options and an example of every command, and nothing is set up for it", (t) => {
  const root = checkout(t);
  const before = fs.readdirSync(root);
  for (const name of Object.keys(scripts)) {
    for (const args of [["--help"], ["07", "-h"]]) {
      const { status, stdout, stderr } = run(root, [name, ...args]);
      assert.deepEqual([status, stderr], [0, ""], name);
      assert.match(stdout, form(name), name);
      assert.ok(
        stdout.split("\n").every((line) => line.length <= 160),
        name,
      );
    }
  }
  assert.deepEqual(fs.readdirSync(root), before);
});

test("the help of train says the meaning, range and default of every setting (npm run format mends it)", () => {
  const text = fs.readFileSync(inCheckout("src/cli/help/train.txt"), "utf8");
  const [, settings] = /^Settings:\n((?: .*\n)*)/m.exec(text) ?? [];
  assert.deepEqual(settings.trimEnd().split("\n"), settingLines());
});

test("the help of bench names every benchmark that bench has", () => {
  const text = fs.readFileSync(inCheckout("src/cli/help/bench.txt"), "utf8");
  const [, listed] = /^Benchmarks:\n {2}(.*)\n/m.exec(text) ?? [];
  const { stderr } = spawnSync(process.execPath, [inCheckout("dist/cli/bench.js"), "none"], {
    encoding: "utf8",
  });
  assert.equal(stderr, `bench requires ${listed}, got "none"\n`);
});
