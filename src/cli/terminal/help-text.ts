import { readFileSync } from "node:fs";
import { inCheckout } from "../../files/checkout";

/**
 * What `npm run NAME -- --help` prints. Set-up answers `--help` itself, before anything is installed; a command
 * prints this where it is called without what it needs.
 *
 * @param command its name, as `derive`
 */
export function helpText(command: string): string {
  return readFileSync(inCheckout("src", "cli", "help", `${command}.txt`), "utf8").trimEnd();
}
