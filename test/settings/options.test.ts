import assert from "node:assert/strict";
import { test } from "node:test";
import { parseOptions } from "../../dist/settings/options";

const options = {
  out: { type: "string" },
  set: { type: "string", multiple: true },
  json: { type: "boolean" },
} as const;

const read = (...args: string[]): unknown => parseOptions(args, options, true);

test("options and operands are read in any order; a list keeps every value; -- ends the options", () => {
  assert.deepEqual(read("a", "--set", "x=1", "--json", "--set=y=", "-", "--out", "-", "--", "--json"), {
    values: { set: ["x=1", "y="], json: true, out: "-" },
    positionals: ["a", "-", "--json"],
  });
  assert.deepEqual(read("--out", "-0.5", "--set=--json"), {
    values: { out: "-0.5", set: ["--json"] },
    positionals: [],
  });
});

test("what is not meant is refused, with the option and what to do", () => {
  const wrong: [string[], string][] = [
    [["--out", "a", "--out", "b"], "--out is given twice; give it once"],
    [["--json", "--json"], "--json is given twice; give it once"],
    [["--out"], "--out requires a value, got none"],
    [["--out="], "--out requires a value, got an empty text"],
    [["--out", ""], "--out requires a value, got an empty text"],
    [
      ["--out", "--json"],
      "--out requires a value, got the option --json; write --out=--json if that is the value",
    ],
    [["--out", "-o"], "--out requires a value, got the option -o; write --out=-o if that is the value"],
    [["--json=yes"], '--json requires no value, got "yes"'],
    [["--js"], "this command requires known options, got --js; did you mean --json?"],
    [["--jsno"], "this command requires known options, got --jsno; did you mean --json?"],
    [["-o", "a"], "this command requires known options, got -o; --help lists them"],
    [["--toString"], "this command requires known options, got --toString; --help lists them"],
    [["--no-json"], "this command requires known options, got --no-json; did you mean --json?"],
    [["--__proto__=1"], "this command requires known options, got --__proto__; did you mean --out?"],
  ];
  for (const [args, message] of wrong) assert.throws(() => read(...args), { name: "RangeError", message });
});

test("a command without operands refuses one, and says where npm's -- belongs", () => {
  assert.throws(() => parseOptions(["300"], options, false), /requires options only, got "300"; npm takes options for its own unless -- stands before them/); // prettier-ignore
});
