/**
 * The snapshot of the compiler's heap: TypeScript loaded, its libraries and the types of packages parsed. A process that
 * begins with it answers after a sixth of the time. Set-up makes it (`make-snapshot.mjs`).
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkout, inCheckout } from "../../files/checkout";
import { modificationTime } from "./modification-time";

/** What the compiler may take, in megabytes: of memory, a chapter's first program takes 300; deep cells need a deep stack. */
export const megabytes = { memory: 2048, stack: 60 };

/**
 * V8's settings of the compiler's process. A snapshot can be used only under those that it was made with. A compiler of
 * cells works for moments: V8 would let 30 MB of garbage lie.
 */
export const settings = (memory: number): string[] => [
  "--max-semi-space-size=4",
  `--max-old-space-size=${memory}`,
  `--stack-size=${megabytes.stack * 1000}`,
];

/** The file of the snapshot for this Node, processor and checkout, whose paths are in it. */
export function snapshotFile(): string {
  const place = [process.version, process.arch, os.cpus()[0]?.model, checkout].join("\n");
  const key = createHash("sha256").update(place).digest("hex").slice(0, 16);
  return inCheckout(".cache", "compiler", `${key}.blob`);
}

/** The snapshot, if there is one that is not older than the code in it. */
export function freshSnapshot(): string | undefined {
  const file = snapshotFile();
  if (!existsSync(file)) return undefined;
  const made = modificationTime(file);
  const code = readdirSync(__dirname).filter((name) => name.endsWith(".js"));
  return code.every((name) => modificationTime(path.join(__dirname, name)) <= made) ? file : undefined;
}
