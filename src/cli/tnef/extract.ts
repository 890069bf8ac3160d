// `tnef --extract`: attachments and bodies as files. Nothing that is there is replaced, nothing is written elsewhere.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { attachmentContent, attachmentName } from "../../journey/explain-tnef/attachment-name.ts";
import { isObject } from "../../journey/explain-tnef/explain-value.ts";
import { makeFolder } from "../../runtime/make-folder.ts";
import { decompressRtf } from "../../tnef/compressed-rtf.ts";
import { IID_ISTORAGE } from "../../tnef/guid.ts";
import type { MapiAttachment, MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { rtfToBody } from "../../tnef/rtf/rtf-to-body.ts";
import { TnefSyntaxError } from "../../tnef/tnef-error.ts";
import { CommandError } from "../terminal.ts";
import { numbered, safeName } from "./safe-name.ts";

export interface Extracted {
  readonly path: string;
  readonly size: number;
}

interface Part {
  readonly name: string;
  readonly content: Buffer;
}

export function extract(message: MapiMessage, folder: string): Extracted[] {
  try {
    makeFolder(folder);
    return [...bodiesOf(message), ...attachmentsOf(message)].map(({ name, content }) => write(folder, name, content));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`Cannot write to ${folder}: ${(error as Error).message}`);
  }
}

/** Under the first of "name", "name (2)", … that nothing has. */
function write(folder: string, name: string, content: Buffer): Extracted {
  for (let number = 1; number <= 1000; number += 1) {
    const path = join(folder, numbered(name, number));
    try {
      // "wx" follows no link and replaces nothing.
      writeFileSync(path, content, { flag: "wx" });
      return { path, size: content.length };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  throw new CommandError(`${folder} has a thousand files named like ${name} already`);
}

/** Each form there is; from rich text also what it was made from, where that is missing. */
function bodiesOf({ properties }: MapiMessage): Part[] {
  const rtf = tolerant(properties.binary(TAG.PidTagRtfCompressed), (bytes) => decompressRtf(bytes));
  const inside = tolerant(rtf, rtfToBody);
  const within = (kind: "html" | "text") => (inside?.kind === kind && inside.text !== "" ? inside.text : undefined);
  const text = properties.text(TAG.PidTagBody) ?? within("text");
  const html = properties.binary(TAG.PidTagHtml) ?? asBytes(properties.text(TAG.PidTagBodyHtml) ?? within("html"));
  return [part("body.txt", asBytes(text)), part("body.html", html), part("body.rtf", rtf)].flat();
}

const part = (name: string, content: Buffer | undefined): Part[] => (content ? [{ name, content }] : []);
const asBytes = (text: string | undefined): Buffer | undefined => (text === undefined ? undefined : Buffer.from(text));

/** Rich text that cannot be read keeps nothing else from being written; the compliance status says so. */
function tolerant<T>(bytes: Buffer | undefined, read: (bytes: Buffer) => T): T | undefined {
  try {
    return bytes && read(bytes);
  } catch (error) {
    if (error instanceof TnefSyntaxError) return undefined;
    throw error;
  }
}

function attachmentsOf({ attachments }: MapiMessage): Part[] {
  return attachments.flatMap((attachment, index): Part[] => {
    const name = safeName(attachmentName(attachment, index), `attachment ${index + 1}`);
    const object = attachment.properties.find(TAG.PidTagAttachDataObject)?.value;
    if (attachment.embedded && isObject(object)) return [{ name: `${name}.winmail.dat`, content: object.data }];
    const content = attachmentContent(attachment);
    return content ? [{ name: isStorage(attachment) ? `${name}.ole` : name, content }] : [];
  });
}

function isStorage({ properties }: MapiAttachment): boolean {
  const value = properties.find(TAG.PidTagAttachDataObject)?.value;
  return isObject(value) && value.iid === IID_ISTORAGE;
}
