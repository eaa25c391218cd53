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
