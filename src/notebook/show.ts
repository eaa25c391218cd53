import { jupyterDisplay, type Displayable } from "./displayable";
import { cellOutput } from "./output";

/** Shows a value under the cell that is running; outside a notebook its text alternative is printed. */
export function show(value: Displayable): void {
  cellOutput()(value[jupyterDisplay]());
}
