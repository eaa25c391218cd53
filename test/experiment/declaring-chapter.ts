import { writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes a chapter of two cells, the first of them tagged `parameters`.
 *
 * @returns its file
 */
export function writeDeclaring(folder: string, source: string, last = ""): string {
  const file = path.join(folder, "declared.ipynb");
  const cell = (id: string, text: string, tags: string[]): object => {
    return { cell_type: "code", execution_count: null, id, metadata: { tags }, outputs: [], source: text };
  };
  const metadata = { kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" } };
  const cells = [cell("a", source, ["parameters"]), cell("b", last, [])];
  writeFileSync(file, JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
  return file;
}
