/**
 * The environment in which Python, Jupyter, npm and the commands run.
 *
 * Everything they keep goes below .cache/, and nothing of the user's own Jupyter or Python set-up
 * (~/.jupyter, PYTHONPATH) changes what happens here. Only JUPYTER_TOKEN is let through.
 */
import path from "node:path";
import { cache, venvPython } from "./paths.mjs";

const foreign = /^(JUPYTER(?!_TOKEN$)|JPY_|PYTHONPATH$|PYTHONHOME$|PYTHONSTARTUP$|PYTHONDONTWRITEBYTECODE$)/;

/** @returns {Record<string, string>} the environment for a child process */
export function environment() {
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const jupyter = path.join(cache, "jupyter");
  const env = {
    ...Object.fromEntries(kept),
    PYTHONNOUSERSITE: "1",
    JUPYTER_CONFIG_DIR: path.join(jupyter, "config"),
    JUPYTER_DATA_DIR: path.join(jupyter, "data"),
    JUPYTER_RUNTIME_DIR: runtimeFolder,
    JUPYTERLAB_SETTINGS_DIR: path.join(jupyter, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: path.join(jupyter, "workspaces"),
    IPYTHONDIR: path.join(cache, "ipython"),
    npm_config_cache: path.join(cache, "npm"),
    PIP_CACHE_DIR: path.join(cache, "pip"),
  };
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[pathName] = [path.dirname(venvPython), env[pathName]].join(path.delimiter);
  return env;
}

/** Where a running JupyterLab leaves its address. */
export const runtimeFolder = path.join(cache, "jupyter", "runtime");
