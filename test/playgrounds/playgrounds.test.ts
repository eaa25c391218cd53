import assert from "node:assert/strict";
import { test } from "node:test";
import { playgrounds, type PlaygroundName } from "../../dist/playgrounds/playgrounds";
import { sigmoid } from "../../dist/model/sigmoid";

const says = (name: PlaygroundName, ...values: number[]): string => playgrounds[name].view(values, 640).says;

test("a surprise of one half costs log 2, of nothing has no price, and an even choice of two has an entropy of log 2", () => {
  assert.match(says("surprise", 1, 50, 50, 0, 0, 0), /ŷ = 0\.500 and costs −log ŷ = 0\.693.*H\(ŷ\) = 0\.693/);
  assert.match(
    says("surprise", 3, 50, 50, 0, 0, 0),
    /water, it had ŷ = 0\.000 and costs more than any number/,
  );
  assert.match(says("surprise", 1, 0, 0, 0, 0, 0), /No word can come/);
});

test("a centre vector is pushed by u_o − Uŷ, which is (1, 0) − (ŷ_river + ŷ_water, ŷ_money + ŷ_water) at first", () => {
  const [river, money, water] = [0.5, -0.5, 0].map(Math.exp);
  const Z = river + money + water;
  const pull = [1 - (river + water) / Z, -(money + water) / Z];
  const text = says("push", 1, 0, 1);
  assert.match(text, new RegExp(`costs ${(-Math.log(river / Z)).toFixed(3)} nats`));
  assert.ok(text.includes(`(${pull[0].toFixed(2)}, −${(-pull[1]).toFixed(2)})`), text);
  const once = says("push", 1, 1, 1);
  assert.ok(once.includes(`(${(0.5 + pull[0]).toFixed(2)}, −${(0.5 - pull[1]).toFixed(2)})`), once);
});

test("in a plot the letter below the line stands there, and is no sign of what is read aloud", () => {
  const [{ svg }] = playgrounds.push.view([1, 5, 1], 640).pictures;
  assert.match(svg, />outside vectors u<tspan dy="3" font-size="9">w<\/tspan></);
  const signs = Object.values(playgrounds).flatMap(({ controls, view }) => {
    const { says: text, pictures } = view(controls.map(({ start }) => start), 640); // prettier-ignore
    return [text, ...pictures.map((picture) => picture.svg)].filter((each) => /[a-z]_[a-z]/.test(each));
  });
  assert.deepEqual(signs, []);
});

test("the slope of σ is 1/4 at 0, and σ(x) σ(−x) elsewhere", () => {
  assert.match(says("sigmoid", 0), /σ\(x\) = 0\.5000.*0\.2500\.$/);
  assert.ok(says("sigmoid", -3).includes((sigmoid(3) * sigmoid(-3)).toFixed(4)));
});

test("seen once and drawn r times, a word rests at −log r: there its slope is 0, and (1 + r)/2 − 1 at a score of 0", () => {
  assert.match(says("repeats", 1, 3, 0), /slope 1\.000, so a step lowers.*z = log\(1\/3\) = −1\.099/);
  assert.match(
    says("repeats", 2, 2, 0),
    /slope 0\.000.*changes nothing.*= 0\.500, at z = log\(2\/2\) = 0\.000/,
  );
  assert.match(says("repeats", 0, 2, 0), /loss is 1\.386 nats.*would fall without end/);
  assert.match(says("repeats", 3, 0, 0), /loss is 2\.079 nats and its slope −1\.500.*would rise without end/);
  assert.match(says("repeats", 0, 0, 2), /loss is 0\.000 nats.*stays where it is/);
});

test("a window has its neighbours without those that equal its centre, and touches one row of V", () => {
  assert.match(
    says("window", 1, 1, 0),
    /^Pairs: \(the, river\)\. Touched: the row of “the” in V, and 1 of 8 rows of U/,
  );
  assert.match(
    says("window", 6, 5, 0),
    /^Pairs: \(the, river\), \(the, bank\), \(the, is\), \(the, where\), \(the, fish\), \(the, of\), \(the, river\), \(the, swim\)\./,
  );
  const drawn = says("window", 3, 1, 2).split("drawn: ")[1].split(", ");
  assert.equal(drawn.length, 4);
});

test("the error of a difference falls as h² and rises again as rounding takes over", () => {
  const error = (power: number): number => {
    const written = /off by ([\d.]+)(?: · 10⁻([⁰¹²³⁴⁵⁶⁷⁸⁹]+))?/.exec(says("difference", power)) ?? [];
    const exponent = [...(written[2] ?? "⁰")].map((sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign)).join("");
    return Number(`${written[1]}e-${exponent}`);
  };
  const ratio = error(-1) / error(-2);
  assert.ok(ratio > 80 && ratio < 120, `${ratio}`);
  assert.ok(error(-10) > 100 * error(-5), `${error(-10)}, ${error(-5)}`);
});

test("at the ends of every control, pictures hold finite numbers only and are described", () => {
  for (const [name, { controls, view }] of Object.entries(playgrounds)) {
    const ends = controls.reduce<number[][]>(
      (all, { least, most }) =>
        all.flatMap((some) => [
          [...some, least],
          [...some, most],
        ]),
      [[]],
    );
    for (const values of ends) {
      const { pictures, says: words } = view(values, 300);
      assert.ok(words.length > 20 && pictures.length > 0);
      for (const { svg, description } of pictures) {
        assert.doesNotMatch(svg, /NaN|Infinity|undefined/, `${name} at ${values.join()}`);
        assert.doesNotMatch(`${words}${description}`, /NaN|undefined/);
        assert.match(svg, /^<svg class="chart" role="img" aria-label="[^"<>]+"/);
      }
    }
  }
});
