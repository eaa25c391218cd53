import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { inCheckout } from "../../dist/files/checkout";

/** A cell of a notebook file, as far as the tests look at it. */
export interface Cell {
  cell_type: "code" | "markdown";
  id: string;
  source: string[];
  metadata: { tags?: string[] };
}

/** A chapter as it is committed. */
export interface Chapter {
  name: string;
  text: string;
  cells: Cell[];
}

/** The folder of the chapters. */
export const folder = inCheckout("notebooks");

/** What git records of a notebook: after it was run and saved, what this clone's filter leaves of it. */
function recorded(text: string): string {
  if (!/"execution_count": \d/.test(text)) return text;
  const options = { cwd: path.dirname(folder), encoding: "utf8" } as const;
  const filter = spawnSync("git", ["config", "--get", "filter.chapters.clean"], options).stdout?.trim();
  return filter ? execFileSync("sh", ["-c", filter], { ...options, input: text }) : text;
}

/** Every chapter, in reading order. */
export function chapters(): Chapter[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ipynb"));
  return files.sort().map((file) => {
    const text = recorded(readFileSync(path.join(folder, file), "utf8"));
    return {
      name: path.basename(file, ".ipynb"),
      text,
      cells: (JSON.parse(text) as { cells: Cell[] }).cells,
    };
  });
}
