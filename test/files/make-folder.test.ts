import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { makeFolder } from "../../dist/files/make-folder";

const parent = mkdtempSync(path.join(tmpdir(), "make-folder-"));
after(() => rmSync(parent, { recursive: true }));

test("makeFolder makes a folder and those above it, whatever their names, and leaves one that is there", () => {
  const folder = path.join(parent, "a b", "ü 😀", "'\"$");
  for (const round of ["first", "again"]) {
    makeFolder("test requires --runs", folder);
    assert.ok(statSync(folder).isDirectory(), round);
  }
});

test("makeFolder refuses an empty name, a file in the way, a link that leads nowhere, and a place where nothing can be made", () => {
  const file = path.join(parent, "file");
  writeFileSync(file, "");
  symlinkSync(path.join(parent, "nowhere"), path.join(parent, "link"));
  const refused = (folder: string, reason: RegExp): void =>
    assert.throws(
      () => makeFolder("test requires --runs", folder),
      ({ message }: Error) =>
        message.startsWith(`test requires --runs to be a folder that can be written, got ${folder}: `) &&
        reason.test(message),
      folder,
    );
  refused(file, /a file is there$/);
  refused(path.join(file, "inside"), /leads through a file as if that were a folder; check the path$/);
  refused(
    path.join(parent, "link"),
    /none? is not there; check the name$|link is not there; check the name$/,
  );
  assert.throws(() => makeFolder("test requires --runs", ""), /^RangeError: test requires --runs to name a folder, got an empty text$/); // prettier-ignore
  if (existsSync("/proc/self"))
    refused("/proc/none/inside", /none? is not there; check the name$|link is not there; check the name$/);
});
