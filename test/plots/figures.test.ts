import assert from "node:assert/strict";
import { test } from "node:test";
import { jupyterDisplay } from "../../dist/display/displayable";
import { fromRows } from "../../dist/model/matrix";
import { arrows } from "../../dist/plots/arrows";
import { curves } from "../../dist/plots/curves";
import type { Figure } from "../../dist/plots/figure";
import { gradientError } from "../../dist/plots/gradient-error";
import { heatmap } from "../../dist/plots/heatmap";
import { intervals } from "../../dist/plots/intervals";
import { lossCurve } from "../../dist/plots/loss-curve";
import { movedWordsPlot } from "../../dist/plots/moved-words";
import { pairMap } from "../../dist/plots/pair-map";
import { resultsByValue } from "../../dist/plots/results-by-value";
import { scatter } from "../../dist/plots/scatter";
import { singularValuesPlot } from "../../dist/plots/singular-values";
import { label, mark, notation, textColour } from "../../dist/plots/theme";
import { touchedRows } from "../../dist/plots/touched-rows";
import { wordFrequencies } from "../../dist/plots/word-frequencies";
import { wordFilm } from "../../dist/plots/word-film";
import { wordMap, wordMaps } from "../../dist/plots/word-map";

/** Every figure there is, with a text from data in each place that takes one. */
function everyFigure(word: string): Record<string, Figure> {
  const points = [
    { word, x: 0, y: 0, count: 1, nearest: [word], group: word },
    { word: "tea", x: 3, y: 4, count: 2000, nearest: [word, "tea"], group: "drinks" },
  ];
  const names = {
    title: "Gradient",
    rows: [word, "2"],
    columns: ["1", "2"],
    rowTitle: "word",
    columnTitle: "dimension",
  };
  return {
    scatter: scatter([{ name: word, x: word, y: 1 }], { title: word, x: word, y: "loss (nats)" }),
    lossCurve: lossCurve([
      { name: word, iterations: [1, 2], loss: [20, 10], band: { lower: [19, 9], upper: [21, 11] } },
    ]),
    wordMap: wordMap(points, { shares: [0.49, 0.14] }),
    wordMaps: wordMaps("Two maps", [
      { title: word, points },
      { title: "b", points },
      { title: "c", points },
    ]),
    pairMap: pairMap(
      [
        { ends: [{ word, x: 0, y: 0 }, { word: "cold", x: 3, y: 4 }], kind: word, cosine: 0.25 },
        { ends: [{ word, x: 0, y: 0 }, { word: "warm", x: 1, y: 0 }], kind: "synonyms", cosine: -0.5 },
      ],
      word,
      [0.3, 0.2],
    ), // prettier-ignore
    wordFilm: wordFilm(
      [0, 1000].map((iteration) => ({ iteration, places: points, nearest: [{ word, cosine: 0.5 }] })),
      word,
    ),
    wordFrequencies: wordFrequencies(["tea", word, "b"], [1, 1990, 1]),
    gradientError: gradientError([{ name: word, h: [1e-2, 1e-4, 1e-8], error: [1e-4, 1e-8, 0] }]),
    singularValues: singularValuesPlot([{ name: word, values: [168, 4] }]),
    intervals: intervals([{ name: word, series: word, mean: 0.5, lower: 0.4, upper: 0.6 }], {
      title: "Pairs",
      value: "mean cosine",
      reference: { name: word, value: 0.02 },
    }),
    heatmap: heatmap(fromRows([[0, -2], [1, 0]]), { ...names, value: "nats" }), // prettier-ignore
    touchedRows: touchedRows([{ name: word, rows: 31 }], 19_539),
    arrows: arrows([{ name: word, x: 1, y: 2, group: word }], "Arrows"),
    movedWords: movedWordsPlot([{ word, between: 50, within: 20 }, { word: "b", between: 5, within: 6 }], "Moved"), // prettier-ignore
    resultsByValue: resultsByValue(
      [{ name: word, values: [word, "2", null] }, { name: "stepSize", values: [1, 3, 1] }],
      { name: "loss", unit: "nats", values: [9, 7, 8] },
      "Runs",
    ), // prettier-ignore
    curves: curves([{ name: word, x: [0, 1], y: [0.5, 0.73] }], {
      title: "Sigmoid",
      x: "x",
      y: "probability",
    }),
  };
}

test("every text from data is escaped for Plotly, in every figure", () => {
  const hostile = `<a href="javascript:alert(1)">&lt;b>`;
  for (const [name, figure] of Object.entries(everyFigure(hostile))) {
    const spec = JSON.stringify(figure[jupyterDisplay]()["application/vnd.plotly.v1+json"]);
    assert.ok(!spec.includes("<a"), name);
    assert.ok(spec.includes("&lt;a href=") && !spec.includes('"&lt;b'), name);
  }
  assert.equal(label("a<b>&c"), "a&lt;b&gt;&amp;c");
});

