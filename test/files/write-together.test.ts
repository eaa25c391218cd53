import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { uniform } from "../../dist/random/random";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { inCheckout } from "../../dist/files/checkout";
import { finishTogether, writeTogether } from "../../dist/files/write-together";

const memory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir(); // each write waits for the disk, where there is one
const folder = mkdtempSync(path.join(memory, "write-together-"));
after(() => rmSync(folder, { recursive: true }));
const names = ["vectors.tsv", "metadata.tsv"];
const file = (name: string): string => path.join(folder, name);
const texts = (): string[] => names.map((name) => readFileSync(file(name), "utf8"));

test("files that belong together are replaced together, and nothing is left beside them", () => {
  for (const text of ["first", "second"]) {
    writeTogether(names.map((name) => ({ file: file(name), data: text + name })));
    assert.deepEqual(texts(), [`${text}vectors.tsv`, `${text}metadata.tsv`]);
  }
  assert.deepEqual(readdirSync(folder).sort(), [...names].sort());
  const failing = [
    { file: file(names[0]), data: "third" },
    { file: path.join(folder, "none", names[1]), data: "third" },
  ];
  assert.throws(() => writeTogether(failing), { code: "ENOENT" });
  assert.deepEqual(texts(), ["secondvectors.tsv", "secondmetadata.tsv"]);
  assert.deepEqual(readdirSync(folder).sort(), [...names].sort());
});

test("a journal that a killed process left is finished by whoever reads or writes next, wherever it was killed", () => {
  const journal = file(".vectors.tsv.unfinished");
  const renames = names.map((name) => [`.w2v-1-2-${name}.ready`.replace(".tsv", ""), name]);
  for (const done of [0, 1, 2]) {
    names.forEach((name, i) => writeFileSync(file(name), i < done ? "new" : "old"));
    renames.slice(done).forEach(([from]) => writeFileSync(file(from), "new"));
    writeFileSync(journal, JSON.stringify(renames));
    finishTogether(file(names[0]));
    assert.deepEqual(texts(), ["new", "new"]);
    assert.deepEqual(readdirSync(folder).sort(), [...names].sort());
  }
  for (const damaged of ["", "{}", '[["/etc/passwd","vectors.tsv"]]']) {
    writeFileSync(journal, damaged);
    assert.throws(() => finishTogether(file(names[0])), /unfinished requires the names of files/);
  }
  rmSync(journal);
});

test("a process that is killed at any moment leaves the old files or the new ones", async () => {
  const program = `
    const { writeTogether } = require(${JSON.stringify(inCheckout("dist/files/write-together"))});
    for (let i = 0; ; i++) {
      const data = function* () { for (let k = 0; k < 20; k++) yield Buffer.alloc(5000, String(i % 10)); };
      writeTogether(${JSON.stringify(names.map(file))}.map((file) => ({ file, data: data() })));
      if (i === 0) process.stdout.write("ready");
    }`;
  const random = new Xoshiro128(5);
  for (let kill = 0; kill < 40; kill++) {
    const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await new Promise((resolve) => setTimeout(resolve, 20 * uniform(random)));
    child.kill("SIGKILL");
    await ended;
    finishTogether(file(names[0]));
    const [first, second] = texts();
    assert.equal(first, second);
    assert.match(first, /^(\d)\1{99999}$/);
  }
  writeTogether(names.map((name) => ({ file: file(name), data: "last" })));
  assert.deepEqual(readdirSync(folder).sort(), [...names].sort(), "leftovers of the killed are removed");
});
