import assert from "node:assert/strict";
import { test } from "node:test";
import { jupyterDisplay } from "../../dist/display/displayable";
import { fold } from "../../dist/notebook/fold";
import { list } from "../../dist/notebook/list";

test("a fold shows its line, and what it holds once it is opened; as text it holds all of it", () => {
  const bundle = fold("a < b", list(["first", "second"], "none"), list([], "1 < 2"))[jupyterDisplay]();
  assert.equal(
    bundle["text/html"],
    "<details><summary>a &lt; b</summary><ul><li>first</li><li>second</li></ul><pre>1 &lt; 2</pre></details>",
  );
  assert.equal(bundle["text/plain"], "a < b\n- first\n- second\n1 < 2");
});

test("a fold with nothing in it is refused", () => {
  assert.throws(() => fold("empty"), /fold requires something to fold, got nothing below "empty"/);
});
