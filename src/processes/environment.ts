import path from "node:path";
import { inCheckout, venvPython } from "../files/checkout";

/** `environment` with the checkout's Python and npm programs first on the path. */
export function projectEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folders = [path.dirname(venvPython), inCheckout("node_modules", ".bin"), environment.PATH ?? ""];
  return { ...environment, PATH: folders.join(path.delimiter), PYTHONIOENCODING: "utf-8" };
}
