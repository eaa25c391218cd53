import type { TestContext } from "node:test";
import { benchPython, hasBenchPython } from "../../../dist/bench/environment";

/**
 * A Python with the real gensim: that of the environment for measurements where it is there, or is made since
 * REQUIRE_GENSIM is set (some 150 MB of packages). Otherwise the test is skipped, and says so.
 */
export function gensim(t: TestContext): string | undefined {
  if (hasBenchPython() || process.env.REQUIRE_GENSIM) return benchPython(() => {});
  t.skip("gensim is not there; REQUIRE_GENSIM=1 fetches it");
  return undefined;
}

/** For its programs: compiled modules are kept in its environment, and numpy's threads, which wait by spinning, are one. */
export const gensimEnv = { ...process.env, PYTHONDONTWRITEBYTECODE: "", OPENBLAS_NUM_THREADS: "1" };
