/**
 * Does the steps a command needs, each only when its inputs have changed.
 *
 * A step is `{ name, after, stamp, inputs(), make(), intact?() }`:
 *   name    what is made, as the line on the terminal says it
 *   after   the steps whose results it uses; steps that use nothing of each other are made at the same time
 *   stamp   a file inside the thing made, so that deleting the thing deletes the stamp
 *   inputs  everything the result depends on, as a plain object
 *   make    makes it anew, whatever an earlier attempt left there
 *   intact  false where the thing made has been broken from outside; left out: always true
 *
 * The stamp holds the inputs as JSON. It is taken away before the work and written last, in one
 * rename: a set-up that was killed, or that ran out of disk, is done again by the next one.
 */
import fs from "node:fs";
import path from "node:path";
import { createHash } from "node:crypto";
import { withLock } from "./lock.mjs";
import { say } from "./messages.mjs";
import { root } from "./paths.mjs";

/**
 * Brings steps up to date. Where one fails, those that do not come after it are finished all the same.
 *
 * @param steps each after those that it names in `after`
 * @throws the error of the first step in the list that fails
 */
export async function prepare(steps) {
  if (steps.every(isDone)) return;
  await withLock(async () => {
    const begun = new Map();
    for (const step of steps) {
      const earlier = Promise.all(step.after.map((other) => begun.get(other)));
      begun.set(
        step,
        earlier.then(() => isDone(step) || redo(step)),
      );
    }
    const ends = await Promise.allSettled(begun.values());
    const failed = ends.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
  });
}

function isDone(step) {
  if (!fs.existsSync(step.stamp)) return false;
  const stamped = fs.readFileSync(step.stamp, "utf8") === JSON.stringify(step.inputs());
  return stamped && (step.intact?.() ?? true);
}

async function redo(step) {
  say(step.name);
  dropLink(path.dirname(step.stamp));
  fs.rmSync(step.stamp, { force: true });
  const inputs = JSON.stringify(step.inputs()); // before the work: what changes during it is found next time
  await step.make();
  writeWhole(step.stamp, inputs);
}

/** Where a folder is a link to somebody else's, takes the link away, so that nothing is made or deleted there. */
function dropLink(folder) {
  if (fs.lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) fs.unlinkSync(folder);
}

/**
 * Writes a file in one rename, so that it is there whole or not at all. One set-up works at a time, so the other name
 * can be always the same: what a killed one has left there is written over.
 */
export function writeWhole(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.new`;
  fs.writeFileSync(beside, text);
  fs.renameSync(beside, file);
}

/** SHA-256 over the contents of files, and their names within the checkout. */
export function hashFiles(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(fs.readFileSync(file))
      .update("\0");
  return hash.digest("hex");
}

/** Every file below a folder whose name ends so, sorted; links are not followed. */
export function filesBelow(folder, ending = "") {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(full, ending);
      return entry.isFile() && entry.name.endsWith(ending) ? [full] : [];
    })
    .sort();
}
