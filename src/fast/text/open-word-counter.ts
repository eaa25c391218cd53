import { canInstantiate } from "../../webassembly/module";
import { PlainWordCounter } from "./plain-word-counter";
import { wordCounterModule, WebAssemblyWordCounter } from "./webassembly-word-counter";
import type { WordCounter } from "./word-counter";

/**
 * A counter for a text of at most `mostWords` different words: in WebAssembly, or the same in plain JavaScript,
 * several times slower, where this Node or its processor has no SIMD.
 */
export function openWordCounter(mostWords: number): WordCounter {
  if (canInstantiate(wordCounterModule)) return new WebAssemblyWordCounter(mostWords);
  return new PlainWordCounter(mostWords);
}
