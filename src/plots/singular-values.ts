import { curves, type Curve } from "./curves";
import type { Figure } from "./figure";
import { logScale } from "./theme";

/** Singular values of some vectors, largest first. */
export interface Spectrum {
  name: string;
  values: ArrayLike<number>;
  /** draw dashed, as the level that is noise */
  reference?: boolean;
}

/** Singular values by their number, on a logarithmic axis: how many directions the vectors really use. */
export function singularValuesPlot(
  spectra: readonly Spectrum[],
  title = "Singular values of the vectors",
): Figure {
  const series = spectra.map(({ name, values, reference }): Curve => {
    return { name, x: Array.from(values, (_, i) => i + 1), y: values, reference };
  });
  const drawn = curves(series, { title, x: "direction", y: "singular value", log: "y", points: true });
  Object.assign(drawn.layout.xaxis ?? {}, { dtick: series[0]?.x.length > 20 ? undefined : 1 });
  const all = spectra.flatMap(({ values }) => Array.from(values));
  Object.assign(drawn.layout.yaxis ?? {}, logScale(all), { exponentformat: "none" });
  return drawn;
}
