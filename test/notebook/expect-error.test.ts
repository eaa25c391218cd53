import assert from "node:assert/strict";
import { test } from "node:test";
import { expectError } from "../../dist/notebook/expect-error";

test("expectError returns the message of what was thrown", () => {
  const refuse = (): never => {
    throw new RangeError("f requires 1, got 2");
  };
  assert.equal(expectError(refuse), "f requires 1, got 2");
});

test("expectError throws when nothing was thrown", () => {
  assert.throws(() => expectError(() => 1), /requires an action that throws/);
});
