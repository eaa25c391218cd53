import { chart, numberText } from "../display/chart";
import { differenceErrors } from "../model/gradient-check";
import { fromRows } from "../model/matrix";
import { naiveSoftmax } from "../model/naive-softmax";
import { zeroPairGradient } from "../model/pair-gradient";
import type { Playground } from "./playground";

const U = fromRows([
  [1, 0],
  [0, 1],
  [1, 1],
]); // one word a row
const seen = 0;

/** The error of central differences of the loss along v_c, for some step widths. */
function errorsAt(h: readonly number[]): number[] {
  const vc = Float64Array.of(0.5, -0.5);
  const exact = zeroPairGradient(U);
  naiveSoftmax(vc, seen, U, exact);
  return differenceErrors(exact.dVc, () => naiveSoftmax(vc, seen, U, zeroPairGradient(U)), vc, h);
}

/** Chapter 06: how well a difference quotient measures a slope. */
export const differenceQuotient: Playground = {
  title: "The step of a difference quotient",
  hint: "Make h smaller, from the right. How long does each tenth of h win two digits, and what takes them away again?",
  controls: [
    {
      label: "h",
      ...{ least: -11, most: 0, step: 0.25, start: -4 },
      text: (power) => numberText(Number((10 ** power).toPrecision(2))),
    },
  ],
  view([power], width) {
    const powers = Array.from({ length: 45 }, (_, i) => -11 + i / 4);
    const errors = errorsAt(powers.map((each) => 10 ** each));
    const points = powers.map((each, i): [number, number] => [10 ** each, Math.max(errors[i], 1e-17)]);
    const [error] = errorsAt([10 ** power]);
    const cut = 10 ** (2 * power) / 6;
    const rounding = 1.1e-16 / 10 ** power;
    const description = `Error of a central difference over h, on logarithmic axes, with h at 10 to the ${power}`;
    const svg = chart(
      [
        { name: "error of the difference", points, colour: 0 },
        { name: "", kind: "dots", colour: 1, points: [[10 ** power, Math.max(error, 1e-17)]] },
      ],
      {
        description,
        x: { title: "step h (no unit)", from: 1e-11, to: 1, logarithmic: true },
        y: { title: "error", from: 1e-14, to: 1, logarithmic: true },
        ...{ width, height: 320 },
      },
    );
    const says = `With h = ${short(10 ** power)} the slope is off by ${short(error)}. Cutting the series off costs about h²/6 = ${short(cut)} times a third slope, rounding about ${short(rounding)}.`;
    return { says, pictures: [{ svg, description }] };
  },
};

const short = (value: number): string => numberText(Number(value.toPrecision(2)));
