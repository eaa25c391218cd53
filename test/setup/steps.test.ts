import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { begin, checkout, until, write } from "./checkout";
import { fakeNpm, npmRuns } from "./fake-npm";

test("npm and Python work at the same time, and the failure of one is told when the other has ended", async (t) => {
  const root = checkout(t);
  const npm = fakeNpm(root);
  write(root, "hold", "");
  const python = path.join(root, "bin/python3");
  const answer = JSON.stringify({ version: [3, 12, 1], venv: true, executable: python });
  const script = `#!/bin/sh\nif [ "$1" = -c ]; then echo '${answer}'; else echo "no venv today" | tee venv.log; exit 1; fi\n`;
  write(root, "bin/python3", script);
  fs.chmodSync(python, 0o755);
  const PATH = [path.dirname(python), process.env.PATH].join(path.delimiter);
  const setUp = begin(t, root, ["data"], { ...npm, PATH });
  const read = (name: string): string => fs.readFileSync(path.join(root, name), "utf8");
  await until("Python to be called", () => fs.existsSync(path.join(root, "venv.log")));
  await npmRuns(root);
  assert.equal(read("npm.log"), "start ");
  assert.doesNotMatch(setUp.output(), /failed/);
  fs.rmSync(path.join(root, "hold"));
  assert.equal(await setUp.ended, 1);
  assert.match(setUp.output(), /python -m venv failed \(1\)[^]*no venv today/);
  assert.equal(read("npm.log"), "start end ");
});
