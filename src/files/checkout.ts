import path from "node:path";

/** The folder of this checkout. It does not depend on the folder in which a command was called. */
export const checkout = path.resolve(__dirname, "../..");

/** A path in this checkout: `inCheckout("data", "cache")`. */
export const inCheckout = (...parts: string[]): string => path.join(checkout, ...parts);

/** The Python of the checkout's own environment. */
export const venvPython: string =
  process.platform === "win32" ? inCheckout(".venv/Scripts/python.exe") : inCheckout(".venv/bin/python");
