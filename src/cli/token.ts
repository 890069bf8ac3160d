// The token of `up`: given, read from a file, or made here and told once.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { CommandError } from "./terminal.ts";

export interface TokenOptions {
  /** True or "generate": one is made. */
  readonly token?: string | true;
  readonly tokenFile?: string;
}

export interface GivenToken {
  readonly text: string;
  /** Nobody knows it yet: it has to be printed. */
  readonly isNew: boolean;
}

/** Undefined where the command line names none. */
export function givenToken({ token, tokenFile }: TokenOptions): GivenToken | undefined {
  if (tokenFile !== undefined) return { text: readToken(tokenFile), isNew: false };
  if (token === undefined) return undefined;
  if (token === true || token === "generate") return { text: randomBytes(24).toString("hex"), isNew: true };
  return { text: token, isNew: false };
}

function readToken(file: string): string {
  try {
    const text = readFileSync(file, "utf8").trim();
    if (text !== "") return text;
  } catch (error) {
    throw new CommandError(`Cannot read --token-file ${file}: ${(error as Error).message}`);
  }
  throw new CommandError(`--token-file ${file} is empty; \`openssl rand -hex 32 > ${file}\` makes a token.`);
}
