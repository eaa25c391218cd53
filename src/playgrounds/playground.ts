/** A number that the reader moves. */
export interface Control {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly start: number;
  /** how a value is read; by default as a number */
  readonly text?: (value: number) => string;
}

/** What is seen for some values. */
export interface View {
  /** SVG elements, made by `display/chart.ts` */
  readonly pictures: readonly { readonly svg: string; readonly description: string }[];
  /** the same in words and numbers */
  readonly says: string;
}

/** Something to move and to watch: a function from the values of its controls to what is seen. */
export interface Playground {
  readonly title: string;
  /** what to try */
  readonly hint: string;
  readonly controls: readonly Control[];
  /**
   * @param values one for each control, in its range
   * @param width  of a picture, in pixels
   */
  view(values: readonly number[], width: number): View;
}

/** A number of a sentence: so many decimals, and a real minus sign. */
export const decimals = (value: number, digits = 3): string => value.toFixed(digits).replace("-", "−");
