import { explainError } from "../../files/explain-error";
import { flushOutput, outputFailed, watchStandardStreams } from "./standard-output";
import { Stopped } from "./until-stopped";

/** The exit status of a command that was asked to end, by whatever signal: that of Ctrl-C in a shell. */
const stoppedStatus = 130;

/**
 * Runs a command in the folder that it was called from (npm itself goes to the project's). However it ends, there is no
 * stack trace: an error ends it with its message and status 1; a request to end, with status 130; a standard output
 * that cannot be written, with status 1.
 *
 * @param command returns its exit status, 0 if it returns none
 */
export async function runCommand(command: () => Promise<number | void> | number | void): Promise<void> {
  watchStandardStreams();
  process.on("uncaughtException", (error) => {
    report(error);
    process.exit();
  });
  try {
    process.chdir(process.env.INIT_CWD ?? process.cwd());
    process.exitCode = (await command()) ?? process.exitCode;
  } catch (error) {
    report(error);
  }
  await flushOutput();
  if (outputFailed()) process.exitCode = 1;
}

function report(error: unknown): void {
  if (outputFailed()) return; // which has been said
  if (process.exitCode === undefined || process.exitCode === 0)
    process.exitCode = error instanceof Stopped ? stoppedStatus : 1;
  process.stderr.write(`${explainError(error)}\n`);
}
