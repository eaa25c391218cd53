/** The compiler's thread: answers the requests of `compiler-thread.ts`, one after the other. */
import { parentPort, workerData } from "node:worker_threads";
import type { Request } from "./compiler-thread";
import { isComplete } from "./is-complete";
import { TypeChecker } from "./type-checker";

const checker = new TypeChecker(workerData as string);

function answer(request: Request): unknown {
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

parentPort?.on("message", (request: Request) => {
  let result: unknown;
  let problem: string | undefined;
  try {
    result = answer(request);
  } catch (thrown) {
    problem = thrown instanceof Error ? thrown.message : String(thrown);
  }
  parentPort?.postMessage({ id: request.id, result, problem });
});
