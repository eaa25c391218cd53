import path from "node:path";

/** The checkout this was built in. */
export const root = path.resolve(__dirname, "..", "..");

const scripts = path.join(root, ".venv", process.platform === "win32" ? "Scripts" : "bin");

/** Python of the project's own environment. */
export const python = path.join(scripts, "python");

/** `environment` with the project's Python and kernel first on the path. */
export function projectEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folders = [scripts, path.join(root, "node_modules", ".bin"), environment.PATH ?? ""];
  return { ...environment, PATH: folders.join(path.delimiter), PYTHONIOENCODING: "utf-8" };
}
