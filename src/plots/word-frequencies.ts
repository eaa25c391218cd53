import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { axis, figure, label, mark } from "./theme";

/**
 * How often each word occurs, most frequent first, on logarithmic axes: a straight line of slope −1 if
 * the corpus follows Zipf's law, which is drawn beside it.
 *
 * @param counts occurrences of each word, shape (n), n at least 1
 */
export function wordFrequencies(words: readonly string[], counts: ArrayLike<number>): Figure {
  const order = Array.from(counts, (_, w) => w).sort((a, b) => counts[b] - counts[a]);
  const ranks = sparse(order.length);
  const most = counts[order[0]];
  const data: Data[] = [
    {
      type: "scatter",
      mode: "lines+markers",
      name: "this corpus",
      x: ranks,
      y: ranks.map((rank) => counts[order[rank - 1]]),
      hoverinfo: "text",
      hovertext: ranks.map((rank) => hover(words[order[rank - 1]], counts[order[rank - 1]], rank)),
      line: { color: mark(0).colour, width: 2 },
      marker: { size: 5, color: mark(0).colour },
    },
    {
      type: "scatter",
      mode: "lines",
      name: "Zipf's law, slope −1",
      x: [1, most],
      y: [most, 1],
      hoverinfo: "skip",
      line: { color: mark(1).colour, width: 1.5, dash: "dash" },
    },
  ];
  const scale = { type: "log", dtick: 1, tickformat: ",d" } as const;
  const layout = {
    xaxis: axis("rank of the word", scale),
    yaxis: axis("occurrences", scale),
    hovermode: "closest" as const,
  };
  return figure("Word frequencies", data, layout, summary(words, counts, order));
}

/** Ranks 1 to n, evenly spread on a logarithmic axis, at most about 40 a decade. */
function sparse(n: number): number[] {
  const ranks = new Set<number>([1]);
  for (let x = 1; x < n; x *= 1.06) ranks.add(Math.round(x));
  return [...ranks.add(n)];
}

function hover(word: string, count: number, rank: number): string {
  return `<b>${label(word)}</b><br>${count.toLocaleString("en-US")} occurrences, rank ${rank.toLocaleString("en-US")}`;
}

function summary(words: readonly string[], counts: ArrayLike<number>, order: number[]): string {
  const once = order.filter((w) => counts[w] === 1).length;
  const first = order.slice(0, 3).map((w) => `${words[w]} (${counts[w].toLocaleString("en-US")})`);
  return (
    `${order.length.toLocaleString("en-US")} words; most frequent: ${first.join(", ")}; ` +
    `${((100 * once) / order.length).toFixed(0)} % of the words occur once.`
  );
}
