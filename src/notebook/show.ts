import { jupyterDisplay, type Displayable } from "../display/displayable";
import { cellOutput } from "./output";

/** Shows a value under the running cell; outside a notebook it prints the text alternative. */
export function show(value: Displayable): void {
  cellOutput()(value[jupyterDisplay]());
}
