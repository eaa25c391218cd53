/** `npm run format`: lays out the whole tree and the chapters' cells with Prettier, and mends what ESLint can. */
import fs from "node:fs";
import { inRoot } from "./paths.mjs";
import { inView } from "./processes.mjs";

/** @returns {Promise<number>} 0 when nothing is left to mend by hand */
export async function format() {
  const prettier = inRoot("node_modules", "prettier", "bin", "prettier.cjs");
  const eslint = inRoot("node_modules", "eslint", "bin", "eslint.js");
  await formatChapters();
  const laidOut = await inView(process.execPath, [prettier, "--write", "--log-level", "warn", "."]);
  return (await inView(process.execPath, [eslint, "--fix", "src", "test"])) || laidOut;
}

async function formatChapters() {
  const { formatNotebook } = await import("./format-notebook.mjs"); // Prettier is there by now
  for (const name of fs.readdirSync(inRoot("notebooks")).filter((file) => file.endsWith(".ipynb"))) {
    const file = inRoot("notebooks", name);
    const text = fs.readFileSync(file, "utf8");
    const formatted = await formatNotebook(text);
    if (formatted !== text) fs.writeFileSync(file, formatted);
  }
}
