/** A return code in what a person typed, found as casebook/codes.py finds it. No DOM and no network: tested on its own. */

// No look-behind: Safari before 16.4 would not start the whole page.
const RUN = /\d(?:[\s.\-\u2010-\u2015]*\d)*/g;
const IN_FOURS = /(^|\D)\d{4}(?:[\s.\-\u2010-\u2015]+\d{4}){3}(?!\d)/g;
const DIGITS = 16;

/** `text` with `cover` in place of every return code. */
export function withoutCode(text: string, cover: string): string {
  const covered = text.replace(RUN, (run) => (run.replace(/\D/g, "").length === DIGITS ? cover : run));
  return covered.replace(IN_FOURS, (_, before: string) => before + cover);
}
