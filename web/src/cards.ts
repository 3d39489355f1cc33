/** What a message carries besides its text: one small card for each `custom.type` of the contract. */
import { several, type Press } from "./choices";
import { el } from "./dom";
import { receipt } from "./receipt";
import { asRaw } from "./rows";
import { summary } from "./summary";
import type { Custom } from "./talk";
import { day, fill, type Words } from "./words";

/** Null for a type that is shown elsewhere (safety, progress) or not known: the text says it too. */
export function card(custom: Custom, press: Press, words: Words): HTMLElement | null {
  switch (custom.type) {
    case "source":
      return source(custom, words);
    case "choices":
      return several(custom, press, words.choices);
    case "summary":
      return summary(custom, press, words.summary);
    case "receipt":
      return receipt(custom, words.receipt);
    case "fit":
      return fit(custom, words.fit);
    case "status":
      return status(custom, words.status);
    default:
      return null;
  }
}

/** Whether the card shows all that the text says, so that the text need not stand above it as well. */
export function saysItAll(custom: Custom, text: string): boolean {
  const told = (part: unknown) => text.includes(String(part ?? ""));
  if (custom.type === "source") {
    return told(custom.title) && text.length < String(custom.title).length + String(custom.publisher).length + 80;
  }
  const sections = custom.type === "summary" && Array.isArray(custom.sections) ? custom.sections.map(asRaw) : [];
  const lines = sections.flatMap((section) => (Array.isArray(section.lines) ? section.lines.map(asRaw) : []));
  return lines.length > 0 && lines.every((line) => told(line.text));
}

function source(custom: Custom, words: Words): HTMLElement {
  const name = [custom.title, custom.publisher].filter(Boolean).map(String).join(", ");
  const url = String(custom.url ?? "");
  const safe = /^https?:\/\//.test(url);
  const hint = el("span", { class: "govuk-visually-hidden" }, ` ${words.source.new_tab}`);
  return el(
    "p",
    { class: "source" },
    `${words.source.from} `,
    safe ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name, hint) : name,
    custom.checked ? `, ${fill(words.source.checked, { date: day(String(custom.checked), words.dates.months) })}` : null,
  );
}

function fit(custom: Custom, words: Words["fit"]): HTMLElement {
  const outcome = String(custom.outcome ?? "");
  const reasons = (Array.isArray(custom.reasons) ? custom.reasons : []).map(asRaw);
  return el(
    "section",
    { class: "card fit", "aria-label": words[outcome] ?? outcome },
    el("h3", {}, words[outcome] ?? outcome),
    el("ol", { class: "fit__reasons" }, ...reasons.map((reason) => because(reason, words))),
    el("p", { class: "quiet" }, words.note ?? ""),
  );
}

function because(reason: Record<string, unknown>, words: Words["fit"]): HTMLElement {
  const line = (label: string | undefined, key: string) =>
    reason[key] ? el("p", { class: "prose" }, el("strong", {}, label ?? ""), ` ${String(reason[key])}`) : null;
  return el(
    "li",
    { class: `fit__reason fit__reason--${String(reason.effect ?? "").toLowerCase().replace(/[^a-z]/g, "")}` },
    el("p", { class: "fit__question" }, String(reason.question ?? "")),
    line(words.answer, "answer"),
    line(words.why, "why"),
    line(words.next, "next"),
  );
}

function status(custom: Custom, words: Words["status"]): HTMLElement {
  const row = (label: string, value: unknown) =>
    value ? el("div", {}, el("dt", {}, label), el("dd", { dir: "auto" }, String(value))) : null;
  return el(
    "section",
    { class: "card status", "aria-label": words.heading },
    el("h3", {}, words.heading),
    el(
      "dl",
      {},
      row(words.reference, custom.reference),
      row(words.stage, custom.words ?? custom.stage),
      row(words.next, custom.next),
      row(words.by, custom.by),
    ),
  );
}
