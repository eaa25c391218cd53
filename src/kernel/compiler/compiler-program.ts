/** The program of the compiler's process: answers the requests of `compiler-process.ts`, one after the other. */
import v8 from "node:v8";
import type { Answer, Request } from "./compiler-process";
import { isComplete } from "./is-complete";
import { TypeChecker } from "./type-checker";

/**
 * V8 would spend a third of the compiler's time on optimizing functions that then rest. These are ten times its own
 * limits, of Node 20 and of later ones; a V8 without one of them says so to the standard error, which nobody reads.
 */
const later = ["--interrupt-budget=1000000", "--invocation-count-for-maglev=4000", "--invocation-count-for-turbofan=30000"]; // prettier-ignore

function serve(): void {
  later.forEach((setting) => v8.setFlagsFromString(setting));
  const folder = process.argv[process.argv.length - 1];
  const checker = new TypeChecker(folder);
  process.on("message", (request: Request) => {
    const told: Answer = { id: request.id };
    try {
      told.result = answer(checker, request);
    } catch (thrown) {
      told.problem = thrown instanceof Error ? thrown.message : String(thrown);
    }
    process.send?.(told);
  });
  process.on("disconnect", () => process.exit());
}

function answer(checker: TypeChecker, request: Request): unknown {
  checker.add(request.files);
  switch (request.method) {
    case "warmUp":
      return checker.warmUp();
    case "forget":
      return checker.forget();
    case "compile":
      return checker.compile(...request.args);
    case "complete":
      return checker.complete(...request.args);
    case "inspect":
      return checker.inspect(...request.args);
    case "isComplete":
      return isComplete(...request.args);
  }
}

/** Where a snapshot is made, what has been parsed stays: checkers of all folders share it. */
export let parsed: TypeChecker | undefined;

if (v8.startupSnapshot.isBuildingSnapshot()) {
  parsed = new TypeChecker(process.argv[process.argv.length - 1]);
  parsed.compile(`import * as tslab from "tslab"; import type * as danfojs from "danfojs-node"; import type * as plotly from "plotly.js"; const root = Math.sqrt(2);`, {}); // prettier-ignore
  v8.startupSnapshot.setDeserializeMainFunction(serve);
} else serve();
