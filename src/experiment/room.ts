/**
 * What a run takes at most, about: the kernel with its type checker and libraries, the program that drives it,
 * then the text as JavaScript holds it, and vectors twice, with their text.
 */
const base = 900e6; // bytes; seen are 600 to 750 MB for chapter 07
const perCorpusByte = 40;
const perVectorEntry = 60;
const bytesPerWord = 60; // of text for each different word, at least

/**
 * How many runs this machine has room for: one a core, fewer where memory is short, always one.
 *
 * @param available  bytes of memory
 * @param corpus     bytes of the largest text
 * @param dimensions the most of any run
 */
export function parallelRuns(cores: number, available: number, corpus: number, dimensions: number): number {
  const words = corpus / bytesPerWord;
  const run = base + perCorpusByte * corpus + perVectorEntry * words * dimensions;
  return Math.max(1, Math.min(cores, Math.floor(available / run)));
}
