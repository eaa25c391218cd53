import path from "node:path";
import { encodeText } from "../../corpus/encoded/encode-text";

/** Encodes a text as words and ids on disk; prints time and memory as one line of JSON. */
async function main([text, cache]: string[]): Promise<void> {
  const begun = { wall: performance.now(), cpu: process.cpuUsage() };
  const encoded = await encodeText([path.resolve(text)], { minimumCount: 5, cache });
  const { user, system } = process.cpuUsage(begun.cpu);
  const result = {
    wallSeconds: (performance.now() - begun.wall) / 1e3,
    cpuSeconds: (user + system) / 1e6,
    words: encoded.words.length,
    tokens: encoded.rawTokens,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(result));
}

void main(process.argv.slice(2));
