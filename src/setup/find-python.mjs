/** Finds a Python that can make the project's environment: 3.11 or newer, with venv and pip's installer. */
import { spawnSync } from "node:child_process";
import { SetupError } from "./messages.mjs";

const oldestMinor = 11; // current numpy, ipykernel and tornado need Python 3.11
const candidates = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python", "py"];

/** Python 2 and 3 both read this. Inside a virtual environment, `_base_executable` is the Python behind it. */
const question = `
import json, sys
def have(name):
    try:
        __import__(name)
        return True
    except ImportError:
        return False
print(json.dumps({"version": list(sys.version_info[:3]), "venv": have("venv") and have("ensurepip"),
    "executable": getattr(sys, "_base_executable", None) or sys.executable}))
`;

/**
 * @returns {string} the file of a suitable Python: the one that PYTHON names, or else the first that is found
 * @throws SetupError that lists what was found, and how to get what is needed
 */
export function findPython() {
  const named = process.env.PYTHON;
  const found = [];
  for (const command of named ? [named] : candidates) {
    const answer = ask(command);
    if (answer === undefined) continue;
    const fault = findFault(answer);
    if (fault === undefined) return answer.executable;
    found.push(`${command} is ${answer.version.join(".")}${fault}`);
  }
  throw new SetupError(refusal(named, found));
}

/** What a Python says of itself; undefined when there is none of that name. */
export function ask(command) {
  const { status, stdout } = spawnSync(command, ["-c", question], { encoding: "utf8", timeout: 20_000 });
  if (status !== 0) return undefined;
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

function findFault({ version: [major, minor], venv }) {
  if (major !== 3 || minor < oldestMinor) return ", which is too old";
  return venv ? undefined : ", but has no venv module (Debian and Ubuntu: apt-get install python3-venv)";
}

function refusal(named, found) {
  if (named && found.length === 0)
    return `PYTHON=${named} is no Python that runs: name another, or leave PYTHON out`;
  const seen = found.length > 0 ? `found only: ${found.join("; ")}` : "found none";
  return (
    `Python 3.${oldestMinor} or newer with venv is needed, ${seen}\n` +
    "  Install it (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python; " +
    "otherwise https://www.python.org/downloads), or name one: PYTHON=/path/to/python3 npm start"
  );
}
