import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

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
export const folder = path.join(__dirname, "../../notebooks");

/** Every chapter, in reading order. */
export function chapters(): Chapter[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ipynb"));
  return files.sort().map((file) => {
    const text = readFileSync(path.join(folder, file), "utf8");
    return {
      name: path.basename(file, ".ipynb"),
      text,
      cells: (JSON.parse(text) as { cells: Cell[] }).cells,
    };
  });
}
