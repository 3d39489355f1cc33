import assert from "node:assert/strict";
import { test } from "node:test";
import { botRow, personRow } from "../src/rows";
import { day, fill } from "../src/words";

test("what has no whole number above zero as seq is not a row", () => {
  for (const seq of [undefined, 0, -1, 1.5, "2"]) assert.equal(botRow({ seq, text: "x" }), null);
  assert.equal(personRow(null), null);
});

test("choices without a title or a payload are left out", () => {
  const row = botRow({ seq: 1, from: "guide", text: "?", quick_replies: [{ title: "Yes", payload: "p" }, { title: "No" }, 3] });
  assert.deepEqual(row?.replies.map((one) => one.title), ["Yes"]);
});

test("a custom without a type is no custom, and an unknown sender is the guide", () => {
  const row = botRow({ seq: 1, from: "stranger", text: "x", custom: { done: 1 } });
  assert.equal(row?.custom, undefined);
  assert.equal(row?.side, "guide");
});

test("words are filled in and dates are said as people say them", () => {
  assert.equal(fill("{left} of {other}", { left: 3 }), "3 of {other}");
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  assert.equal(day("2026-11-03", months), "3 November 2026");
  assert.equal(day("soon", months), "soon");
});
