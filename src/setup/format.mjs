/** `npm run format`: lays out the whole tree with Prettier and mends what ESLint can mend. */
import { inRoot } from "./paths.mjs";
import { inView } from "./processes.mjs";

/** @returns {Promise<number>} 0 when nothing is left to mend by hand */
export async function format() {
  const prettier = inRoot("node_modules", "prettier", "bin", "prettier.cjs");
  const eslint = inRoot("node_modules", "eslint", "bin", "eslint.js");
  const laidOut = await inView(process.execPath, [prettier, "--write", "--log-level", "warn", "."]);
  return (await inView(process.execPath, [eslint, "--fix", "src", "test"])) || laidOut;
}
