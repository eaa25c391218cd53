/**
 * Controls in a notebook: `const rate = slider({ min: 0, max: 1, label: "step size" })`, then `rate.value`,
 * `rate.onChange(…)`, and `recompute([rate], () => …)`.
 *
 * They are those of ipywidgets, which JupyterLab and exported notebooks know. A front end or a kernel without them
 * shows a control's label and value as text.
 */
import { randomUUID } from "node:crypto";
import { jupyterDisplay, type Displayable, type MimeBundle } from "../display/displayable";
import { cellOutput } from "./output";
import { Widget } from "./widget";

/** What can stand in a column. */
interface Part extends Displayable {
  /** Names its model to others; null without a kernel that has controls. */
  readonly reference: string | null;
}

/** Something whose value a reader can change. */
export interface Control<T> extends Part {
  value: T;
  /** Calls `listener` after every change. */
  onChange(listener: (value: T) => void): void;
}

const controls = "@jupyter-widgets/controls";

/** @param read the value in the words of the caller; @param write the same in those of the model */
function control<T>(
  name: string,
  styleName: string,
  key: string,
  label: string,
  state: Record<string, unknown>,
  read: (held: unknown) => T = (held) => held as T,
  write: (value: T) => unknown = (value) => value,
): Control<T> {
  const widget = new Widget(controls, name, styleName, { description: label, ...state }, (now) =>
    [label, String(read(now[key]))].filter((part) => part !== "").join(": "),
  );
  return {
    get value(): T {
      return read(widget.get(key));
    },
    set value(value: T) {
      widget.set({ [key]: write(value) });
    },
    onChange: (listener) =>
      widget.onChange((changed) => {
        if (key in changed) listener(read(changed[key]));
      }),
    reference: widget.reference,
    [jupyterDisplay]: () => widget[jupyterDisplay](),
  };
}

export interface SliderOptions {
  min: number;
  max: number;
  /** default: a hundredth of the range, or 1 if the bounds and the value are whole and more than 10 apart */
  step?: number;
  /** default: `min` */
  value?: number;
  label?: string;
}

/**
 * A number in a range.
 *
 * @throws RangeError if the range is empty, the step is not positive or the value lies outside
 */
export function slider({ min, max, step, value = min, label = "" }: SliderOptions): Control<number> {
  if (!(min < max)) throw new RangeError(`slider requires min < max, got ${min} and ${max}`);
  const whole = [min, max, value].every(Number.isInteger) && max - min > 10;
  const stepped = step ?? (whole ? 1 : (max - min) / 100);
  if (!(stepped > 0)) throw new RangeError(`slider requires a positive step, got ${stepped}`);
  if (!(value >= min && value <= max))
    throw new RangeError(`slider requires a value from ${min} to ${max}, got ${value}`);
  const readout_format = [min, stepped, value].every(Number.isInteger) ? "d" : ".4~g";
  return control(
    "FloatSlider",
    "SliderStyle",
    "value",
    label,
    {
      min,
      max,
      step: stepped,
      value,
      readout_format,
    },
    withoutNoise,
  );
}

/** A front end counts in steps, and sends 5.000000000000001 for 5. */
const withoutNoise = (held: unknown): number => Number(Number(held).toPrecision(12));

/**
 * One of several values, as a menu or along a slider.
 *
 * @throws RangeError without options, or if the value is none of them
 */
export function choice<T extends string | number>(
  options: readonly T[],
  {
    value = options[0],
    label = "",
    as = "menu",
    text = String,
  }: { value?: T; label?: string; as?: "menu" | "slider"; text?: (option: T) => string } = {},
): Control<T> {
  const at = options.indexOf(value);
  if (at < 0) throw new RangeError(`choice requires one of its ${options.length} options, got ${value}`);
  const state = { _options_labels: options.map((option) => text(option)), index: at };
  return control(
    as === "menu" ? "Dropdown" : "SelectionSlider",
    "DescriptionStyle",
    "index",
    label,
    state,
    (held) => options[Number(held)],
    (chosen) => options.indexOf(chosen),
  );
}

/** Yes or no. */
export function checkbox({
  value = false,
  label = "",
}: { value?: boolean; label?: string } = {}): Control<boolean> {
  return control("Checkbox", "CheckboxStyle", "value", label, { value, indent: false });
}

/** A line of text. */
export function text({ value = "", label = "" }: { value?: string; label?: string } = {}): Control<string> {
  return control("Text", "TextStyle", "value", label, { value });
}

/** A button. */
export function button(label: string): Part & { onClick(listener: () => void): void } {
  const widget = new Widget(controls, "Button", "ButtonStyle", { description: label }, () => `[${label}]`);
  return {
    onClick: (listener) => widget.onClick(listener),
    reference: widget.reference,
    [jupyterDisplay]: () => widget[jupyterDisplay](),
  };
}

/** A place that shows one value after another. */
export function output(): Part & { show(value: Displayable): void; clear(): void } {
  const shown = (held: unknown): string => {
    const [first] = held as { data: Record<string, unknown> }[];
    return first === undefined ? "" : String(first.data["text/plain"]);
  };
  const widget = new Widget(
    "@jupyter-widgets/output",
    "Output",
    undefined,
    { outputs: [], msg_id: "" },
    (now) => shown(now.outputs),
  );
  return {
    show: (value) => {
      const data = value[jupyterDisplay]();
      widget.set({ outputs: [{ output_type: "display_data", data, metadata: {} }] });
    },
    clear: () => widget.set({ outputs: [] }),
    reference: widget.reference,
    [jupyterDisplay]: () => widget[jupyterDisplay](),
  };
}

/**
 * Controls below each other, as one output.
 *
 * @param still what is shown where there are no controls; by default their labels and values
 */
export function column(parts: readonly Part[], still?: MimeBundle): Displayable {
  const children = parts.map(({ reference }) => reference);
  if (children.includes(null)) return { [jupyterDisplay]: () => still ?? textOf(parts) };
  const widget = new Widget(controls, "VBox", undefined, { children, box_style: "" }, () => "");
  return { [jupyterDisplay]: () => ({ ...widget[jupyterDisplay](), ...(still ?? textOf(parts)) }) };
}

function textOf(parts: readonly Part[]): MimeBundle {
  const bundles = parts.map((part) => part[jupyterDisplay]());
  const joined = (mime: string, between: string): string =>
    bundles.map((bundle) => String(bundle[mime])).join(between);
  return { "text/html": joined("text/html", ""), "text/plain": joined("text/plain", "\n") };
}

/** Shows what `compute` gives, and shows it anew in the same place whenever one of the controls changes. */
export function recompute(
  watched: readonly { onChange(listener: () => void): void }[],
  compute: () => Displayable,
): void {
  const write = cellOutput();
  const id = randomUUID();
  write(compute()[jupyterDisplay](), id);
  for (const each of watched) each.onChange(() => write(compute()[jupyterDisplay](), id, true));
}
