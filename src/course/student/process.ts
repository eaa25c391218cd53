import vm from "node:vm";
import { leastSeconds } from "../least-seconds";
import type { DerivationName } from "../derivations/derivation-exercises";
import { askOwn, type ExerciseName } from "../student-functions";
import type { CellProgram } from "./cells";
import { explainFailure } from "./explain-failure";
import { guardedRequire } from "./guarded-require";

/*
 * The process in which a student's notebook runs while it is graded. It holds the student's functions and answers
 * questions. It knows neither the right answers nor the hidden checks: whoever asks compares. It may not write files,
 * start processes, or read what it does not need; the process that starts it sees to that.
 */

/** What the grader says. */
export type Request =
  | { readonly kind: "run"; readonly cells: readonly CellProgram[]; readonly secondsPerCell: number }
  | { readonly kind: "ask" | "time"; readonly name: ExerciseName; readonly question: readonly unknown[] }
  | { readonly kind: "text"; readonly name: DerivationName };

/** What the process says: `ran` with what failed, by cell; else the answer, or why there is none. */
export type Reply =
  | { readonly kind: "ran"; readonly failed: readonly { readonly id: string; readonly says: string }[] }
  | { readonly kind: "answer"; readonly value: unknown }
  | { readonly kind: "failed"; readonly says: string };

const quiet = (): void => undefined;
const quietConsole = new Proxy({}, { get: () => quiet });

/** The names that a cell finds; what it declares comes beside them. */
const context = vm.createContext({
  ...{ console: quietConsole, require: guardedRequire, exports: {}, module: { exports: {} } },
  ...{ performance, structuredClone, setTimeout, clearTimeout, queueMicrotask, TextEncoder, TextDecoder },
});

const send = process.send?.bind(process);

/** What could end the grader or load a library: a notebook has no use for it, and where there are no namespaces it is all that keeps it away. */
for (const name of [
  "kill",
  "_kill",
  "_debugProcess",
  "_debugEnd",
  "binding",
  "_linkedBinding",
  "dlopen",
  "abort",
])
  Reflect.deleteProperty(process, name);
const say = (reply: Reply): void => void send?.(reply);

function run(cells: readonly CellProgram[], secondsPerCell: number): Reply {
  const failed: { id: string; says: string }[] = [];
  for (const { id, code } of cells) {
    try {
      vm.runInContext(code, context, { filename: `cell ${id}`, timeout: secondsPerCell * 1000 });
    } catch (error) {
      failed.push({ id, says: explainFailure(error, secondsPerCell) });
    }
  }
  return { kind: "ran", failed };
}

/** The student's function, ready to be called with questions. */
function find(name: ExerciseName): (question: readonly unknown[]) => unknown {
  const own: unknown = vm.runInContext(`typeof ${name} === "function" ? ${name} : undefined`, context);
  if (own === undefined) throw new Error(`there is no function ${name}`);
  return (question) => askOwn(name, own, question);
}

/** What the student has written as a derivation: a text, cut where no derivation is as long. */
function textOf(name: DerivationName): string {
  const own: unknown = vm.runInContext(`typeof ${name} === "string" ? ${name} : undefined`, context);
  if (typeof own !== "string") throw new Error(`there is no derivation ${name}`);
  return own.slice(0, 20_000);
}

function reply(request: Request): Reply {
  try {
    if (request.kind === "run") return run(request.cells, request.secondsPerCell);
    if (request.kind === "text") return { kind: "answer", value: textOf(request.name) };
    const { question } = request;
    const call = find(request.name);
    if (request.kind === "ask") return { kind: "answer", value: plain(call(question)) };
    return { kind: "answer", value: leastSeconds(() => call(question)) };
  } catch (error) {
    return { kind: "failed", says: explainFailure(error, Infinity) };
  }
}

/** Numbers of a student's answer, without functions and getters, which cannot be sent. */
function plain(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null) return typeof value === "function" ? undefined : value;
  if (ArrayBuffer.isView(value)) return Float64Array.from(value as Float64Array);
  if (Array.isArray(value)) return Array.from(value, (each) => plain(each, depth + 1));
  if (depth > 3) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, depth + 1)]));
}

process.on("message", (request: Request) => {
  try {
    say(reply(request));
  } catch (error) {
    say({ kind: "failed", says: explainFailure(error, Infinity) }); // what it returns cannot be sent
  }
});
process.on("uncaughtException", quiet); // of the student's timers and promises
process.on("unhandledRejection", quiet);
