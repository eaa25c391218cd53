import assert from "node:assert/strict";
import { test } from "node:test";
import { exercises } from "../../dist/course/exercises";
import { leastSeconds } from "../../dist/course/least-seconds";
import { runChecks, type Outcome, type Student } from "../../dist/course/run-checks";
import { calls, type PairResult } from "../../dist/course/student-functions";
import { check } from "../../dist/course/check";
import { jupyterDisplay } from "../../dist/display/displayable";
import { wrongOnes } from "./mistaken-code";
import { rightOnes, type Written } from "./student-code";

function callOf({ name, own }: Written): (question: readonly unknown[]) => unknown {
  return (question) => (calls[name] as (own: unknown, ...question: unknown[]) => unknown)(own, ...question);
}

/** Every check of a function, the hidden ones as well; its speed is not looked at. */
async function allOutcomes(written: Written): Promise<Outcome[]> {
  const call = callOf(written);
  const student: Student = { ask: async (_, question) => call(question), time: async () => 0 };
  return runChecks(written.name, student, true);
}

for (const written of rightOnes) {
  test(`a right ${written.name} passes and is not blamed: ${written.what}`, async () => {
    for (const { title, says } of await allOutcomes(written)) assert.deepEqual(says, [], title);
  });
}

test("of the planted mistakes at least 9 in 10 are named", async (t) => {
  const missed: string[] = [];
  for (const written of wrongOnes) {
    const said = (await allOutcomes(written)).flatMap(({ says }) => says);
    assert.ok(said.length > 0, `${written.name}, ${written.what} passes`);
    if (!said.some((each) => written.named?.test(each)))
      missed.push(`${written.name}, ${written.what}: ${said.join(" | ")}`);
  }
  t.diagnostic(`${wrongOnes.length - missed.length} of ${wrongOnes.length} named`);
  assert.ok(wrongOnes.length >= 40);
  assert.ok(missed.length <= wrongOnes.length / 10, missed.join("\n"));
});

test("a function that takes hundreds of times as long as it needs is told so", async () => {
  const slow: Student = {
    ask: async (_, question) => callOf(rightOnes[0])(question),
    time: async (_, question) => 300 * leastSeconds(() => callOf(rightOnes[0])(question)),
  };
  const outcomes = await runChecks("sigmoid", slow, true);
  assert.match(
    outcomes[outcomes.length - 1].says.join(),
    /^it takes \d+ times as long as the book's plain version/,
  );
});

test("what fails, returns nothing or has another form is said in a sentence", async () => {
  const says = async (own: unknown): Promise<string> => {
    const { outcomes } = await check("naiveSoftmax", own as never);
    return outcomes[0].says.join("; ");
  };
  assert.match(await says(() => undefined), /your function returns nothing: is a return missing\?/);
  assert.match(await says(() => 1), /return an object with loss in it, got 1/);
  assert.match(await says(() => ({ loss: "1" })), /loss is to be a number, got the text "1"/);
  assert.match(
    await says(() => ({ loss: 1, dVc: [1, 2] })),
    /dVc is to be a list of 1 number, got 2 of them/,
  );
  assert.match(
    await says(() => ({ loss: 1, dVc: [1], dU: [[1]] })),
    /dU is to be a matrix of 3 rows and 1 column,/,
  );
  assert.match(await says(() => { throw new Error("write me"); }), /your function fails: write me/); // prettier-ignore
  await assert.rejects(
    () => check("naiveSoftmax", 3 as never),
    /requires your function naiveSoftmax, got number/,
  );
});

test("a notebook shows what passed and what is wrong, as text and as HTML", async () => {
  const bundle = (await check("sigmoid", (x) => 1 / (1 + Math.exp(x))))[jupyterDisplay]();
  assert.match(
    String(bundle["text/plain"]),
    /^The sigmoid: 0 of 2 checks passed\n {2}failed: numbers by hand\n/,
  );
  assert.match(String(bundle["text/html"]), /<li>✗ failed: numbers by hand<ul><li>the value: it falls/);
});

