import { chart, type Series } from "../display/chart";
import { bars } from "./bars";
import { decimals, type Control, type Playground } from "./playground";

const words = ["river", "money", "water", "loan", "fish"];
const starts = [40, 25, 20, 10, 5];

const weights = words.map((word, w): Control => ({
  label: `Weight of ${word}`,
  least: 0,
  most: 100,
  step: 1,
  start: starts[w],
}));

const came: Control = {
  label: "The word that comes",
  ...{ least: 1, most: words.length, step: 1, start: 1 },
  text: (value) => words[value - 1],
};

/** Chapter 01: what a word costs under a prediction that the reader makes. */
export const surprise: Playground = {
  title: "What a surprise costs",
  hint: "Make a prediction of your own, and choose the word that comes. When is it cheap? When has it no price at all?",
  controls: [came, ...weights],
  view([o, ...weight], width) {
    const total = weight.reduce((sum, each) => sum + each, 0);
    const yHat = weight.map((each) => (total > 0 ? each / total : 0));
    const [word, p] = [words[o - 1], yHat[o - 1]];
    const cost = -Math.log(p);
    const entropy = yHat.reduce((sum, each) => (each > 0 ? sum - each * Math.log(each) : sum), 0);
    const says =
      total === 0
        ? "No word can come: give one of them a weight."
        : `Comes ${word}, it had ŷ = ${decimals(p)} and costs ${p > 0 ? `−log ŷ = ${decimals(cost)} nats` : "more than any number"}. If the words came as often as ŷ says, they would cost H(ŷ) = ${decimals(entropy)} nats on average.`;
    const prediction = `The prediction ŷ: ${words.map((each, w) => `${each} ${yHat[w].toFixed(3)}`).join(", ")}`;
    const rows = words.map((name, w) => ({ name, share: yHat[w], colour: w === o - 1 ? 1 : 0 }));
    const description = `Cost −log ŷ over ŷ, with the word that comes at ${decimals(p)}`;
    return {
      says,
      pictures: [
        { svg: bars(rows, prediction, width), description: prediction },
        { svg: costCurve(p, cost, word, description, width), description },
      ],
    };
  },
};

function costCurve(p: number, cost: number, word: string, description: string, width: number): string {
  const points = Array.from({ length: 120 }, (_, i): [number, number] => [
    (i + 1) / 120,
    -Math.log((i + 1) / 120),
  ]);
  const at: Series["points"] = p > 0 ? [[p, Math.min(cost, 5)]] : [];
  const dot: Series = { name: "", kind: "dots", colour: 1, points: at, labels: [word] };
  return chart([{ name: "", points }, dot], {
    description,
    x: { title: "probability ŷ of the word that comes", from: 0, to: 1 },
    y: { title: "cost (nats)", from: 0, to: 5 },
    ...{ width, height: 230 },
  });
}
