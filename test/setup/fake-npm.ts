import fs from "node:fs";
import path from "node:path";
import { until, write } from "./checkout";

/** What `npm ci` leaves, as far as set-up looks: here a compiler that writes one file. */
const install = `
  const compiler = "const fs = require('node:fs'); for (const d of ['dist', 'dist-test']) fs.mkdirSync(d, {recursive: true}); fs.writeFileSync('dist/.tsbuildinfo', '');";
  fs.mkdirSync("node_modules/typescript/bin", { recursive: true });
  fs.writeFileSync("node_modules/typescript/bin/tsc", compiler);
  fs.writeFileSync("node_modules/size", Buffer.alloc(Number(process.env.FAKE_BYTES ?? 0)));`;

/**
 * Puts a program in a checkout that set-up takes for npm. It notes its start and end in npm.log, and
 * between them waits for as long as the file `hold` is there.
 *
 * @returns the environment in which it is taken for npm
 */
export function fakeNpm(root: string): NodeJS.ProcessEnv {
  const script = path.join(root, "fake/npm-cli.js");
  write(
    root,
    "fake/npm-cli.js",
    `const fs = require("node:fs");
    fs.appendFileSync("npm.log", "start ");
    (async () => {
      while (fs.existsSync("hold")) await new Promise((resolve) => setTimeout(resolve, 50));
      ${install}
      fs.appendFileSync("npm.log", "end ");
    })();`,
  );
  return { npm_execpath: script };
}

/** Waits until the program of `fakeNpm` has noted its start. */
export function npmRuns(root: string): Promise<void> {
  const log = path.join(root, "npm.log");
  return until("npm to run", () => fs.existsSync(log) && fs.readFileSync(log, "utf8").includes("start"));
}
