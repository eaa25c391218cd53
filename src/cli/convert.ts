import { parseArgs } from "node:util";
import { formatFor, formatNamed } from "../vectors/formats";
import { readVectors } from "../vectors/read-vectors";
import { writeVectors } from "../vectors/write-vectors";
import { runCommand } from "./run-command";

const USAGE = `npm run convert -- IN OUT     word vectors from one format to another
  formats: text (.txt, .vec: word2vec's; GloVe's is read too), binary (.bin: word2vec's, numbers of 32 bits),
  safetensors (.safetensors), tsv (.tsv: the Embedding Projector's pair, the words in metadata.tsv beside it);
  .gz behind a name is packed by gzip
  --from FORMAT       what IN is; else its bytes tell
  --to FORMAT         what OUT is to be; else the end of its name tells
  --type TYPE         float32 or float64; else as IN has them, where numbers are written out float64
  --json              print one JSON object, and nothing else`;

void runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: "string" },
      to: { type: "string" },
      type: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return console.log(USAGE);
  const [input, output, ...more] = positionals;
  if (output === undefined || more.length > 0)
    throw new Error(`convert requires two files, IN and OUT, got ${positionals.length}; --help says more`);
  const { type } = values;
  if (type !== undefined && type !== "float32" && type !== "float64")
    throw new RangeError(`--type is required to be float32 or float64, got ${JSON.stringify(type)}`);
  const from = values.from === undefined ? undefined : formatNamed(values.from);
  const to = values.to === undefined ? formatFor(output) : formatNamed(values.to); // before IN is read
  const named = await readVectors(input, type, from);
  const files = writeVectors(output, named, to);
  const { rows, cols } = named.vectors;
  if (values.json) console.log(JSON.stringify({ words: rows, dimensions: cols, format: to, files }));
  else console.log(`${rows} words, ${cols} dimensions, as ${to}: ${files.join(", ")}`);
});
