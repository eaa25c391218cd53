/** Who may import whom. `npm test -- project` holds `src/` against it. */

/** Folders of src/, in the order of the data: each imports only itself and those before it. */
const stages = [
  "files",
  "processes",
  "webassembly",
  "random",
  "display",
  "settings",
  "corpus",
  "model",
  "training",
  "vectors",
  "evaluation",
  "derivation",
  "course",
  "playgrounds",
  "notebook",
  "plots",
  "runs",
  "comparison",
  "pages",
  "report",
  "experiment",
  "kernel",
  "bench",
  "cli",
  "setup",
];

/** Stages of the derivation checker, in the order of its data. The files beside these folders come last. */
const derivationStages = [
  "latex",
  "documents",
  "declare",
  "typed",
  "infer",
  "proof",
  "numbers",
  "decision",
  "repair",
  "verdict",
];

/** The files that call each other because what they read or prove is recursive. All other circles are mistakes. */
const recursions = [
  `^src/derivation/latex/(${[
    ...["reader", "operators", "sums", "fractions", "bars", "conditions", "extrema", "indicators", "tables"],
    ...["applications", "derivatives", "evaluated", "expectations", "functions", "indices", "names", "sets"],
  ].join("|")})\\.ts$`,
  `^src/derivation/typed/(${[
    ...["elaborate", "application", "bars", "target", "look-up"],
    ...["constants", "lists", "powers", "primes", "ranges"],
  ].join("|")})\\.ts$`,
  "^src/derivation/proof/algebra/",
];

/** One rule a stage: it imports no later one. */
function earlierOnly(root, folders, last) {
  return folders.map((folder, place) => ({
    name: `${root}${folder} imports only earlier stages`,
    severity: "error",
    from: { path: `^${root}${folder}/` },
    to: { path: `^${root}(${later(folders.slice(place + 1), last)})` },
  }));
}

const later = (folders, last) => [...folders.map((folder) => `${folder}/`), last].join("|");

export default {
  forbidden: [
    ...earlierOnly("src/", stages, "[^/]+$"),
    ...earlierOnly("src/derivation/", derivationStages, "[^/]+$"),
    {
      name: "every folder has a place in the order",
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(${stages.join("|")})/` },
      to: {},
    },
    {
      name: "every folder has a place in the order",
      severity: "error",
      from: {},
      to: { path: "^src/", pathNot: `^src/(${stages.join("|")})/` },
    },
    {
      name: "every folder of the checker has a place in the order",
      severity: "error",
      from: { path: "^src/derivation/.+/", pathNot: `^src/derivation/(${derivationStages.join("|")})/` },
      to: {},
    },
    {
      name: "the checker knows nothing of word2vec or the notebook",
      comment: "random numbers and the form in which any front end shows a value are neither",
      severity: "error",
      from: { path: "^src/derivation/" },
      to: { path: "^src/", pathNot: "^src/(derivation|random|display)/" },
    },
    {
      name: "set-up needs no package",
      comment:
        "it runs before any is installed; but cells are laid out afterwards, and tfjs-node is a package itself",
      severity: "error",
      from: { path: "^src/setup/", pathNot: "/(format-notebook\\.mjs$|tfjs-node/)" },
      to: { dependencyTypesNot: ["core", "local"], pathNot: "^src/" },
    },
    {
      name: "every import is found",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "mathjs-parts\\.min$" }, // made by the set-up
    },
    {
      name: "no circles",
      severity: "error",
      from: { pathNot: recursions },
      to: { circular: true },
    },
    ...recursions.map((files) => ({
      name: "a recursion stays among its files",
      severity: "error",
      from: { path: files },
      to: { circular: true, via: { pathNot: files } },
    })),
  ],
  options: {
    tsPreCompilationDeps: true, // types count, too
    doNotFollow: { path: ["node_modules"] },
    exclude: { path: "/assembly/" }, // AssemblyScript, compiled by itself
  },
};
