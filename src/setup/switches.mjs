/** The options of the commands that set-up itself does: switches, each given once. */
import { SetupError } from "./messages.mjs";

/**
 * @param command its name in npm, as "clean"
 * @param args    the words after it
 * @param known   its switches, as ["--all"]
 * @param words   whether it takes other words
 * @returns {{switches: string[], words: string[]}} what was given
 * @throws SetupError that names what the command does not take
 */
export function readSwitches(command, args, known, words = false) {
  const switches = args.filter((arg) => arg.startsWith("-"));
  const others = args.filter((arg) => !arg.startsWith("-"));
  const unknown = switches.find((arg) => !known.includes(arg)) ?? (words ? undefined : others[0]);
  const takes = known.length > 0 ? known.join(" and ") : "no option";
  if (unknown !== undefined) throw new SetupError(`npm run ${command} takes ${takes}, got ${unknown}`);
  const twice = switches.find((arg, i) => switches.indexOf(arg) !== i);
  if (twice !== undefined) throw new SetupError(`${twice} is given twice; give it once`);
  return { switches, words: others };
}
