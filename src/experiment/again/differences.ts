import { spawnSync } from "node:child_process";
import path from "node:path";
import { readExperiment } from "../../runs/experiment-json";
import { describeMachine } from "../../runs/machine";
import { shortCode } from "../../runs/origin";
import { readJson, type Json } from "../../runs/run-json";
import type { PlannedRun } from "../grid/plan";

/** What a run was made with, and what it would be made with now. */
export interface Difference {
  readonly what: "code" | "text" | "machine";
  /** undefined if it is the same */
  readonly differs: string | undefined;
}

/**
 * Holds what the folder of a run says against this checkout, this text and this machine.
 *
 * @param planned the same run, planned now
 * @param root    the checkout
 */
export function findDifferences(folder: string, planned: PlannedRun, root: string): Difference[] {
  const environment = readJson(path.join(folder, "environment.json")) ?? {};
  return [
    { what: "code", differs: codeDiffers(folder, environment, planned, root) },
    { what: "text", differs: textDiffers(folder, planned) },
    { what: "machine", differs: machineDiffers(environment, root) },
  ];
}

function codeDiffers(
  folder: string,
  environment: Json,
  planned: PlannedRun,
  root: string,
): string | undefined {
  const code = readExperiment(folder)?.code;
  if (code === planned.madeBy) return undefined;
  const was = code === undefined ? "the folder does not name it" : `it was ${shortCode(code)}`;
  return `${was}, and is ${shortCode(planned.madeBy)}; ${changedFiles(environment, planned, root)}`;
}

/** The sources that take part in the run and have changed since its commit, as far as git knows. */
function changedFiles({ commit, dirty }: Json, { version }: PlannedRun, root: string): string {
  if (typeof commit !== "string") return "the folder names no commit";
  const git = spawnSync("git", ["-C", root, "diff", "--name-only", commit, "--"], { encoding: "utf8", timeout: 60_000 }); // prettier-ignore
  if (git.status !== 0) return `this checkout does not have its commit ${commit.slice(0, 8)}`;
  const sources = version.files.map((file) => file.replace(/^dist\/(.*)\.js$/, "src/$1.ts"));
  const known = new Set([...version.files, ...sources]);
  const changed = git.stdout.split("\n").filter((file) => known.has(file) || file.startsWith("notebooks/"));
  const own = dirty === true ? ", which had changes of its own" : "";
  const files =
    changed.length > 0 ? changed.join(", ") : "no file that git knows (the chapter, or Node's generation)";
  return `since its commit ${commit.slice(0, 8)}${own}: ${files}`;
}

function textDiffers(folder: string, { version }: PlannedRun): string | undefined {
  const corpus = (readJson(path.join(folder, "run.json")) ?? {}).corpus as { sha256?: unknown } | undefined;
  if (typeof corpus?.sha256 !== "string") return "the folder does not name it";
  if (corpus.sha256 === version.sha256) return undefined;
  return `its SHA-256 was ${corpus.sha256.slice(0, 12)}, and is ${version.sha256.slice(0, 12)}`;
}

function machineDiffers(environment: Json, root: string): string | undefined {
  const now = describeMachine(root) as unknown as Json;
  const names = ["node", "v8", "platform", "arch", "cpu"];
  const other = names.filter((name) => environment[name] !== now[name]);
  const say = (value: unknown): string => (typeof value === "string" ? value : "not named");
  if (other.length === 0) return undefined;
  return other.map((name) => `${name} was ${say(environment[name])}, and is ${say(now[name])}`).join("; ");
}
