import { chart, type Series } from "../display/chart";
import { fromRows } from "../model/matrix";
import { computeScores, naiveSoftmax } from "../model/naive-softmax";
import { zeroPairGradient } from "../model/pair-gradient";
import { softmax } from "../model/softmax";
import { bars } from "./bars";
import { decimals, type Playground } from "./playground";

const words = ["river", "money", "water"];
const U = fromRows([
  [1, 0],
  [0, 1],
  [1, 1],
]); // one word a row
const start = [0.5, -0.5];

/** Chapter 02: three words push a centre vector, one step of descent after the other. */
export const push: Playground = {
  title: "Three words push a centre vector",
  hint: "Go through the steps one by one. Each goes from what was expected to what was seen. Where does it end, if anywhere?",
  controls: [
    {
      label: "The word that is seen",
      least: 1,
      most: 3,
      step: 1,
      start: 1,
      text: (value) => words[value - 1],
    },
    { label: "Steps", least: 0, most: 60, step: 1, start: 5 },
    { label: "Step size", least: 0.1, most: 3, step: 0.1, start: 1 },
  ],
  view([seen, steps, stepSize], width) {
    const path = descent(seen - 1, steps, stepSize);
    const [x, y] = path[path.length - 1];
    const yHat = softmax(computeScores(U, Float64Array.of(x, y)));
    const expected = [0, 1].map((i) => yHat.reduce((sum, p, w) => sum + p * U.data[2 * w + i], 0));
    const word = words[seen - 1];
    const pull = [0, 1].map((i) => U.data[2 * (seen - 1) + i] - expected[i]);
    const says = `After ${steps} ${steps === 1 ? "step" : "steps"} the centre vector is (${decimals(x, 2)}, ${decimals(y, 2)}); ${word} has ŷ = ${decimals(yHat[seen - 1])} and costs ${decimals(-Math.log(yHat[seen - 1]))} nats. The next pull, seen minus expected, is (${pull.map((each) => decimals(each, 2)).join(", ")}).`;
    const description = `The plane with three outside vectors and the way of the centre vector, now at ${decimals(x, 2)}, ${decimals(y, 2)}`;
    const shares = `Softmax: ${words.map((each, w) => `${each} ${yHat[w].toFixed(3)}`).join(", ")}`;
    const rows = words.map((name, w) => ({ name, share: yHat[w], colour: w === seen - 1 ? 1 : 0 }));
    return {
      says,
      pictures: [
        { svg: plane(path, expected, pull, description, width), description },
        { svg: bars(rows, shares, width), description: shares },
      ],
    };
  },
};

/** The places of v_c: v_c −= η ∂J/∂v_c, with U as it is. */
function descent(o: number, steps: number, stepSize: number): [number, number][] {
  const vc = Float64Array.from(start);
  const path: [number, number][] = [[vc[0], vc[1]]];
  for (let i = 0; i < steps; i++) {
    const into = zeroPairGradient(U);
    naiveSoftmax(vc, o, U, into);
    for (const k of [0, 1]) vc[k] -= stepSize * into.dVc[k];
    path.push([vc[0], vc[1]]);
  }
  return path;
}

function plane(
  path: [number, number][],
  expected: number[],
  pull: number[],
  description: string,
  width: number,
): string {
  // prettier-ignore
  const [x, y] = path[path.length - 1];
  const outside = words.map((_, w): [number, number] => [U.data[2 * w], U.data[2 * w + 1]]);
  const series: Series[] = [
    { name: "", points: path, colour: 0 },
    { name: "pull", kind: "dashed", colour: 1, points: [[x, y], [x + pull[0], y + pull[1]]] }, // prettier-ignore
    { name: "outside vectors u_w", kind: "dots", colour: 2, points: outside, labels: words },
    { name: "expected Uŷ", kind: "dots", colour: 3, points: [[expected[0], expected[1]]] },
    { name: "centre vector v_c", kind: "dots", colour: 0, points: [[x, y]] },
  ];
  const all = [...path, ...outside];
  const ends = [0, 1].map((i) => all.map((point) => point[i]));
  const [across, up] = ends.map((values) => ({ from: Math.min(-1, ...values) - 0.2, to: Math.max(1.5, ...values) + 0.5 })); // prettier-ignore
  const options = { x: { title: "first entry", ...across }, y: { title: "second entry", ...up } };
  return chart(series, { description, ...options, width, height: 320 });
}
