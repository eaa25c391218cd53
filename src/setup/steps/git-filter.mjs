/**
 * Step: git sees the chapters without what running them leaves in them, in this clone only.
 *
 * `.gitattributes` names the filter and the diff driver; what they do is said in the clone's own .git/config,
 * so that a clone without set-up, or a downloaded archive, works as if there were none. The filter's path is
 * relative, and it lets everything through where .venv is missing: worktrees of a clone share one .git/config.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { SetupError } from "../messages.mjs";
import { cache, inRoot, root, venvPython } from "../paths.mjs";
import { python } from "./python.mjs";

/** What JupyterLab adds when it saves, and nbstripout leaves. */
const sessionKeys = [
  ...["codemirror_mode", "nbconvert_exporter", "pygments_lexer", "version"].map(
    (key) => `metadata.language_info.${key}`,
  ),
  ...["editable", "jp-MarkdownHeadingCollapsed", "jupyter", "slideshow", "trusted"].map(
    (key) => `cell.metadata.${key}`,
  ),
];

const interpreter = path.relative(root, venvPython).replaceAll(path.sep, "/");
const strip = `${interpreter} -I -m nbstripout --keep-id --unix-newlines --extra-keys '${sessionKeys.join(" ")}'`;

/** A hunk of a diff is headed by the id of its cell. */
const settings = {
  "filter.chapters.clean": `if test -x ${interpreter}; then ${strip}; else cat; fi`,
  "diff.chapters.xfuncname": '^   "id": "(.*)",$',
};

export const gitFilter = {
  name: "git leaves out the chapters' outputs, in this clone only",
  after: [python],
  stamp: path.join(cache, "git-filter.json"),
  inputs: () => ({ settings: isClone() ? settings : {} }),
  intact: () => !isClone() || Object.entries(settings).every(([name, value]) => git("--get", name) === value),
  make: async () => {
    if (!isClone()) return;
    for (const [name, value] of Object.entries(settings))
      if (git(name, value) === undefined)
        throw new SetupError(`git config ${name} failed: mend the permissions of .git/config`);
  },
};

/** Takes the settings out of the clone again. */
export function removeGitFilter() {
  if (!isClone()) return;
  for (const section of ["filter.chapters", "diff.chapters"]) git("--remove-section", section);
}

/** Whether this folder itself is a clone or a worktree of one, and git is there and may work on it. */
function isClone() {
  return fs.existsSync(inRoot(".git")) && git("--list") !== undefined;
}

/** Calls `git config` on the clone's own settings. @returns what it prints; undefined when it fails */
function git(...args) {
  const { status, stdout } = spawnSync("git", ["config", "--local", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  return status === 0 ? stdout.replace(/\n$/, "") : undefined;
}
