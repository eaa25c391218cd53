/** Makes the snapshot of the compiler (`snapshot.ts`). */
import { execFile } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

const require = createRequire(import.meta.url);

/** Where it is, by the build of the checkout. */
export const snapshotOf = (root) => compiled(root).snapshotFile();

const compiled = (root) => require(path.join(root, "dist", "kernel", "compiler", "snapshot.js"));

/**
 * Makes the snapshot anew; it appears whole or not at all.
 *
 * @param {string} root the checkout, with its build and packages
 * @throws what Node says if it cannot make one
 */
export async function makeSnapshot(root) {
  const { megabytes, settings, snapshotFile } = compiled(root);
  const file = snapshotFile();
  const folder = path.dirname(file);
  fs.rmSync(folder, { recursive: true, force: true }); // those of other versions of Node too
  fs.mkdirSync(folder, { recursive: true });
  const script = path.join(folder, "compiler.js");
  await bundle(root, script);
  const made = `${file}.new`;
  const node = [
    ...settings(megabytes.memory),
    "--no-warnings",
    "--snapshot-blob",
    made,
    "--build-snapshot",
    script,
  ];
  await promisify(execFile)(process.execPath, [...node, root], { env: { ...process.env, NODE_OPTIONS: "" } });
  fs.renameSync(made, file);
  fs.rmSync(script);
}

/** A snapshot is made of one script. What it finds by its own place is told where its modules were. */
async function bundle(root, script) {
  const { build } = await import("esbuild");
  const typescript = path.join(root, "node_modules", "typescript", "lib", "typescript.js");
  await build({
    entryPoints: [path.join(root, "dist", "kernel", "compiler", "compiler-program.js")],
    outfile: script,
    bundle: true,
    minify: true, // its text is in the snapshot and in the memory of every compiler
    format: "iife", // a script has no exports
    platform: "node",
    target: "node20",
    define: {
      __filename: JSON.stringify(typescript),
      __dirname: JSON.stringify(path.join(root, "dist", "files")),
    },
    logLevel: "silent",
  });
}
