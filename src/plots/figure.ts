import type { Data, Layout } from "plotly.js";
import { jupyterDisplay, type Displayable, type MimeBundle } from "../notebook/displayable";

/** A Plotly figure, with the sentence that stands for it where it cannot be drawn. */
export class Figure implements Displayable {
  /**
   * @param data        Plotly traces
   * @param layout      Plotly layout
   * @param alternative what the plot shows, in a sentence or two, for a reader who cannot see it
   */
  constructor(
    readonly data: Data[],
    readonly layout: Partial<Layout>,
    readonly alternative: string,
  ) {}

  [jupyterDisplay](): MimeBundle {
    return {
      "application/vnd.plotly.v1+json": {
        data: this.data,
        layout: this.layout,
        config: { responsive: true },
      },
      "text/plain": this.alternative,
    };
  }
}
