// A script as a tree: statements of pipelines of commands and expressions.
import type { Position } from "../shell-error.ts";

export type Script = readonly Statement[];

export type Statement =
  | { readonly kind: "pipeline"; readonly at: Position; readonly stages: readonly Stage[] }
  | { readonly kind: "assign"; readonly at: Position; readonly name: string; readonly value: Statement }
  | {
      readonly kind: "foreach";
      readonly at: Position;
      readonly name: string;
      readonly over: Statement;
      readonly body: Script;
    };

export type Stage = CommandStage | { readonly kind: "expression"; readonly at: Position; readonly value: Expression };

export interface CommandStage {
  readonly kind: "command";
  readonly at: Position;
  readonly name: string;
  readonly parts: readonly CommandPart[];
}

export type CommandPart =
  /** `-Name`; with `-Name:` its value belongs to it even where it is a switch. */
  | { readonly kind: "name"; readonly at: Position; readonly name: string; readonly hasColon: boolean }
  | { readonly kind: "argument"; readonly at: Position; readonly value: Expression };

export type Expression =
  | {
      readonly kind: "literal";
      readonly at: Position;
      readonly value: string | number | boolean | null;
      readonly text: string;
    }
  /** Text with values in it. */
  | { readonly kind: "text"; readonly at: Position; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: "variable"; readonly at: Position; readonly name: string }
  | { readonly kind: "member"; readonly at: Position; readonly of: Expression; readonly name: string }
  | { readonly kind: "list"; readonly at: Position; readonly items: readonly Expression[] }
  | { readonly kind: "table"; readonly at: Position; readonly entries: readonly (readonly [string, Expression])[] }
  | { readonly kind: "block"; readonly at: Position; readonly body: Script; readonly text: string }
  /** `( … )` and `$( … )` */
  | { readonly kind: "group"; readonly at: Position; readonly body: Script }
  | { readonly kind: "not"; readonly at: Position; readonly value: Expression }
  | {
      readonly kind: "operator";
      readonly at: Position;
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };
