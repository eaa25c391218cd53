/**
 * Which tests are quick, and in which order the others run.
 *
 * A test is quick unless its path below test/ begins with one of these: they need a browser, JupyterLab, an executed
 * chapter, many kernels, a set-up from nothing, or more than three seconds. They run before the quick ones and in
 * this order, the longest first, so that the short ones fill the gaps at the end.
 */
export const slow = [
  "chapters/chapters", // executes every chapter
  "experiment/killed",
  "browser/",
  "experiment/dask",
  "experiment/experiment",
  "experiment/finished-run", // starts kernels
  "report/",
  "setup/places", // trains, reports and runs JupyterLab in another checkout
  "setup/start",
  "cli/killed", // KILLS=300 kills more often
  "setup/watch",
  "setup/git-filter",
  "experiment/papermill",
  "experiment/search", // starts kernels
  "experiment/watched", // starts a kernel
  "experiment/order", // calls the command forty times
  "setup/commands",
  "setup/format", // Prettier and ESLint over the whole tree
  "setup/interrupted",
  "setup/errors",
  "setup/steps",
  "setup/clean",
  "kernel/compiler/live-scope",
  "kernel/same-as-stock",
  "kernel/robust",
  "kernel/odd-cells",
  "kernel/orphans",
  "kernel/compiler/compiler-process",
  "kernel/protocol/answers",
  "kernel/protocol/jupyter-kernel-test",
  "kernel/compiler/compiled-cells",
  "kernel/cells/stop",
  "kernel/cells/reload",
  "notebook/stock-kernel",
  "notebook/controls",
  "evaluation/gensim-figures", // fetches gensim
  "training/fast/run",
  "course/course", // grades notebooks, each in a process of its own
  "course/derivations", // plays a student through every derivation
  "course/grade",
  "derivation/documents/speed", // a million characters a dozen times
  "derivation/generated-lines", // ten thousand lines
  "derivation/beyond",
  "derivation/whole-documents",
  "derivation/derive-files",
  "derivation/proof/normal-form", // ten thousand random points
  "derivation/proof/mutants",
  "kernel/cells.test",
  "kernel/cells/error-replies",
  "setup/help", // calls every command
  "chapters/source", // type-checks every chapter
  "derivation/write-up",
  "derivation/infer/documents",
  "cli/compare",
  "cli/train-fast",
  "cli/train-out", // trains, kills and continues
  "corpus/encoded/phrases", // starts gensim
  "corpus/read/checked-text", // reads what has no end
  "cli/ends", // calls every command
  "fuzz/", // ten seconds of damaged files
  "files/write-together", // kills 40 processes
  "project/imports", // reads every import of src/
];

const place = (file) => slow.findIndex((start) => file.startsWith(start));

/** Whether a test, named by its path below test/, belongs to the quick tier. */
export const isQuick = (file) => place(file) === -1;

/** The tests in the order in which they run. */
export function inOrder(files) {
  const rank = (file) => (isQuick(file) ? slow.length : place(file));
  return [...files].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
