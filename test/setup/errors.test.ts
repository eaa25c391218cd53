import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { checkout, type Ended, run, write } from "./checkout";
import { fakeNpm } from "./fake-npm";
import { inCheckout } from "../../dist/files/checkout";

/** Asserts that a command failed with one message that fits, and with no stack trace. */
function refused({ status, stderr }: Ended, message: RegExp): void {
  assert.equal(status, 1, stderr);
  assert.match(stderr, message);
  assert.doesNotMatch(stderr, /^ +at .*:\d+:\d+/m);
}

/** Runs a command that needs Python where the programs on PATH are those given, as shell scripts. */
function withPythons(t: TestContext, pythons: Record<string, string>, env: NodeJS.ProcessEnv = {}): Ended {
  const root = checkout(t);
  write(root, "bin/.keep", "");
  for (const [name, answer] of Object.entries(pythons)) {
    fs.writeFileSync(path.join(root, "bin", name), `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 });
  }
  return run(root, ["data"], { ...fakeNpm(root), PATH: path.join(root, "bin"), ...env });
}

const answer = (version: number[], venv: boolean): string =>
  JSON.stringify({ version, venv, executable: "/usr/bin/python3" });

test("a Node that is too old is refused in words, not by a syntax error", (t) => {
  const root = checkout(t);
  const older = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } });`;
  write(root, "older.cjs", older);
  const result = run(root, ["build"], {
    NODE_OPTIONS: `--require ${JSON.stringify(path.join(root, "older.cjs"))}`,
  });
  refused(result, /needs Node 20\.19 or newer, this is 18\.20\.4\n.*https:\/\/nodejs\.org/);
});

test("the file that refuses an old Node is written in syntax that an old Node reads", () => {
  const text = fs.readFileSync(inCheckout("src/setup/run.cjs"), "utf8");
  const code = text.replace(/\/\*[^]*?\*\//g, "");
  assert.doesNotMatch(code, /=>|`|\?\?|\?\.|\b(const|let|class|async|await)\b|\.\.\./);
});

test("without any Python the message says how to get one", (t) => {
  refused(
    withPythons(t, {}),
    /Python 3\.11 or newer with venv is needed, found none\n.*apt-get install python3/,
  );
});

test("a Python that is too old is named with its version", (t) => {
  const pythons = { python3: answer([3, 9, 2], true), python: answer([2, 7, 18], false) };
  refused(
    withPythons(t, pythons),
    /python3 is 3\.9\.2, which is too old; python is 2\.7\.18, which is too old/,
  );
});

test("a Python without venv is named with the package that brings it", (t) => {
  const pythons = { python3: answer([3, 11, 2], false) };
  refused(
    withPythons(t, pythons),
    /python3 is 3\.11\.2, but has no venv module .*apt-get install python3-venv/,
  );
});

test("PYTHON names the one Python that is tried", (t) => {
  const pythons = { python3: answer([3, 11, 2], true), old: answer([3, 10, 0], true) };
  refused(withPythons(t, pythons, { PYTHON: "old" }), /found only: old is 3\.10\.0, which is too old/);
  refused(withPythons(t, pythons, { PYTHON: "/none" }), /PYTHON=\/none is no Python that runs/);
});

test("without a network, npm's failure is explained", (t) => {
  const nobody = { npm_config_registry: "http://127.0.0.1:9/", npm_config_fetch_retries: "0" };
  const result = run(checkout(t), ["build"], nobody);
  refused(
    result,
    /npm ci failed \(1\): no network, or the package registry cannot be reached: check the connection/,
  );
});

test("without a network, pip's failure is explained", (t) => {
  const root = checkout(t);
  const nobody = { PIP_CONFIG_FILE: "/dev/null", PIP_INDEX_URL: "http://127.0.0.1:9/", PIP_RETRIES: "1" };
  const nowhere = { PIP_FIND_LINKS: "", PIP_EXTRA_INDEX_URL: "" };
  const result = run(root, ["data"], { ...fakeNpm(root), ...nobody, ...nowhere });
  refused(result, /pip install failed \(1\): no network, or the package registry cannot be reached/);
});

test("an option that npm took for its own, one given twice and one that is not known are refused", (t) => {
  const root = checkout(t);
  const taken = run(root, ["train"], { npm_lifecycle_event: "train", npm_config_step_size: "0.1" });
  refused(taken, /npm took --step-size for its own; put -- before it: npm run train -- --step-size 0\.1$/m);
  const wrong: [string[], RegExp][] = [
    [["clean", "--all", "--all"], /--all is given twice; give it once/],
    [["clean", "runs"], /npm run clean takes --all, got runs/],
  ];
  for (const [args, message] of wrong) refused(run(root, args), message);
});

test("a command that does not exist is answered with those that do", (t) => {
  refused(run(checkout(t), ["strat"]), /there is no command strat, only start, test, report/);
});
