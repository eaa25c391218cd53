import fs from "node:fs";
import path from "node:path";

/** Names of the chapters in `folder`, in reading order, without `.ipynb`. */
export function listChapters(folder: string): string[] {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith(".ipynb"));
  return files.map((file) => path.basename(file, ".ipynb")).sort();
}

/**
 * The chapters that the user named, by name, file or number (`7` is `07-training`).
 *
 * @param wanted    arguments of the command; none means all chapters
 * @param available names from {@link listChapters}
 * @param command   its name, for the error
 */
export function chooseChapters(wanted: string[], available: string[], command = "report"): string[] {
  if (wanted.length === 0) return available;
  const chosen = wanted.map((text) => {
    const name = path.basename(text, ".ipynb");
    const found = available.find(
      (chapter) => chapter === name || chapter.startsWith(`${name.padStart(2, "0")}-`),
    );
    if (found === undefined)
      throw new Error(`${command} requires one of ${available.join(", ")}, got ${text}`);
    return found;
  });
  return available.filter((chapter) => chosen.includes(chapter));
}
