/**
 * Runs a command in the folder that it was called from (npm itself goes to the project's). An error ends
 * it with exit status 1 and its message, without a stack trace.
 */
export async function runCommand(command: () => Promise<void> | void): Promise<void> {
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
