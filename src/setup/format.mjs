/**
 * `npm run format`: lays out the whole tree and the chapters' cells with Prettier, mends what ESLint can, and
 * writes the settings into the help of `train`, as the last build has them.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import { inRoot } from "./paths.mjs";
import { runInherited } from "./processes.mjs";
import { readSwitches } from "./switches.mjs";

/** @returns {Promise<number>} 0 when nothing is left to mend by hand */
export async function format(args) {
  readSwitches("format", args, []);
  const prettier = inRoot("node_modules", "prettier", "bin", "prettier.cjs");
  const eslint = inRoot("node_modules", "eslint", "bin", "eslint.js");
  await formatChapters();
  formatSettingsHelp();
  const laidOut = await runInherited(process.execPath, [prettier, "--write", "--log-level", "warn", "."]);
  return (await runInherited(process.execPath, [eslint, "--fix", "src", "test"])) || laidOut;
}

/** The settings are listed in src/settings/table.ts; their help is a text, so that it needs no build. */
function formatSettingsHelp() {
  const module = inRoot("dist", "settings", "command-line.js");
  if (!fs.existsSync(module)) return;
  const { settingLines } = createRequire(import.meta.url)(module);
  const file = inRoot("src", "cli", "help", "train.txt");
  const text = fs.readFileSync(file, "utf8");
  const formatted = text.replace(/(?<=^Settings:\n)(?: .*\n)*/m, () => `${settingLines().join("\n")}\n`);
  if (formatted !== text) fs.writeFileSync(file, formatted);
}

async function formatChapters() {
  const { formatNotebook } = await import("./format-notebook.mjs"); // Prettier is there by now
  const names = fs.readdirSync(inRoot("notebooks"), { recursive: true });
  for (const name of names.filter((each) => /^(exercises[/\\])?[^/\\]+\.ipynb$/.test(each))) {
    const file = inRoot("notebooks", name);
    const text = fs.readFileSync(file, "utf8");
    const formatted = await formatNotebook(text);
    if (formatted !== text) fs.writeFileSync(file, formatted);
  }
}
