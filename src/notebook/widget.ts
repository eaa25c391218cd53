/**
 * A model of ipywidgets' protocol, kept alike in the kernel and in the front end by a comm.
 *
 * Source: https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */
import { AsyncResource } from "node:async_hooks";
import { jupyterDisplay, type Displayable, type MimeBundle } from "../display/displayable";
import { escapeHtml } from "../display/html";

type State = Record<string, unknown>;

/** What this project's kernel offers (`kernel/cells/comms.ts`); other kernels show the static form alone. */
interface Comms {
  open(
    target: string,
    data: object,
    onMessage: (data: State) => void,
    metadata: object,
  ): { id: string; send(data: object): void } | undefined;
}

const protocol = { version: "2.1.0" };
const viewType = "application/vnd.jupyter.widget-view+json";
const versions: Record<string, string> = {
  "@jupyter-widgets/base": "2.0.0",
  "@jupyter-widgets/controls": "2.0.0",
  "@jupyter-widgets/output": "1.0.0",
};

function openModel(state: State, onMessage: (data: State) => void): ReturnType<Comms["open"]> {
  const comms = (globalThis as unknown as Record<symbol, Comms | undefined>)[Symbol.for("Jupyter.comms")];
  return comms?.open("jupyter.widget", { state, buffer_paths: [] }, onMessage, protocol);
}

function modelState(module: string, name: string, state: State): State {
  const version = versions[module];
  return {
    _model_module: module,
    _model_module_version: version,
    _model_name: `${name}Model`,
    _view_module: module,
    _view_module_version: version,
    _view_name: `${name}View`,
    ...state,
  };
}

/** A model that nothing changes, such as a layout. @returns the reference to it */
function reference(module: string, name: string, state: State): string | null {
  const full = modelState(module, name, state);
  const comm = openModel(full, ({ method }) => {
    if (method === "request_state") comm?.send({ method: "update", state: full, buffer_paths: [] });
  });
  return comm ? `IPY_MODEL_${comm.id}` : null;
}

/** Sliders below each other end at one line, whatever their labels. */
const sliderSize = { width: "32em", max_width: "100%" };

export class Widget implements Displayable {
  private readonly state: State;
  private readonly comm: ReturnType<Comms["open"]>;
  private readonly listeners: ((changed: State) => void)[] = [];
  private readonly clickListeners: (() => void)[] = [];

  /**
   * @param module of ipywidgets, `@jupyter-widgets/controls` for example
   * @param name   of the model without "Model"
   * @param style  of the style's model without "Model"; none if undefined
   * @param text   what a front end without controls shows
   */
  constructor(
    module: string,
    name: string,
    style: string | undefined,
    state: State,
    private readonly text: (state: State) => string,
  ) {
    const isSlider = name.endsWith("Slider");
    const layout = reference("@jupyter-widgets/base", "Layout", isSlider ? sliderSize : {});
    const styled =
      style &&
      reference(module, style, {
        _view_module: "@jupyter-widgets/base",
        _view_name: "StyleView",
        ...(style === "ButtonStyle" ? {} : { description_width: "initial" }),
      });
    this.state = modelState(module, name, { ...state, layout, ...(styled ? { style: styled } : {}) });
    this.comm = openModel(this.state, (data) => this.receive(data));
  }

  /** Names it in the state of another model. */
  get reference(): string | null {
    return this.comm ? `IPY_MODEL_${this.comm.id}` : null;
  }

  get(key: string): unknown {
    return this.state[key];
  }

  /** Changes the state here and in the front end, and tells listeners. */
  set(changed: State): void {
    this.comm?.send({ method: "update", state: changed, buffer_paths: [] });
    this.take(changed);
  }

  /** What the listener prints is shown under the cell that gave it. */
  onChange(listener: (changed: State) => void): void {
    this.listeners.push(AsyncResource.bind(listener));
  }

  onClick(listener: () => void): void {
    this.clickListeners.push(AsyncResource.bind(listener));
  }

  [jupyterDisplay](): MimeBundle {
    const text = this.text(this.state);
    const view = this.comm && { [viewType]: { version_major: 2, version_minor: 0, model_id: this.comm.id } };
    return { ...view, "text/html": `<p>${escapeHtml(text)}</p>`, "text/plain": text };
  }

  private receive({ method, state, content }: State): void {
    if (method === "update") this.take((state ?? {}) as State);
    else if (method === "request_state")
      this.comm?.send({ method: "update", state: this.state, buffer_paths: [] });
    else if ((content as State | undefined)?.event === "click")
      for (const each of this.clickListeners) each();
  }

  private take(changed: State): void {
    Object.assign(this.state, changed);
    for (const each of this.listeners) each(changed);
  }
}