test("a gradient that is not the slope of the student's own loss is said, whatever the loss is", async () => {
  const { outcomes } = await check("skipGram", (centre, outside, V, U, pairLoss) => {
    const right = exercises.skipGram.right(centre, outside, V, U, pairLoss);
    right.dV.data[centre * V.cols] += 0.5;
    return right;
  });
  const slopes = outcomes.find(({ title }) => title.includes("slopes"));
  assert.match(
    slopes?.says.join() ?? "",
    /dV: row 1, column 0 is -?[\d.]+; your loss has the slope -?[\d.]+ there/,
  );
});

test("a loss that is no number is called so in each check, and no digit of it is counted", async () => {
  const { right } = exercises.naiveSoftmax;
  const { outcomes } = await check("naiveSoftmax", (...question) => ({
    ...right(...question),
    loss: Math.log(-1),
  }));
  for (const { says } of outcomes)
    assert.match(says.join(), /^loss: it is NaN, and (should be|so it has no slope)/);
});

test("what comes back in a list, under another name or as a vector is said as it came", async () => {
  const { right } = exercises.naiveSoftmax;
  const says = async (change: (result: PairResult) => unknown): Promise<string> => {
    const own = (...question: Parameters<typeof right>): PairResult => change(right(...question)) as never;
    return (await check("naiveSoftmax", own)).outcomes[0].says.join();
  };
  assert.match(
    await says(({ loss, dVc, dU }) => [loss, dVc, dU]),
    /object with loss in it, got an array of 3/,
  );
  assert.match(
    await says(({ dU, ...rest }) => ({ ...rest, gradU: dU })),
    /dU in it, got .* loss, dVc, gradU/,
  );
  assert.match(await says(({ dU, ...rest }) => ({ ...rest, dU: dU.data })), /got a Float64Array of 3/);
});

const single = (result: PairResult): PairResult => {
  const { loss, dVc, dU } = result;
  return {
    loss: Math.fround(loss),
    dVc: dVc.map(Math.fround),
    dU: { ...dU, data: dU.data.map(Math.fround) },
  };
};

test("an answer that was rounded on its way is told so, and is not said to be what it should be", async () => {
  const { right } = exercises.negativeSampling;
  const said = [
    ...(await check("negativeSampling", (...question) => single(right(...question)))).outcomes,
    ...(await check("sigmoid", (x) => Number(exercises.sigmoid.right(x).toFixed(6)))).outcomes,
  ].flatMap(({ says }) => says);
  const count = (pattern: RegExp): number => said.filter((each) => pattern.test(each)).length;
  const float32 = /right to [67] digits and no further, because it is kept as float32, .*: use Float64Array/;
  assert.equal(count(float32), 2, said.join("\n"));
  assert.equal(count(/Its slope cannot be seen/), 1, said.join("\n"));
  assert.equal(count(/right to 6 digits and no further, because it is rounded to decimals: /), 1);
  assert.ok(!said.some((each) => /should be|slope -?[\d.]+ there/.test(each)), said.join("\n"));
});

test("vectors that are copied into float32 are named as the cause, though what comes out has all digits", async () => {
  const { right } = exercises.negativeSampling;
  const copied = (values: Float64Array): Float64Array => Float64Array.from(Float32Array.from(values));
  const { outcomes } = await check("negativeSampling", (vc, o, negatives, U) =>
    right(copied(vc), o, negatives, { ...U, data: copied(U.data) }),
  );
  const said = outcomes.filter(({ passed }) => !passed).flatMap(({ says }) => says);
  assert.ok(said.length > 0);
  for (const each of said)
    assert.match(each, /right to \d+ digits and no further: .*Float32Array or Math\.fround/);
});

test("a mistake is named only where it gives the student's numbers in every question", async () => {
  const { right } = exercises.negativeSampling;
  // without the first negative: with a centre vector of 0 that looks as if the words were averaged
  const { outcomes } = await check("negativeSampling", (vc, o, negatives, U) =>
    right(vc, o, negatives.slice(1), U),
  );
  const said = outcomes.flatMap(({ says }) => says).join("\n");
  assert.doesNotMatch(said, /averaged|logarithm is missing/);
  assert.match(said, /loss, dVc: the first draw is left out/);
});
