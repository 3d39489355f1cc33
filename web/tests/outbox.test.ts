import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../src/outbox";

function withTwo(): Outbox {
  const outbox = new Outbox();
  outbox.add("a", { message: "first" }, "first", true);
  outbox.add("b", { picks: ["p"] }, "second", false);
  return outbox;
}

test("one goes at a time, in the order they were said", () => {
  const outbox = withTwo();
  assert.equal(outbox.take()?.id, "a");
  assert.equal(outbox.take(), undefined);
  outbox.remove("a");
  assert.equal(outbox.take()?.id, "b");
});

test("what got no answer keeps its place and its id", () => {
  const outbox = withTwo();
  outbox.take();
  outbox.failed("a");
  assert.equal(outbox.all()[0]?.state, "waiting");
  assert.equal(outbox.take()?.id, "a");
});

test("after the line dropped everything waits, and the first goes again with the same id", () => {
  const outbox = withTwo();
  outbox.take();
  outbox.lineDropped();
  assert.deepEqual(outbox.all().map((item) => item.state), ["waiting", "waiting"]);
  assert.equal(outbox.take()?.id, "a");
});

test("an answer that comes twice takes nothing else out", () => {
  const outbox = withTwo();
  outbox.take();
  assert.equal(outbox.remove("a")?.id, "a");
  assert.equal(outbox.remove("a"), undefined);
  assert.deepEqual(outbox.all().map((item) => item.id), ["b"]);
});

test("a late failure of one does not free the way while another is on it", () => {
  const outbox = withTwo();
  outbox.take();
  outbox.remove("a");
  outbox.take();
  outbox.failed("a");
  assert.equal(outbox.take(), undefined);
});

test("emptying hands back all that was not sent", () => {
  const outbox = withTwo();
  assert.deepEqual(outbox.empty().map((item) => item.id), ["a", "b"]);
  assert.equal(outbox.all().length, 0);
});
