import { expect, test } from "vitest";
import { parseStructure, walkParts } from "../../../src/mime/structure.ts";
import { decodeTransferEncoding } from "../../../src/mime/transfer-encoding.ts";
import { touchTnef } from "../../../src/smart-host/behaviours/touch-tnef.ts";
import { composeBehaviours } from "../../../src/smart-host/compose.ts";
import type { MapiMessage } from "../../../src/tnef/message.ts";
import { TYPE } from "../../../src/tnef/property.ts";
import { PropertyBag } from "../../../src/tnef/property-bag.ts";
import { NAMED, TAG } from "../../../src/tnef/property-tags.ts";
import { readMessage } from "../../../src/tnef/read-message.ts";
import { decodeTnef } from "../../../src/tnef/stream.ts";
import { apply } from "./support.ts";
import { encoded, filesOfAllKinds, mailByExchange, note, PLAIN_MAIL } from "./tnef-mail.ts";

function everything(): MapiMessage {
  const message = note([[TAG.PidTagBody, "Hello Bob"]], filesOfAllKinds());
  message.properties.setNamed(NAMED.PidLidReminderSet, TYPE.Boolean, true);
  const row = new PropertyBag().set(TAG.PidTagSmtpAddress, "bob@contoso.com");
  return { ...message, recipients: [row] };
}

async function after(option: string): Promise<MapiMessage> {
  const [behaviour = touchTnef({ loses: "named" })] = composeBehaviours([`touch-tnef=${option}`]);
  const { bytes, notes } = await apply(behaviour, mailByExchange(encoded(everything())));
  expect(notes).toEqual(["winmail.dat written anew"]);
  const parts = [...walkParts(parseStructure(bytes))];
  const part = parts.find(({ contentType }) => contentType.mediaType === "application/ms-tnef");
  if (!part) throw new Error("no winmail.dat");
  const { message, flaws } = readMessage(
    decodeTnef(decodeTransferEncoding(bytes.subarray(part.bodyStart, part.end), "base64")),
  );
  expect(flaws).toEqual([]);
  return message;
}

const named = ({ properties }: MapiMessage) => properties.list.filter(({ name }) => name).length;

test("what is not meant stays", async () => {
  const before = readMessage(decodeTnef(encoded(everything()))).message;
  const message = await after("PidTagBody");
  expect(message.properties.text(TAG.PidTagBody)).toBe("Hello Bob.Touched");
  expect(message.properties.binary(TAG.PidTagSearchKey)).toEqual(Buffer.alloc(16, 7));
  expect(message.attachments).toHaveLength(before.attachments.length);
  expect([message.recipients.length, named(message)]).toEqual([1, 1]);
});

test("a binary property has another last byte", async () => {
  const key = (await after("PidTagSearchKey")).properties.binary(TAG.PidTagSearchKey);
  expect(key).toEqual(Buffer.concat([Buffer.alloc(15, 7), Buffer.from([6])]));
});

test.each([
  ["-PidTagBody", ({ properties }: MapiMessage) => properties.has(TAG.PidTagBody)],
  ["-attachments", ({ attachments }: MapiMessage) => attachments.length > 0],
  ["-messages", ({ attachments }: MapiMessage) => attachments.some(({ embedded }) => embedded)],
  ["-recipients", ({ recipients }: MapiMessage) => recipients.length > 0],
  ["-named", (message: MapiMessage) => named(message) > 0],
])("%s is lost, the search key stays", async (option, isThere) => {
  expect(isThere(everything())).toBe(true);
  const message = await after(option);
  expect(isThere(message)).toBe(false);
  expect(message.properties.has(TAG.PidTagSearchKey)).toBe(true);
});

test("mail without TNEF, and TNEF that can't be read, pass", async () => {
  const behaviour = touchTnef({ changes: TAG.PidTagBody });
  expect((await apply(behaviour, PLAIN_MAIL)).bytes.equals(PLAIN_MAIL)).toBe(true);
  const broken = mailByExchange(encoded(note()).subarray(0, 90));
  const { bytes, notes } = await apply(behaviour, broken);
  expect(bytes.equals(broken)).toBe(true);
  expect(notes[0]).toMatch(/^winmail\.dat stays: Cannot read TNEF attribute /);
});
