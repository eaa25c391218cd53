/**
 * Stands in for the package `@tensorflow/tfjs-node`, which danfojs-node imports: TensorFlow's tensors, its backend
 * in plain JavaScript and its data sets, without layers, converters and WebGL.
 *
 * Grouping, sorting, describing and joining frames need no tensor, so TensorFlow is loaded by the first
 * arithmetic between frames, scaler or sample.
 */
"use strict";

let tensorflow;

function loaded() {
  if (tensorflow) return tensorflow;
  const core = require("@tensorflow/tfjs-core");
  core.env().set("IS_TEST", true); // else TensorFlow advises to install the package that this one replaces
  require("@tensorflow/tfjs-backend-cpu");
  addMethods(core);
  tensorflow = { ...core, data: require("@tensorflow/tfjs-data") };
  return tensorflow;
}

/** Gives tensors the operations as methods, `a.add(b)` for `add(a, b)`: the core alone has them as functions. */
function addMethods(core) {
  const methods = core.Tensor.prototype;
  for (const [name, operation] of Object.entries(core)) {
    if (typeof operation !== "function" || name in methods) continue;
    methods[name] = function (...rest) {
      return operation(this, ...rest);
    };
  }
}

/** danfojs asks of all it is given whether it is a tensor; while TensorFlow is not loaded, nothing is. */
class Tensor {
  static [Symbol.hasInstance](value) {
    return tensorflow !== undefined && value instanceof tensorflow.Tensor;
  }
}

module.exports = new Proxy({}, { get: (_, name) => (name === "Tensor" ? Tensor : loaded()[name]) });
