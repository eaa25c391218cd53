import { chart, type Series } from "../display/chart";
import { fromRows } from "../model/matrix";
import { negativeSampling } from "../model/negative-sampling";
import { zeroPairGradient } from "../model/pair-gradient";
import { decimals, type Playground } from "./playground";

const scores = Array.from({ length: 121 }, (_, i) => (i - 60) / 10);

/** Chapter 04: what a word that is seen s times and drawn r times costs, and where it comes to rest. */
export const repeats: Playground = {
  title: "What repeats do",
  hint: "Draw the word more often, or see it more often. The score moves until the slope is 0: where is that?",
  controls: [
    { label: "Seen, times", least: 0, most: 5, step: 1, start: 1 },
    { label: "Drawn, times r", least: 0, most: 10, step: 1, start: 2 },
    { label: "Score z", least: -6, most: 6, step: 0.1, start: 1 },
  ],
  view([seen, drawn, z], width) {
    const costs = scores.map((at): [number, number] => [at, lossAndSlope(at, seen, drawn)[0]]);
    const slopes = scores.map((at): [number, number] => [at, lossAndSlope(at, seen, drawn)[1]]);
    const [loss, slope] = lossAndSlope(z, seen, drawn);
    const rest = Math.log(seen / drawn);
    const at: Series = { name: "", kind: "dots", colour: 2, points: [[z, loss], [z, slope]] }; // prettier-ignore
    const resting: Series = { name: "resting point", kind: "dots", colour: 3, points: [[rest, 0]] };
    const description = `Loss and slope of a word that is seen ${seen} and drawn ${drawn} times, over its score`;
    const svg = chart(
      [
        { name: "loss (nats)", points: costs, colour: 0 },
        { name: "slope", points: slopes, colour: 1 },
        ...(Number.isFinite(rest) ? [resting] : []),
        at,
      ],
      {
        description,
        x: { title: "score z = u · v_c", from: -6, to: 6 },
        y: { title: "loss (nats), or its slope", from: -Math.max(1, seen), to: Math.max(4, drawn + 1) },
        ...{ width, height: 320 },
      },
    );
    return { says: `${here(z, loss, slope)} ${whereItRests(seen, drawn)}`, pictures: [{ svg, description }] };
  },
};

const here = (z: number, loss: number, slope: number): string =>
  `At z = ${decimals(z, 1)} the loss is ${decimals(loss)} nats and its slope ${decimals(slope)}, so a step ${slope > 0 ? "lowers the score" : slope < 0 ? "raises the score" : "changes nothing"}.`;

function whereItRests(seen: number, drawn: number): string {
  if (seen === 0 && drawn === 0) return "Nobody asks for this word: it stays where it is.";
  if (drawn === 0) return "Never drawn, it would rise without end.";
  if (seen === 0) return "Never seen, it would fall without end.";
  const z = Math.log(seen / drawn);
  return `It rests where σ(z) = ${seen}/(${seen} + ${drawn}) = ${decimals(seen / (seen + drawn))}, at z = log(${seen}/${drawn}) = ${decimals(z)}.`;
}

/** By `negativeSampling`, in one dimension with v_c = 1: each sight is a pair, the draws belong to the first. */
function lossAndSlope(z: number, seen: number, drawn: number): [loss: number, slope: number] {
  const two = fromRows([[z], [0]]); // word 0 is looked at; word 1 is seen where word 0 is not
  const vc = Float64Array.of(1);
  const into = zeroPairGradient(two);
  let loss = negativeSampling(vc, seen > 0 ? 0 : 1, new Int32Array(drawn), two, into);
  if (seen === 0) loss -= Math.log(2); // the share of word 1, whose score is 0
  for (let i = 1; i < seen; i++) loss += negativeSampling(vc, 0, new Int32Array(0), two, into);
  return [loss, into.dU.toMatrix().data[0]];
}
