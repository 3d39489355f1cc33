/** What the person has said, section by section; each line can be changed or left out. */
import { button, el } from "./dom";
import { asRaw } from "./rows";
import type { Press } from "./choices";
import type { Custom } from "./talk";
import type { Words } from "./words";

type Raw = Record<string, unknown>;

function list(data: unknown): Raw[] {
  return Array.isArray(data) ? data.map(asRaw) : [];
}

export function summary(custom: Custom, press: Press, words: Words["summary"]): HTMLElement {
  return el(
    "section",
    { class: "card summary", "aria-label": words.heading },
    ...list(custom.sections).map((part) =>
      el(
        "div",
        { class: "summary__section" },
        el("h3", {}, String(part.title ?? "")),
        el("ul", {}, ...list(part.lines).map((line) => one(line, press, words))),
      ),
    ),
  );
}

function one(line: Raw, press: Press, words: Words["summary"]): HTMLElement {
  const text = String(line.text ?? "");
  // A line may be called so already.
  const mark = text.startsWith(words.own) ? null : el("span", { class: "own__mark" }, words.own);
  const words_ = line.own_words
    ? el("div", { class: "own" }, mark, el("blockquote", { dir: "auto" }, text))
    : el("p", { class: "prose", dir: "auto" }, text);
  const act = (payload: unknown, label: string) =>
    typeof payload === "string"
      ? button(label, () => press([{ title: `${label}: ${short(text)}`, payload }], false), { class: "button button--quiet" }, short(text))
      : null;
  return el(
    "li",
    { class: "summary__line" },
    words_,
    el("div", { class: "summary__acts" }, act(line.change, words.change), act(line.leave_out, words.leave_out)),
  );
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
