import type { PhraseOptions } from "../../../../dist/corpus/encoded/phrases/join-phrases";

/** The second method: phrases as strings, counted in a Map, without any bound on memory. */
export function joinedByStrings(sentences: string[][], options: PhraseOptions): string[][] {
  let joined = sentences;
  for (let pass = 0; pass < options.passes; pass++) joined = joinOnce(joined, options);
  return joined;
}

function joinOnce(sentences: string[][], options: PhraseOptions): string[][] {
  const connectors = new Set(options.connectors);
  const counts = new Map<string, number>();
  const count = (text: string): void => void counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const sentence of sentences) {
    let start = -1;
    sentence.forEach((word, i) => {
      if (connectors.has(word)) return;
      count(word);
      if (start >= 0) count(sentence.slice(start, i + 1).join("_"));
      start = i;
    });
  }
  const tokens = sentences.flat().length;
  const score = (a: string, b: string, phrase: string): number => {
    const [na, nb, nab] = [a, b, phrase].map((text) => counts.get(text) ?? 0);
    if (options.scorer !== "npmi") {
      const all = options.scorer === "original" ? counts.size : tokens;
      return ((nab - options.minimumCount) / (na * nb)) * all;
    }
    if (nab < options.minimumCount) return -Infinity;
    return Math.log(nab / tokens / ((na / tokens) * (nb / tokens))) / -Math.log(nab / tokens);
  };
  return sentences.map((sentence) => {
    const words: string[] = [];
    let at = 0;
    while (at < sentence.length) {
      let next = at + 1;
      while (next < sentence.length && connectors.has(sentence[next])) next++;
      const phrase = sentence.slice(at, next + 1).join("_");
      const isPair = !connectors.has(sentence[at]) && next < sentence.length;
      if (isPair && score(sentence[at], sentence[next], phrase) > options.threshold) {
        words.push(phrase);
        at = next + 1;
      } else words.push(sentence[at++]);
    }
    return words;
  });
}
