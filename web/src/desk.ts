/** The desk without this script is whole; with it new words of a conversation come by themselves. */
import { Button, ErrorSummary, PasswordInput, createAll } from "govuk-frontend";
import { liven } from "./desk-live";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const part of [Button, ErrorSummary, PasswordInput]) createAll(part);

const list = document.querySelector<HTMLOListElement>("ol[data-live]");
if (list) liven(list);
