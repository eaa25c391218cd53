import assert from "node:assert/strict";
import { test } from "node:test";
import { piText } from "../../../dist/derivation/numbers/pi";

test("pi has 300 digits, the first and the last of them as published", () => {
  assert.equal(piText.length, 302);
  assert.ok(piText.startsWith("3.14159265358979323846264338327950288419716939937510"));
  assert.ok(piText.endsWith("8213393607260249141273"), piText.slice(-40));
});
