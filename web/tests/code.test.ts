import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutCode } from "../src/code";

const covered = (text: string) => withoutCode(text, "[code]");

test("a code is covered however it is written down", () => {
  for (const written of ["4821 9930 1175 6402", "4821993011756402", "4821-9930-1175-6402", "4821 – 9930. 1175 6402"]) {
    assert.equal(covered(written), "[code]");
    assert.equal(covered(`Kia ora, it is ${written}. Thanks`), "Kia ora, it is [code]. Thanks");
  }
  assert.equal(covered("on the 2nd, 7 4821 9930 1175 6402"), "on the 2nd, 7 [code]");
});

test("other numbers stay as they are", () => {
  for (const text of ["021 555 0199", "1737", "12345678901234567", "It was 3 May 2024, at 10.30", ""]) assert.equal(covered(text), text);
});
