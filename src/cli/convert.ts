import { openDescriptor } from "../files/output-target";
import { requireOutput } from "../files/require-output";
import { formatFor, findFormat } from "../vectors/formats";
import { readVectors } from "../vectors/read-vectors";
import { vectorFiles, writeVectors } from "../vectors/write-vectors";
import { parseOptions } from "../settings/options";
import { runCommand } from "./terminal/run-command";
import { print } from "./terminal/standard-output";

const options = {
  from: { type: "string" },
  to: { type: "string" },
  type: { type: "string" },
  force: { type: "boolean" },
  json: { type: "boolean" },
} as const;

void runCommand(async () => {
  const { values, positionals } = parseOptions(process.argv.slice(2), options, true);
  const [input, output, ...more] = positionals;
  if (output === undefined || more.length > 0)
    throw new Error(
      `convert requires two files, IN and OUT, got ${positionals.length}; --help explains them`,
    );
  const { type } = values;
  const half = type === "float16" ? "F16" : type === "bfloat16" ? "BF16" : undefined;
  if (type !== undefined && type !== "float32" && type !== "float64" && half === undefined)
    throw new RangeError(
      `convert requires --type to be float32, float64, float16 or bfloat16, got ${JSON.stringify(type)}`,
    );
  const from = values.from === undefined ? undefined : findFormat(values.from);
  const to = values.to === undefined ? formatFor(output) : findFormat(values.to); // before IN is read
  requireOutput(vectorFiles(output, to), [input], !!values.force);
  if (half !== undefined && to !== "safetensors")
    throw new RangeError(`convert requires OUT to be safetensors for --type ${type}, got ${to}`);
  const named = await readVectors(input, type === "float32" || type === "float64" ? type : undefined, from);
  const files = writeVectors(output, named, to, half);
  const { rows, cols } = named.vectors;
  const text = values.json
    ? JSON.stringify({ words: rows, dimensions: cols, format: to, files })
    : `${rows} words, ${cols} dimensions, as ${to}: ${files.join(", ")}`;
  if (openDescriptor(output) === 1) process.stderr.write(`${text}\n`);
  else print(text);
});