test("no text from data is in a template, where Plotly would fill in braces", () => {
  for (const [name, figure] of Object.entries(everyFigure("%{x}"))) {
    const templates = JSON.stringify(figure.data, (key, value: unknown) =>
      /template$/.test(key) && String(value).startsWith("%{x}%") ? "found" : value,
    );
    assert.ok(!templates.includes('"found"'), name);
  }
});

test("every figure names its axes and says in numbers what it shows", () => {
  for (const [name, figure] of Object.entries(everyFigure("rain"))) {
    const layout = figure.layout as Record<string, { title?: { text?: string } }>;
    const titles = Object.keys(layout).filter((key) => /^[xy]axis/.test(key));
    assert.ok(titles.length >= 2, name);
    const named = titles.filter((key) => layout[key].title?.text);
    // an axis of names alone, as of bars, needs no title
    assert.ok(named.length >= titles.length - 1, `${name}: ${titles.join()}`);
    assert.match(figure.alternative, /\d/, name);
    assert.ok(figure.alternative.length > 20, name);
    assert.ok(!/undefined|NaN/.test(figure.alternative), figure.alternative);
  }
});

test("only traces that need no WebGL are drawn, on transparent grounds", () => {
  for (const [name, { data, layout }] of Object.entries(everyFigure("a"))) {
    for (const { type } of data) assert.ok(["scatter", "bar", "heatmap"].includes(String(type)), name);
    assert.equal(layout.paper_bgcolor, "rgba(0,0,0,0)");
    assert.equal(layout.plot_bgcolor, "rgba(0,0,0,0)");
  }
});

test("mathematics in the name of an axis has its subscripts, as that of a curve has", () => {
  const { layout, data } = curves([{ name: "−log ŷ_o", x: [1], y: [1] }], {
    title: "a",
    x: "score u_x · v_c",
    y: "σ′",
  });
  assert.equal(layout.xaxis?.title?.text, "score u<sub>x</sub> · v<sub>c</sub>");
  assert.equal(data[0].name, "−log ŷ<sub>o</sub>");
});

test("what is drawn on a logarithmic axis are points: a bar would have a length, which means nothing there", () => {
  const { touchedRows: rows } = everyFigure("a");
  assert.equal(rows.layout.xaxis?.type, "log");
  assert.deepEqual(
    rows.data.map(({ type }) => type),
    ["scatter"],
  );
});

test("axes of words are categories, so that 1990 and 2 stay words", () => {
  const { heatmap: shown, touchedRows: bars } = everyFigure("1990");
  assert.equal(shown.layout.yaxis?.type, "category");
  assert.equal(shown.layout.xaxis?.type, "category");
  assert.equal(bars.layout.yaxis?.type, "category");
});

test("word maps have one unit as long on either axis, in every panel", () => {
  const { wordMap: one, wordMaps: several } = everyFigure("a");
  assert.equal(one.layout.yaxis?.scaleanchor, "x");
  assert.match(one.alternative, /a and tea \(5\.0 apart\)/); // 3, 4, 5
  const layout = several.layout as Record<string, { scaleanchor?: string; domain?: number[] }>;
  assert.deepEqual(
    [layout.yaxis, layout.yaxis2, layout.yaxis3].map((axis) => axis.scaleanchor),
    ["x", "x2", "x3"],
  );
  const narrow = (
    (several.layout as { meta?: unknown }).meta as { narrow: typeof layout & { height: number } }
  ).narrow;
  const [first, second, third] = [narrow.yaxis, narrow.yaxis2, narrow.yaxis3].map(
    ({ domain }) => domain ?? [],
  );
  assert.ok(first[0] > second[1] && second[0] > third[1], "below one another on a narrow page");
  assert.ok(narrow.height > (several.layout.height ?? 0));
  for (const axis of ["yaxis", "yaxis2", "yaxis3"]) {
    assert.ok(
      layout[axis].domain?.every((end) => end >= 0 && end <= 1),
      axis,
    );
  }
});

