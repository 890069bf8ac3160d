// `tnef build`: a winmail.dat from a specification.
import { existsSync, writeFileSync } from "node:fs";
import { bytesIn } from "../../../journey/explain-tnef/explain-value.ts";
import type { MapiMessage } from "../../../tnef/message.ts";
import { encodeTnef } from "../../../tnef/stream.ts";
import { writeMessage } from "../../../tnef/write-message.ts";
import { CommandError, type Terminal } from "../../terminal.ts";
import { readBytes } from "../open-tnef.ts";
import { readSpec } from "./read-spec.ts";

export interface BuildOptions {
  readonly out: string;
  readonly force?: true;
}

export function buildTnef(terminal: Terminal, file: string, { out, force }: BuildOptions): void {
  const name = file === "-" ? "standard input" : file;
  const { message, options } = readSpec(readBytes(file, name).toString("utf8"), name);
  const bytes = encodeTnef(writeMessage(message, options));
  if (existsSync(out) && !force) throw new CommandError(`${out} is there already; --force replaces it`);
  try {
    writeFileSync(out, bytes);
  } catch (error) {
    throw new CommandError(`Cannot write ${out}: ${(error as Error).message}`);
  }
  terminal.out(`${out}: ${bytesIn(bytes.length)}, ${summary(message)}`);
}

function summary({ properties, recipients, attachments }: MapiMessage): string {
  return [
    counted(properties.list.length, "property", "properties"),
    counted(recipients.length, "recipient", "recipients"),
    counted(attachments.length, "attachment", "attachments"),
  ].join(", ");
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
