import { setTimeout as delay } from "node:timers/promises";
import { hashBytes } from "../../files/sha256";
import { placeOf } from "../../runs/run-folders";
import { readNotes, writeNotes, type RunNotes } from "../../runs/run-notes";
import { Locks } from "../grid/locks";

/** Milliseconds between two tries of the lock. */
const tryEvery = 50;

/**
 * Changes what people say of a run. Of several commands at once one after another does so: none loses what the other has written,
 * and what `change` finds in the other folders of the runs stays so.
 *
 * @param folder of the run
 * @param change gets the notes as they are; what it throws leaves them
 */
export async function changeNotes(folder: string, change: (notes: RunNotes) => RunNotes): Promise<RunNotes> {
  const locks = new Locks(placeOf(folder));
  try {
    while (!(await locks.lock(hashBytes("notes")))) await delay(tryEvery);
    const notes = change(readNotes(folder));
    writeNotes(folder, notes);
    return notes;
  } finally {
    locks.close();
  }
}
