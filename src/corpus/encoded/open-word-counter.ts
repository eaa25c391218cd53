import { canInstantiate } from "../../webassembly/module";
import { PlainWordCounter } from "./plain-word-counter";
import { wordCounterModule, WebAssemblyWordCounter } from "./webassembly-word-counter";
import type { WordCounter } from "./word-counter";

/**
 * Opens a counter for a text of at most `mostWords` different words. It works in WebAssembly, or in plain JavaScript,
 * several times slower, where this Node or its processor has no SIMD.
 */
export function openWordCounter(mostWords: number, keepCase = false): WordCounter {
  if (canInstantiate(wordCounterModule)) return new WebAssemblyWordCounter(mostWords, keepCase);
  return new PlainWordCounter(mostWords, keepCase);
}
