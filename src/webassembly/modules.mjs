/**
 * The WebAssembly modules of this project, and how each is compiled: read by the build, so plain JavaScript.
 * A module on memory of its own needs no options; it exports that as `memory`.
 */

/** Memory that several threads work on; it is handed in as `env.memory`, up to 4 GiB. */
const shared = [
  "--importMemory",
  "--noExportMemory",
  "--sharedMemory",
  ...["--initialMemory", "1", "--maximumMemory", "65536", "--enable", "threads"],
];

/** Multiplies and adds with one rounding; a source asks for it as `ASC_FEATURE_RELAXED_SIMD`. */
const relaxed = ["--enable", "relaxed-simd"];

/** Every module: its source below src/, what is made of it below dist/, and the compiler's options. */
export const modules = [
  {
    source: "training/assignment/assembly/negative-sampling.ts",
    output: "training/assignment/assembly/negative-sampling.wasm",
    options: shared,
  },
  {
    source: "training/assignment/assembly/softmax.ts",
    output: "training/assignment/assembly/softmax.wasm",
    options: shared,
  },
  {
    source: "corpus/encoded/assembly/word-counter.ts",
    output: "corpus/encoded/assembly/word-counter.wasm",
    options: [],
  },
  { source: "vectors/assembly/products.ts", output: "vectors/assembly/products.wasm", options: shared },
  {
    source: "vectors/assembly/products.ts",
    output: "vectors/assembly/products-relaxed.wasm",
    options: [...shared, ...relaxed],
  },
  { source: "bench/assembly/peak.ts", output: "bench/assembly/peak.wasm", options: shared },
  {
    source: "bench/assembly/peak.ts",
    output: "bench/assembly/peak-relaxed.wasm",
    options: [...shared, ...relaxed],
  },
  {
    source: "training/fast/assembly/skip-gram.ts",
    output: "training/fast/assembly/skip-gram.wasm",
    options: shared,
  },
  {
    source: "training/fast/assembly/skip-gram.ts",
    output: "training/fast/assembly/skip-gram-relaxed.wasm",
    options: [...shared, ...relaxed],
  },
];
