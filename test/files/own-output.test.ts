import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { isOwnPage, requireOwnOutput } from "../../dist/files/own-output";
import { checkPage } from "../../dist/report/check-page";
import { indexPage } from "../../dist/report/index-page";
import { runsPage } from "../../dist/report/runs-page";

test("a page of this project is known by its beginning, and no other", () => {
  const index = [indexPage([], ""), checkPage(), runsPage({ runs: [], leftOut: [] } as never)];
  for (const page of index) assert.ok(isOwnPage(page.slice(0, 4096)));
  for (const page of ["", "<!DOCTYPE html><p>mine", "default-src 'none'; script-src 'sha256-"])
    assert.ok(!isOwnPage(page));
});

test("a file that another program wrote is refused; an empty one, a folder and none are no such file", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "own-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const of = (name: string): string => path.join(folder, name);
  writeFileSync(of("mine"), "mine");
  writeFileSync(of("own"), "own file");
  writeFileSync(of("empty"), "");
  const isOwn = (beginning: string): boolean => beginning.startsWith("own");
  requireOwnOutput([of("own"), of("empty"), of("none"), folder, "/dev/null"], isOwn);
  assert.throws(
    () => requireOwnOutput([of("own"), of("mine")], isOwn),
    /mine is there, and is not of this command/,
  );
});
