/** What set-up says: one line a step, and one message where it fails. */

/** A failure that the reader can mend: its message says what is wrong and what to do, without a stack. */
export class SetupError extends Error {}

/** Prints a line on stderr, which leaves stdout to the command (`npm run --silent train -- --json`). */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}
