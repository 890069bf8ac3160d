// winmail.dat as the cases look at it: found by what is in it, whatever a product calls it.
import { isTnefAlone } from "../../content-conversion/find-tnef.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { readMessage } from "../../tnef/read-message.ts";
import { decodeTnef, isTnef } from "../../tnef/stream.ts";
import { TnefSyntaxError } from "../../tnef/tnef-error.ts";
import { type ReadMail, type ReadPart, readMail, textOf } from "../mail/read.ts";

export interface Winmail {
  readonly part: ReadPart;
  readonly message: MapiMessage;
  /** Of the message that it came with. */
  readonly headers: HeaderBlock;
  /** PidTagTnefCorrelationKey as text. [MS-OXCMAIL] §2.1.3.2.26 */
  readonly key: string | undefined;
  /** Of the text beside it; absent where there is none. */
  readonly text?: string;
}

/** A string says why there is none, as a sentence goes on: "it came back without winmail.dat". */
export async function readWinmail(bytes: Buffer): Promise<Winmail | string> {
  const mail = await readMail(bytes);
  const part = mail.parts.find(holdsTnef);
  if (!part) return "it came back without winmail.dat";
  if (!isTnef(part.content)) return "its winmail.dat came back without the signature that begins TNEF";
  try {
    const { message } = readMessage(decodeTnef(part.content));
    const key = message.properties.binary(TAG.PidTagTnefCorrelationKey);
    const text = textBeside(mail);
    return {
      ...{ part, message, headers: mail.headers },
      key: key?.toString("latin1").replace(/\0+$/, ""),
      ...(text !== undefined && { text }),
    };
  } catch (error) {
    if (error instanceof TnefSyntaxError) return `its winmail.dat can't be read any more: ${error.message}`;
    throw error;
  }
}

const holdsTnef = ({ isLeaf, headers, content }: ReadPart): boolean =>
  isLeaf && (isTnefAlone(headers) || isTnef(content));

function textBeside({ parts }: ReadMail): string | undefined {
  const part = parts.find(({ isBody, type }) => isBody && type === "text/plain");
  return part && textOf(part);
}
