/**
 * The memory that a run takes, a rough upper bound: the kernel with its type checker and libraries, the program that
 * drives it, the text as JavaScript holds it, and the vectors twice, with their text.
 */
const base = 900e6; // bytes; 600 to 750 MB were measured for chapter 07
const perCorpusByte = 40;
const perVectorEntry = 60;
const bytesPerWord = 60; // a lower bound of the text for each distinct word

/**
 * How many runs fit on this machine: one for each core, fewer if memory is short, at least one.
 *
 * @param available  bytes of memory
 * @param corpus     bytes of the largest text
 * @param dimensions the largest of all runs
 */
export function parallelRuns(cores: number, available: number, corpus: number, dimensions: number): number {
  const words = corpus / bytesPerWord;
  const run = base + perCorpusByte * corpus + perVectorEntry * words * dimensions;
  return Math.max(1, Math.min(cores, Math.floor(available / run)));
}
