import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "../../dist/cli/terminal/run-command";
import { inCheckout } from "../../dist/files/checkout";
import { parseOptions } from "../../dist/settings/options";
import { readers } from "./readers";
import { fuzz, type Fuzzed } from "./run-fuzz";

const options = { minutes: { type: "string" }, seed: { type: "string" }, input: { type: "string" } } as const;

const whole = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new RangeError(
    `fuzz requires --${name} to be a whole number up to ${most}, got ${JSON.stringify(text)}`,
  );
};

void runCommand(async () => {
  const { values, positionals } = parseOptions(process.argv.slice(2), options, true);
  const names = positionals.includes("all") ? Object.keys(readers) : positionals;
  const unknown = names.find((name) => !Object.hasOwn(readers, name));
  if (names.length === 0 || unknown !== undefined)
    throw new RangeError(
      `fuzz requires all, or one of ${Object.keys(readers).join(", ")}, got ${unknown ?? "none"}`,
    );
  const minutes = Number(values.minutes ?? 1);
  if (!(minutes > 0 && minutes <= 10_000))
    throw new RangeError(`fuzz requires --minutes to be above 0 and up to 10000, got ${values.minutes}`);
  const seed = whole("seed", values.seed ?? "1", 0xffffffff);
  const only = values.input === undefined ? undefined : whole("input", values.input, 2 ** 31);
  let failed = 0;
  for (const reader of names) {
    const milliseconds = (60_000 * minutes) / names.length;
    const many = { reader, seed, from: only ?? 0, count: only === undefined ? 2 ** 31 : 1, milliseconds };
    const fuzzed = await fuzz(many);
    process.stdout.write(`${reader}: ${fuzzed.inputs} inputs, ${fuzzed.failures.length} not ended well\n`);
    keep(reader, seed, fuzzed);
    failed += fuzzed.failures.length;
  }
  return failed > 0 ? 1 : 0;
});

/** Saves the inputs that failed, and says how to try each again. */
function keep(reader: string, seed: number, { failures }: Fuzzed): void {
  for (const { index, what, files } of failures) {
    const folder = inCheckout(".cache/fuzz", `${reader}-${seed}-${index}`);
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
    const again = `npm run fuzz -- ${reader} --seed ${seed} --input ${index}`;
    process.stdout.write(
      `  ${what}\n    again: ${again}\n    saved in ${path.relative(process.cwd(), folder)}\n`,
    );
  }
}
