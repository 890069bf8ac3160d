// Colour for terminals that want it (https://no-color.org), and text from mail made safe to print.
import { styleText } from "node:util";
import type { Terminal } from "./terminal.ts";

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

/** Of a terminal: whether it and its user want colour. */
export const wantsColour = (env: Terminal["env"]): boolean => !env.NO_COLOR && env.TERM !== "dumb";

export function styleFor({ env, isInteractive }: Pick<Terminal, "env" | "isInteractive">): Style {
  const isColoured = isInteractive && wantsColour(env);
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    isColoured ? styleText(format, text, { validateStream: false }) : text;
  return { bold: paint("bold"), dim: paint("dim"), good: paint("green"), bad: paint("red") };
}

/** A subject must not move the cursor, colour the terminal or turn the reading direction. */
export function printable(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, " ");
}
