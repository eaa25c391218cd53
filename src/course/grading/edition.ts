import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { writeAtomic } from "../../files/write-atomic";
import { exercises } from "../exercises";
import { tasksFor, type Task } from "./tasks";
import type { Course } from "./course-file";

interface Cell {
  cell_type: string;
  source: string | string[];
  outputs?: unknown[];
  execution_count?: number | null;
  [key: string]: unknown;
}

/** What stands in place of a solution. */
const stub = 'throw new Error("write me");';

/**
 * A notebook as students get it: what stands between the lines `// SOLUTION` and `// END SOLUTION` is replaced by a line
 * that fails, what stands in a derivation between `% SOLUTION` and `% END SOLUTION` by nothing, and outputs are gone.
 *
 * @throws Error naming the cell in which a solution has no end
 */
export function studentNotebook(text: string, file: string): string {
  const notebook = JSON.parse(text) as { cells: Cell[] };
  const cells = notebook.cells.map((cell): Cell => {
    if (cell.cell_type !== "code") return cell;
    const source = [cell.source].flat().join("");
    return { ...cell, source: lines(strip(source, file, cell.id)), outputs: [], execution_count: null };
  });
  return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
}

function strip(source: string, file: string, id: unknown): string {
  const stripped = source.replace(
    /^([ \t]*)\/\/ SOLUTION[ \t]*\n[\s\S]*?^[ \t]*\/\/ END SOLUTION[ \t]*$/gm,
    (_, indent: string) => indent + stub,
  );
  const left = stripped.replace(
    /^[ \t]*% SOLUTION[ \t]*\n[\s\S]*?^[ \t]*% END SOLUTION[ \t]*$/gm,
    "  % your lines",
  );
  const [mark] = /(?:\/\/|%)(?= (?:END )?SOLUTION[ \t]*$)/m.exec(left) ?? [];
  if (mark !== undefined)
    throw new Error(
      `${file}, cell ${String(id)}, has a line ${mark} SOLUTION without ${mark} END SOLUTION, or the other way round`,
    );
  return left;
}

const lines = (text: string): string[] => text.split(/(?<=\n)/);

/** A hash of the hidden questions: a teacher can show later that they were not changed. */
export function hiddenChecksHash(): string {
  const hidden = Object.values(exercises).map(({ name, checks }) => [
    name,
    checks.filter((check) => check.hidden),
  ]);
  const asText = (_: string, value: unknown): unknown =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
  return createHash("sha256").update(JSON.stringify(hidden, asText)).digest("hex");
}

/**
 * Writes the students' edition of a course into an empty folder: the notebooks, how they count, and a README.
 *
 * @param sources the teacher's notebooks
 */
export function writeEdition(folder: string, sources: readonly string[], course: Course): string[] {
  const notebooks = sources.map((source) => {
    const text = studentNotebook(fs.readFileSync(source, "utf8"), source);
    return { name: path.basename(source), text, tasks: tasksFor(source) };
  });
  const files = {
    ...Object.fromEntries(notebooks.map(({ name, text }) => [name, text])),
    "course.yaml": courseText(course),
    "README.md": readme(notebooks, course),
  };
  for (const [file, text] of Object.entries(files)) writeAtomic(path.join(folder, file), text);
  return Object.keys(files).map((file) => path.join(folder, file));
}

function courseText({ due, ...course }: Course): string {
  return stringify({ ...course, ...(due && { due: due.toISOString() }) });
}

function sayWhenDue({ due, latePerDay }: Course): string {
  if (due === undefined) return "";
  const late = latePerDay > 0 ? `; each day that has begun after it takes ${latePerDay} % of the points` : "";
  return ` It is due on ${due.toISOString()}${late}.`;
}

interface Part {
  readonly name: string;
  readonly tasks: readonly Task[];
}

function readme(notebooks: readonly Part[], course: Course): string {
  const { title, points } = course;
  const names = notebooks.map(({ name }) => `\`${name}\``).join(" and ");
  const tables = notebooks.map(({ name, tasks }) => {
    const rows = tasks.map((each) => `| ${each.name} | ${each.title} | ${points[each.name]} |`);
    return `## ${name}\n\n| name | what it is | points |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  const checks = notebooks.map(({ name }) => `    npm run course -- check ${name}`);
  return `# ${title}

Put this folder into \`notebooks/\` of the project, and open ${names} in JupyterLab (\`npm start\`). Each cell to write in
checks what you write. Before you hand a notebook in, run in this folder

${checks.join("\n")}

which runs it as it will be graded, without the hidden checks.${sayWhenDue(course)}

${tables.join("\n")}
A part of the checks of functions is hidden. Their hash is \`${hiddenChecksHash()}\`.
`;
}
