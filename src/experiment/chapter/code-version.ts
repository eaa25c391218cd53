import { codeClosure, type CodeVersion } from "../../files/code-closure";
import type { Chapter } from "./chapter";

/**
 * What takes part in a run beside the files that a chapter imports: Python, which writes the parameters, with its
 * packages, which execute the cells; and the list of the texts.
 */
const others = [
  "src/setup/requirements.txt",
  "src/experiment/word2vec_experiment/translator.py",
  "data/corpora.json",
];

/**
 * The version of what a chapter runs: the compiled files that it imports, directly or through others, with their
 * WebAssembly, the locks of the packages of npm and of Python. A change in other files does not change it, so existing
 * runs stay valid.
 *
 * @param root the checkout
 */
export function codeVersion(chapter: Chapter, root: string): CodeVersion {
  const sources = chapter.code.map((text) => ({ text, folder: chapter.folder }));
  return codeClosure(sources, root, others);
}
