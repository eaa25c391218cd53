import fs from "node:fs";
import { isMap, parseDocument } from "yaml";
import { explainSystemError } from "../../files/explain-error";
import { taskNames, type TaskName } from "./tasks";

/** How a course counts: what `course.yaml` says. */
export interface Course {
  readonly title: string;
  /** of each exercise; an exercise with 0 points is not asked */
  readonly points: Readonly<Record<TaskName, number>>;
  /** when a notebook had to be there; what is newer is late */
  readonly due?: Date;
  /** percent that each day begun takes from a late notebook */
  readonly latePerDay: number;
  /** for a notebook's cells, and for each question */
  readonly seconds: number;
  readonly megabytes: number;
}

export const defaultCourse: Course = {
  title: "Implement word2vec",
  points: {
    ...{ sigmoid: 5, naiveSoftmax: 25, negativeSampling: 25, skipGram: 20 },
    ...{ windowAt: 10, negativesTable: 10, descend: 5 },
    ...{ crossEntropy: 5, softmaxCentre: 15, softmaxOutside: 15, sigmoidSlope: 10 },
    ...{ samplingCentre: 15, samplingOutside: 15, windowCentre: 5, windowOutside: 5 },
    ...{ otherCentres: 5, sampledWindowCentre: 5, sampledWindowOutside: 5 },
  },
  latePerDay: 10,
  seconds: 20,
  megabytes: 1024,
};

/** What a course file holds, with the defaults for what it leaves out. @throws Error naming the file and the key */
export function readCourse(file: string): Course {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(explainSystemError(error, file) ?? String(error), { cause: error });
  }
  return parseCourse(text, file);
}

/** @param file its name, for errors */
export function parseCourse(text: string, file: string): Course {
  const refuse = (what: string): never => {
    throw new RangeError(`${file} requires ${what}`);
  };
  const document = parseDocument(text);
  if (document.errors.length > 0) refuse(`YAML, got ${document.errors[0].message.split("\n")[0]}`);
  if (document.contents === null) return defaultCourse;
  if (!isMap(document.contents)) refuse("keys with values, such as title: Implement word2vec");
  let given: Record<string, unknown>;
  try {
    given = document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  } catch (error) {
    return refuse(`YAML, got ${(error as Error).message}`); // an alias without its anchor, or too many
  }
  const keys = ["title", "points", "due", "latePerDay", "seconds", "megabytes"];
  const unknown = Object.keys(given).find((key) => !keys.includes(key));
  if (unknown !== undefined) refuse(`keys among ${keys.join(", ")}, got ${unknown}`);
  const number = (key: "latePerDay" | "seconds" | "megabytes", least: number, most: number): number => {
    const value = given[key] ?? defaultCourse[key];
    if (typeof value === "number" && value >= least && value <= most) return value;
    return refuse(`${key} to be a number from ${least} to ${most}, got ${JSON.stringify(value)}`);
  };
  return {
    title: readTitle(given.title, refuse),
    points: readPoints(given.points, refuse),
    due: readDate(given.due, refuse),
    latePerDay: number("latePerDay", 0, 100),
    seconds: number("seconds", 1, 3600),
    megabytes: number("megabytes", 64, 65536),
  };
}

type Refuse = (what: string) => never;

function readPoints(given: unknown, refuse: Refuse): Course["points"] {
  if (given === undefined || given === null) return defaultCourse.points;
  if (typeof given !== "object" || Array.isArray(given))
    return refuse("points to be a number for each exercise");
  for (const [name, points] of Object.entries(given)) {
    if (!taskNames.includes(name as TaskName))
      refuse(`points for exercises among ${taskNames.join(", ")}, got ${name}`);
    if (typeof points !== "number" || !(points >= 0 && points <= 1e6))
      refuse(`points.${name} to be a number from 0 to 1000000, got ${JSON.stringify(points)}`);
  }
  return { ...defaultCourse.points, ...(given as Partial<Course["points"]>) };
}

function readTitle(given: unknown, refuse: Refuse): string {
  if (given === undefined || given === null) return defaultCourse.title;
  if (typeof given === "object") return refuse(`title to be a text, got ${JSON.stringify(given)}`);
  return String(given as string | number | boolean);
}

const dateWithZone = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** A date of the calendar with its time zone, so that it is the same moment on each machine. */
function readDate(given: unknown, refuse: Refuse): Date | undefined {
  if (given === undefined || given === null) return undefined;
  const text = typeof given === "string" ? given : JSON.stringify(given);
  const [whole, year, month, day] = dateWithZone.exec(text) ?? [];
  const date = new Date(text);
  const lastOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (whole === undefined || Number.isNaN(date.getTime()) || Number(day) > lastOfMonth)
    return refuse(
      `due to be a date with its time zone, such as 2026-12-10T23:59:00Z or 2026-12-10T23:59:00+01:00, got ${text}`,
    );
  return date;
}
