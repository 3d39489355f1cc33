declare module "govuk-frontend" {
  export class Button {}
  export class ErrorSummary {}
  export class PasswordInput {}
  export function createAll(part: unknown): unknown[];
}
