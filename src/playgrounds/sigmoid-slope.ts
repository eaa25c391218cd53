import { chart } from "../display/chart";
import { sigmoid } from "../model/sigmoid";
import { decimals, type Playground } from "./playground";

const scores = Array.from({ length: 161 }, (_, i) => (i - 80) / 10);

/** Chapter 03: σ, its slope, and its tangent at a score. */
export const sigmoidSlope: Playground = {
  title: "A sigmoid and its slope",
  hint: "Move the score. Where is the tangent steepest? How far must you go until the slope is a tenth of that?",
  controls: [{ label: "Score x", least: -8, most: 8, step: 0.1, start: 1 }],
  view([x], width) {
    const [value, slope] = [sigmoid(x), sigmoid(x) * sigmoid(-x)];
    const description = `σ and its slope over the score, with the tangent at ${decimals(x, 1)}`;
    const tangent = [x - 2, x + 2].map((at): [number, number] => [at, value + slope * (at - x)]);
    const svg = chart(
      [
        { name: "σ(x)", points: scores.map((at) => [at, sigmoid(at)]), colour: 0 },
        { name: "slope σ′(x)", points: scores.map((at) => [at, sigmoid(at) * sigmoid(-at)]), colour: 1 },
        { name: "tangent", points: tangent, kind: "dashed", colour: 2 },
        { name: "", points: [[x, value], [x, slope]], kind: "dots", colour: 2 }, // prettier-ignore
      ],
      {
        description,
        x: { title: "score x", from: -8, to: 8 },
        y: { title: "probability, or slope", from: 0, to: 1 },
        ...{ width, height: 300 },
      },
    );
    const says = `At x = ${decimals(x, 1)}: σ(x) = ${decimals(value, 4)}, σ(−x) = ${decimals(sigmoid(-x), 4)}, and the slope is their product, ${decimals(slope, 4)}.`;
    return { says, pictures: [{ svg, description }] };
  },
};
