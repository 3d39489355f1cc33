import assert from "node:assert/strict";
import { test } from "node:test";
import { Talk, type Row } from "../src/talk";

const row = (seq: number, more: Partial<Row> = {}): Row => ({ seq, side: "guide", text: `row ${seq}`, replies: [], ...more });

test("rows stand in the order of seq, however they arrive", () => {
  const talk = new Talk();
  for (const seq of [3, 1, 2]) talk.add(row(seq));
  assert.deepEqual(talk.inOrder().map((one) => one.seq), [1, 2, 3]);
});

test("a row that came before is not taken again", () => {
  const talk = new Talk();
  assert.equal(talk.add(row(1)), true);
  assert.equal(talk.add(row(1, { text: "other" })), false);
  assert.equal(talk.inOrder()[0]?.text, "row 1");
});

test("a catch-up begins where nothing below is missing", () => {
  const talk = new Talk();
  assert.equal(talk.since(), 0);
  for (const seq of [1, 2, 4]) talk.add(row(seq));
  assert.equal(talk.since(), 2);
});

test("a gap is seen, and gone when filled", () => {
  const talk = new Talk();
  talk.add(row(2));
  assert.equal(talk.hasGap(), true);
  talk.add(row(1));
  assert.equal(talk.hasGap(), false);
});

test("the newest of some kinds of card, and the last word of the person, are known by seq", () => {
  const talk = new Talk();
  talk.add(row(3, { custom: { type: "summary" } }));
  talk.add(row(1, { custom: { type: "summary" } }));
  talk.add(row(2, { side: "person" }));
  assert.equal(talk.newest("summary", "receipt"), 3);
  assert.equal(talk.newest("receipt"), 0);
  assert.equal(talk.lastFromPerson(), 2);
});
