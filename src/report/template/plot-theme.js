/**
 * A Plotly layout in the page's colours. A notebook's front end does not say how dark its page is; this page
 * knows, so its colour of text comes first. All else only fills gaps, as a Plotly template does.
 * Runs in the page and where the static pictures are drawn.
 *
 * @param {object} layout the figure's own layout
 * @param {{text: string, line: string, grid: string, hover: string}} colours of plot-themes.json
 */
globalThis.themedLayout = (layout, colours) => {
  const axis = {
    gridcolor: colours.grid,
    zerolinecolor: colours.line,
    linecolor: colours.line,
    tickcolor: colours.line,
    automargin: true,
  };
  const theme = {
    font: { family: "system-ui, sans-serif", size: 14, color: colours.text },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    hoverlabel: { bgcolor: colours.hover, bordercolor: colours.line, font: { color: colours.text } },
    margin: { l: 60, r: 24, t: layout.title ? 64 : 28, b: 56 },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: colours.line, activecolor: colours.text },
    xaxis: axis,
    yaxis: axis,
  };
  return {
    ...layout,
    template: layout.template ?? { layout: theme },
    font: { ...layout.font, color: colours.text },
    autosize: true,
    width: undefined,
  };
};

/**
 * A Plotly layout for a plot of some width: in the form that the figure has for narrow pages (`meta.narrow`), and with
 * its titles in as many lines as they need.
 *
 * @param {object} layout the figure's own layout
 * @param {number} width  CSS pixels
 */
globalThis.layoutForWidth = (layout, width) => {
  const narrow = width < 560 ? layout.meta?.narrow : undefined;
  const text = layout.title?.text;
  const fitted = { ...layout, ...narrow };
  if (text) fitted.title = titleInLines(layout.title, width - 10, layout.title.font?.size ?? 17);
  for (const [name, axis] of Object.entries(fitted))
    if (/^xaxis\d*$/.test(name) && axis.title?.text) {
      const [from, to] = axis.domain ?? [0, 1];
      const room = (width - 100) * (to - from); // beside the vertical axis
      fitted[name] = { ...axis, title: titleInLines(axis.title, room, axis.title.font?.size ?? 17) };
    }
  return fitted;
};

/** A title of Plotly's in as many lines as it needs; each further one moves it down a little. */
function titleInLines(title, width, size) {
  const text = inLines(title.text, width, size);
  const lines = text.split("<br>").length - title.text.split("<br>").length;
  const pad = title.pad && { pad: { ...title.pad, t: (title.pad.t ?? 0) + 5 * lines } };
  return { ...title, text, ...pad };
}

/**
 * What to change of a plot that is drawn, so that no title of a horizontal axis is cut: names beside the vertical axis may take
 * more room than was thought.
 *
 * @param {HTMLElement} place of the plot
 * @returns {object} for Plotly.relayout; empty if all titles have room
 */
globalThis.cutTitles = (place) => {
  const box = (part) => part.getBoundingClientRect();
  const changes = {};
  for (const [name, axis] of Object.entries(place._fullLayout)) {
    if (!/^xaxis\d*$/.test(name) || !axis.title?.text) continue;
    const shown = place.querySelector(`.${axis._id}title`);
    if (!shown || (box(shown).right <= box(place).right && box(shown).left >= box(place).left)) continue;
    const words = axis.title.text.replaceAll("<br>", " ");
    changes[`${name}.title.text`] = inLines(words, axis._length, axis.title.font.size);
  }
  return changes;
};

/** A text of Plotly's, with breaks between words so that no line is wider than `width` if a word allows it. */
function inLines(text, width, size) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${size}px system-ui, sans-serif`;
  const wide = (line) => context.measureText(line.replace(/<[^>]*>/g, "").replace(/&\w+;/g, "x")).width;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && wide(longer) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.join("<br>");
}
