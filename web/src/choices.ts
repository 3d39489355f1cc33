/** Answers to choose from: real buttons, or checkboxes with "that's all" where several fit. */
import { button, el } from "./dom";
import { choices as readChoices } from "./rows";
import type { Choice, Custom } from "./talk";
import { fill, type Words } from "./words";

export type Press = (chosen: Choice[], several: boolean) => void;

export function buttons(replies: Choice[], press: Press, words: Words["choices"]): HTMLElement {
  return el(
    "div",
    { class: "choices", role: "group", "aria-label": words.group },
    ...replies.map((choice) => button(choice.title, () => press([choice], false))),
  );
}

let made = 0;

export function several(custom: Custom, press: Press, words: Words["choices"]): HTMLElement {
  const options = readChoices(custom.options);
  const min = Number(custom.min ?? 0);
  const max = Number(custom.max ?? options.length) || options.length;
  const group = `several-${(made += 1)}`;
  const boxes = options.map((_, at) => box(`${group}-${at}`));
  const error = el("p", { class: "error", id: `${group}-error`, role: "alert", hidden: true });
  const done = () => {
    const chosen = options.filter((_, at) => boxes[at]?.checked);
    const wrong = chosen.length < min ? fill(words.at_least, { min }) : chosen.length > max ? fill(words.at_most, { max }) : "";
    error.textContent = wrong;
    error.hidden = wrong === "";
    if (wrong === "") press(chosen, true);
  };
  return el(
    "fieldset",
    { class: "govuk-fieldset several" },
    el("legend", { class: "several__legend" }, words.several),
    el("div", { class: "govuk-checkboxes" }, ...options.map((option, at) => item(boxes[at]!, option.title))),
    error,
    button(words.done, done, { class: "button button--main" }),
  );
}

function box(id: string): HTMLInputElement {
  return el("input", { type: "checkbox", class: "govuk-checkboxes__input", id, autocomplete: "off" });
}

function item(input: HTMLInputElement, title: string): HTMLElement {
  const label = el("label", { class: "govuk-label govuk-checkboxes__label", for: input.id }, title);
  return el("div", { class: "govuk-checkboxes__item" }, input, label);
}
