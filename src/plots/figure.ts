import type { Data, Layout } from "plotly.js";
import { jupyterDisplay, type Displayable, type MimeBundle } from "../display/displayable";

/** Plotly's options for every plot, the same as in src/report/template/page.js: no button leads out of the page. */
const plotOptions = { responsive: true, displaylogo: false, showSendToCloud: false };

/** A Plotly figure, with the sentence that stands for it where it cannot be drawn. */
export class Figure implements Displayable {
  /**
   * @param data        Plotly traces
   * @param layout      Plotly layout
   * @param alternative what the plot shows, in a sentence or two, for a reader who cannot see it
   * @param frames      of a film, what the traces are in each; the buttons in the layout play them
   */
  constructor(
    readonly data: Data[],
    readonly layout: Partial<Layout>,
    readonly alternative: string,
    readonly frames: readonly { readonly name: string; readonly data: Data[] }[] = [],
  ) {}

  [jupyterDisplay](): MimeBundle {
    return {
      "application/vnd.plotly.v1+json": {
        data: this.data,
        layout: this.layout,
        config: plotOptions,
        ...(this.frames.length > 0 && { frames: this.frames }),
      },
      "text/plain": this.alternative,
    };
  }
}