test("a logarithmic axis has whole numbers at its marks: 1, 2 and 5 of up to two powers of ten, or the powers", () => {
  const points = [0.05, 0.3, 4].map((x, i) => ({ name: "", x, y: [2, 10, 900][i] }));
  const { xaxis, yaxis } = scatter(points, { title: "", x: "", y: "", log: "xy" }).layout;
  const within = (xaxis?.tickvals as number[]).filter((value) => value >= 0.05 && value <= 4);
  assert.deepEqual(within, [0.05, 0.1, 0.2, 0.5, 1, 2]);
  assert.deepEqual([yaxis?.tickvals, yaxis?.dtick], [undefined, 1]);
  const near = points.map(({ x }, i) => ({ name: "", x, y: 10 + i }));
  const { yaxis: linear } = scatter(near, { title: "", x: "", y: "", log: "y" }).layout;
  assert.deepEqual([linear?.tickvals, linear?.dtick], [undefined, undefined], "10 to 12 as on a linear axis");
  const singular = singularValuesPlot([{ name: "", values: [168, 4] }]).layout.yaxis;
  assert.deepEqual((singular?.tickvals as number[]).slice(2, 8), [5, 10, 20, 50, 100, 200]);
});

test("gradientError leaves errors of zero out of its logarithmic axis, and draws both expected slopes", () => {
  const h = [1e-1, 1e-3, 1e-5, 1e-7, 1e-9];
  const error = h.map((x) => x ** 2 + 1e-16 / x);
  const figure = gradientError([{ name: "softmax", h: [...h, 1e-11], error: [...error, 0] }]);
  const [measured, truncation, rounding] = figure.data as { x: number[]; y: number[] }[];
  assert.equal(measured.x.length, 5);
  const slope = ({ x, y }: { x: number[]; y: number[] }): number =>
    Math.log(y[1] / y[0]) / Math.log(x[1] / x[0]);
  assert.ok(Math.abs(slope(truncation) - 2) < 1e-9);
  assert.ok(Math.abs(slope(rounding) + 1) < 1e-9);
});

test("wordFrequencies says what is frequent and how much occurs once", () => {
  const figure = wordFrequencies(["a", "b", "c", "d"], [1, 50, 1, 2]);
  assert.equal(
    figure.alternative,
    "Word frequencies. 4 words; most frequent: b (50), d (2), a (1); 50 % of the words occur once.",
  );
});

/** Relative luminance of a colour (WCAG 2). */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test("marks have a contrast of 3 and text of 4.3, on white and on #111", () => {
  const contrast = (colour: string, ground: string): number => {
    const [low, high] = [luminance(colour), luminance(ground)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  for (const ground of ["#ffffff", "#111111"]) {
    assert.ok(contrast(textColour, ground) >= 4.3, `text on ${ground}`);
    for (let i = 0; i < 6; i++) assert.ok(contrast(mark(i).colour, ground) >= 3, `mark ${i} on ${ground}`);
  }
  assert.equal(new Set([0, 1, 2, 3, 4, 5].map((i) => mark(i).symbol + mark(i).dash)).size, 6);
});

test("heatmap refuses names that do not fit the matrix", () => {
  const names = { title: "", rows: ["a"], columns: ["1"], rowTitle: "", columnTitle: "", value: "" };
  assert.throws(() => heatmap(fromRows([[1, 2]]), names), /names for 1 rows and 2 columns, got 1 and 1/);
});

test("a name in mathematics is typeset, and a word with an underscore in it is not", () => {
  assert.equal(notation("v_c of bank"), "v<sub>c</sub> of bank");
  assert.equal(notation("−log ŷ_o & u_12"), "−log ŷ<sub>o</sub> &amp; u<sub>12</sub>");
  assert.equal(notation("snake_case step_size a_bc <b>"), "snake_case step_size a_bc &lt;b&gt;");
});

test("the numbers of a heatmap have minus signs, and 4.5 : 1 on every colour below them", () => {
  const options = {
    title: "G",
    rows: ["a"],
    columns: ["1", "2"],
    rowTitle: "r",
    columnTitle: "c",
    value: "v",
  };
  const [trace] = heatmap(fromRows([[-0.25, -1e-7]]), options).data as unknown as {
    text: string[][];
    textfont: { color: string };
    colorscale: [number, string][];
  }[];
  assert.deepEqual(trace.text, [["−0.25", "−1e−7"]]);
  for (const [, colour] of trace.colorscale)
    assert.ok((luminance(colour) + 0.05) / (luminance(trace.textfont.color) + 0.05) >= 4.5, colour);
});

test("pairMap joins the words of a pair by a line of its kind, with a gap before the next, and places each word once", () => {
  const { pairMap: map } = everyFigure("hot");
  const [antonyms, synonyms, words] = map.data as { x: (number | null)[]; line?: { dash: string } }[];
  assert.deepEqual([antonyms.x, synonyms.x], [[0, 3, null], [0, 1, null]]); // prettier-ignore
  assert.notEqual(antonyms.line?.dash, synonyms.line?.dash);
  assert.deepEqual(words.x, [0, 3, 1]);
  assert.equal(map.layout.annotations?.length, 3);
  assert.match(map.alternative, /1 hot, lines 5\.0 long on the mean, cosines: hot and cold 0\.25/); // 3, 4, 5
});
