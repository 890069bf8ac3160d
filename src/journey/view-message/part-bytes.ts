// One part of a message taken out: what its attachments are listed with, and any other part of its MIME tree.
import { bytesOfTnefAttachment } from "../../content-conversion/tnef-attachment-bytes.ts";
import { describeAttachment, fileNameOfAttachment } from "../../mime/attachments.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import { type OpenedMessage, openingMessage } from "../compare/opened-message.ts";
import { attachmentName } from "../explain-tnef/attachment-name.ts";

export interface TakenPart {
  /** As its sender named it, or a name by its kind: hostile, as all mail. */
  readonly name: string;
  /** Decoded; of a branch what stands in it. */
  readonly bytes: Buffer;
}

/** @param path "1.2"; "" for the whole; "winmail.dat/2". @returns undefined where there is no such part. */
export async function takePart(message: Buffer, path: string): Promise<TakenPart | undefined> {
  const opened = await runInTurns(openingMessage(message));
  const [, number] = /^winmail\.dat\/(\d{1,6})$/.exec(path) ?? [];
  if (number !== undefined) return ofTnef(opened, Number(number) - 1);
  const found = opened.parts.find((one) => one.path === path);
  if (!found) return undefined;
  const { name, isMessage } = describeAttachment(found.part, found.parent?.part, message);
  return { name: fileNameOfAttachment(name, isMessage), bytes: found.parts.length > 0 ? found.body : found.decoded };
}

async function ofTnef({ tnef }: OpenedMessage, index: number): Promise<TakenPart | undefined> {
  const attachment = tnef?.message?.attachments[index];
  if (!attachment) return undefined;
  const name = attachmentName(attachment, index);
  return {
    name: fileNameOfAttachment(name, attachment.embedded !== undefined),
    bytes: await bytesOfTnefAttachment(attachment),
  };
}
