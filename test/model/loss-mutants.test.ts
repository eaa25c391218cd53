import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { test } from "node:test";

/** A mistake in a loss: a text of a compiled module, and what stands there instead. */
export interface Mutant {
  /** below dist/, without its ending */
  file: string;
  from: string;
  to: string;
}

const sampling = "model/negative-sampling";
const softmax = "model/naive-softmax";

const mutants: Record<string, Mutant> = {
  "the term of the observed word is dropped": { file: sampling, from: "let k = -1;", to: "let k = 0;" },
  "the term of the last negative is dropped": {
    file: sampling,
    from: "let k = -1; k < negatives.length;",
    to: "let k = -1; k < negatives.length - 1;",
  },
  "a word drawn twice is counted once": {
    file: sampling,
    from: "const start = w * d;",
    to: "if (k >= 0 && negatives.indexOf(w) < k) continue; const start = w * d;",
  },
  "a word drawn twice moves once": {
    file: sampling,
    from: "gradient[to + i] += slope",
    to: "gradient[to + i] = slope",
  },
  "a word drawn twice costs once": {
    file: sampling,
    from: "excess += e + e * excess;",
    to: "if (k < 0 || negatives.indexOf(w) === k) excess += e + e * excess;",
  },
  "the centre vector moves by the last term only": { file: sampling, from: "dVc[i] +=", to: "dVc[i] =" },
  "the product of two terms is dropped": { file: sampling, from: "e + e * excess", to: "e" },
  "the observed word is pushed away": {
    file: sampling,
    from: "k < 0 ? -surprise : surprise",
    to: "surprise",
  },
  "the score of the observed word is dropped": {
    file: softmax,
    from: "loss -= scores[outside[j]];",
    to: ";",
  },
  "the truth is dropped from the error": { file: softmax, from: "delta[outside[j]] -= 1;", to: ";" },
  "a word that a window has twice is counted once": {
    file: softmax,
    from: "delta[outside[j]] -= 1;",
    to: "if (outside.indexOf(outside[j]) === j) delta[outside[j]] -= 1;",
  },
  "the prediction of a window is counted once": { file: softmax, from: "delta[w] *= size;", to: ";" },
  "the centre vector does not move": { file: softmax, from: "dVc[i] += slope", to: "dVc[i] += 0" },
};

/** Runs the tests of the losses with a mistake in. @returns whether they all pass, and what they print */
async function runChecks(mutant: Mutant): Promise<{ passed: boolean; output: string }> {
  const [preloaded, checks] = ["apply-mutant.js", "losses.test.js"].map((name) => path.join(__dirname, name));
  const child = spawn(process.execPath, ["--test-reporter=tap", "--require", preloaded, checks], {
    env: { ...process.env, MUTANT: JSON.stringify(mutant), NODE_TEST_CONTEXT: undefined },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const status = await new Promise((resolve) => child.once("close", resolve));
  return { passed: status === 0, output };
}

test("the tests of the losses pass where a loss is changed in its comment only", async () => {
  const { passed, output } = await runChecks({ file: sampling, from: "Costs O(K·d)", to: "Costs O(d·K)" });
  assert.ok(passed, output);
});

for (const [mistake, mutant] of Object.entries(mutants)) {
  test(`the tests of the losses fail where ${mistake}`, async () => {
    const { passed, output } = await runChecks(mutant);
    assert.ok(!passed, "every test passed");
    assert.doesNotMatch(output, /a mutant requires/);
    assert.match(output, /^# pass [1-9]/m, output); // it was loaded, and not all of it is wrong
    assert.match(output, /^# fail [1-9]/m, output);
  });
}
