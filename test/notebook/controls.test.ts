import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { jupyterDisplay } from "../../dist/display/displayable";
import { checkbox, choice, output, slider } from "../../dist/notebook/controls";
import { cannotDrive, cells, drive, printed, published, type Answer } from "../kernel/drive";

const quiet = 1;
const update = (state: object): object => ({ method: "update", state, buffer_paths: [] });

const steps = {
  ...cells({
    open: `import { slider, choice, button, recompute } from "../dist/notebook/controls";
      import { jupyterDisplay } from "../dist/display/displayable";
      const rate = slider({ min: 0, max: 1, value: 0.5, label: "step size" });
      rate`,
    react: `rate.onChange((value) => console.log("now", value));
      recompute([rate], () => ({ [jupyterDisplay]: () => ({ "text/plain": "twice " + 2 * rate.value }) }));`,
    others: `const loss = choice(["softmax", "sampling"], { label: "loss" });
      const go = button("Go"); go.onClick(() => console.log("clicked"));`,
  }),
  info: { request: "comm_info_request", content: { target_name: "jupyter.widget" } },
  otherInfo: { request: "comm_info_request", content: { target_name: "another" } },
  drag: { comm: "FloatSliderModel", data: update({ value: 0.7500000000000001 }), quiet },
  choose: { comm: "DropdownModel", data: update({ index: 1 }), quiet },
  click: { comm: "ButtonModel", data: { method: "custom", content: { event: "click" } }, quiet },
  ask: { comm: "FloatSliderModel", data: { method: "request_state" }, quiet },
  ...cells({ read: "[rate.value, loss.value]", write: "rate.value = 0.25; undefined" }),
};

describe("controls in a notebook", { skip: cannotDrive }, () => {
  let answers: Record<keyof typeof steps, Answer[]>;
  before(async () => {
    answers = await drive("mended", JSON.parse(JSON.stringify(steps)));
  });
  const messages = (name: keyof typeof steps, type: string) => published(answers[name][0], type);
  const opened = (name: keyof typeof steps, model: string): Record<string, unknown> => {
    const states = messages(name, "comm_open").map(({ comm_id, data }): Record<string, unknown> => {
      return { ...(data as { state: object }).state, comm_id };
    });
    return states.find(({ _model_name }) => _model_name === model) ?? {};
  };

  test("a slider is a model of ipywidgets with its layout and style, shown as a view of it, and as text", () => {
    const model = opened("open", "FloatSliderModel");
    const { min, max, step, value, description } = model;
    assert.deepEqual(
      { min, max, step, value, description },
      { min: 0, max: 1, step: 0.01, value: 0.5, description: "step size" },
    );
    assert.equal(model.layout, `IPY_MODEL_${opened("open", "LayoutModel").comm_id}`);
    assert.equal(model.style, `IPY_MODEL_${opened("open", "SliderStyleModel").comm_id}`);
    assert.deepEqual(messages("open", "execute_result")[0].data, {
      "application/vnd.jupyter.widget-view+json": {
        version_major: 2,
        version_minor: 0,
        model_id: model.comm_id,
      },
      "text/html": "<p>step size: 0.5</p>",
      "text/plain": "step size: 0.5",
    });
  });

  test("what a reader drags is seen by listeners and by what is computed from it, under the cells of those", () => {
    assert.equal(printed(answers.react[0]), "now 0.75\nnow 0.25\n");
    const [shown] = messages("react", "display_data") as { data: object; transient: object }[];
    assert.deepEqual(shown.data, { "text/plain": "twice 1" });
    const later = messages("react", "update_display_data") as { data: object; transient: object }[];
    assert.deepEqual(
      later.map(({ data, transient }) => ({ data, transient })),
      ["twice 1.5", "twice 0.5"].map((text) => ({
        data: { "text/plain": text },
        transient: shown.transient,
      })),
    );
  });

  test("choices and buttons are heard, values are read and written, and a front end that asks is told the state", () => {
    assert.equal(printed(answers.others[0]), "clicked\n");
    assert.equal(printed(answers.read[0]), "[ 0.75, 'sampling' ]\n");
    const sent = messages("open", "comm_msg").map(
      ({ data }) => data as { method: string; state: { value: number } },
    );
    assert.deepEqual(
      sent.map(({ method, state }) => [method, state.value]),
      [
        ["update", 0.7500000000000001], // as the front end has it
        ["update", 0.25],
      ],
    );
  });

  test("the kernel tells which comms are open", () => {
    const { comms } = answers.info[0].reply as { comms: Record<string, object> };
    assert.deepEqual(comms[String(opened("open", "FloatSliderModel").comm_id)], {
      target_name: "jupyter.widget",
    });
    assert.deepEqual(answers.otherInfo[0].reply.comms, {});
  });
});

test("controls refuse values that they cannot have", () => {
  assert.throws(() => slider({ min: 1, max: 1 }), /slider requires min < max, got 1 and 1/);
  assert.throws(() => slider({ min: 0, max: 1, value: 2 }), /a value from 0 to 1, got 2/);
  assert.throws(() => slider({ min: 0, max: 1, step: 0 }), /a positive step, got 0/);
  assert.throws(() => choice([]), /one of its 0 options/);
});

test("without a kernel that has comms, controls hold their values and are shown as text", () => {
  const agreed = checkbox({ label: "agreed" });
  const seen: boolean[] = [];
  agreed.onChange((value) => seen.push(value));
  agreed.value = true;
  agreed.value = false;
  assert.deepEqual(seen, [true, false]);
  assert.deepEqual(agreed[jupyterDisplay](), {
    "text/html": "<p>agreed: false</p>",
    "text/plain": "agreed: false",
  });
  const place = output();
  place.show(agreed);
  assert.equal(place[jupyterDisplay]()["text/plain"], "agreed: false");
  place.clear();
  assert.equal(place[jupyterDisplay]()["text/plain"], "");
});
