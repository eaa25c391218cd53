/** Step: TypeScript as the cells' compiler begins with it, a snapshot in .cache (src/kernel/compiler/snapshot.ts). */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { makeSnapshot, snapshotOf } from "../../kernel/compiler/make-snapshot.mjs";
import { say } from "../messages.mjs";
import { cache, inRoot, root } from "../paths.mjs";
import { filesBelow, hashFiles } from "../prepare.mjs";
import { build } from "./build.mjs";
import { packages } from "./packages.mjs";

const folder = path.join(cache, "compiler");
const refused = path.join(folder, "refused.txt");

export const compiler = {
  name: "TypeScript for cells, ready to begin",
  after: [packages, build],
  stamp: path.join(folder, "set-up.json"),
  inputs: () => ({
    place: [process.version, process.arch, os.cpus()[0]?.model, root],
    sources: hashFiles([inRoot("package-lock.json"), ...filesBelow(inRoot("src", "kernel", "compiler"))]),
  }),
  intact: () => fs.existsSync(refused) || fs.existsSync(snapshotOf(root)),
  make: async () => {
    try {
      await makeSnapshot(root);
    } catch (error) {
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(refused, `${error.message}\n`);
      say(`the first cell of a notebook will take a second longer: ${path.relative(root, refused)} says why`);
    }
  },
};
