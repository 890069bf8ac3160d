// TNEF as a stream of attributes, and as a message with its properties.
import { expect, test } from "vitest";
import { IID_IMESSAGE } from "../../../src/tnef/guid.ts";
import { TNEF_LIMITS } from "../../../src/tnef/limits.ts";
import { ATTACH_METHOD, type MapiMessage } from "../../../src/tnef/message.ts";
import { TYPE } from "../../../src/tnef/property.ts";
import { PropertyBag } from "../../../src/tnef/property-bag.ts";
import { readProperties } from "../../../src/tnef/property-list.ts";
import { NAMED, TAG } from "../../../src/tnef/property-tags.ts";
import { readMessage } from "../../../src/tnef/read-message.ts";
import { decodeTnef, encodeTnef } from "../../../src/tnef/stream.ts";
import { writeMessage } from "../../../src/tnef/write-message.ts";

const SEARCH_KEY = Buffer.from("000102030405060708090A0B0C0D0E0F", "hex");

const plan = (): MapiMessage => ({
  properties: new PropertyBag()
    .set(TAG.PidTagMessageClass, "IPM.Note")
    .set(TAG.PidTagSubject, "Q3 数字")
    .set(TAG.PidTagSearchKey, SEARCH_KEY)
    .set(TAG.PidTagClientSubmitTime, Date.UTC(2026, 10, 26, 12, 30, 5))
    .setNamed(NAMED.PidLidAutoProcessState, TYPE.Int32, 1),
  recipients: [],
  attachments: [
    {
      properties: new PropertyBag()
        .set(TAG.PidTagAttachLongFilename, "figures.bin")
        .set(TAG.PidTagAttachDataBinary, Buffer.from([0, 255, 1, 254])),
    },
  ],
});

const bytesOf = (message: MapiMessage) =>
  encodeTnef(writeMessage(message, { key: 0x1234, codepage: 1252, form: "exchange" }));

test("what is written is read again", () => {
  const { message, flaws } = readMessage(decodeTnef(bytesOf(plan())));
  expect(flaws).toEqual([]);
  expect(message.properties.text(TAG.PidTagSubject)).toBe("Q3 数字");
  expect(message.properties.binary(TAG.PidTagSearchKey)).toEqual(SEARCH_KEY);
  expect(message.properties.time(TAG.PidTagClientSubmitTime)).toBe(Date.UTC(2026, 10, 26, 12, 30, 5));
  expect(message.properties.namedNumber(NAMED.PidLidAutoProcessState)).toBe(1);
  expect(message.attachments[0]?.properties.binary(TAG.PidTagAttachDataBinary)).toEqual(Buffer.from([0, 255, 1, 254]));
});

test("a stream is written again byte for byte, its key too", () => {
  const bytes = bytesOf(plan());
  expect(encodeTnef(decodeTnef(bytes))).toEqual(bytes);
  expect(decodeTnef(bytes).key).toBe(0x1234);
});

test("a message within a message is read with its own properties", () => {
  const outer: MapiMessage = {
    properties: new PropertyBag().set(TAG.PidTagSubject, "outside"),
    recipients: [],
    attachments: [{ properties: new PropertyBag(), embedded: plan() }],
  };
  const [attachment] = readMessage(decodeTnef(bytesOf(outer))).message.attachments;
  expect(attachment?.properties.number(TAG.PidTagAttachMethod)).toBe(ATTACH_METHOD.embeddedMessage);
  expect(attachment?.properties.find(TAG.PidTagAttachDataObject)?.value).toMatchObject({ iid: IID_IMESSAGE });
  expect(attachment?.embedded?.properties.text(TAG.PidTagSubject)).toBe("Q3 数字");
});

test("a wrong checksum is tolerated and said", () => {
  const bytes = bytesOf(plan());
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 0xff;
  expect(decodeTnef(bytes).flaws.map(({ kind }) => kind)).toEqual(["badChecksum"]);
});

test("an attribute that is cut off is an error with its place", () => {
  const bytes = bytesOf(plan());
  expect(() => decodeTnef(bytes.subarray(0, 12))).toThrow(
    "Cannot read TNEF attribute at offset 0x6: its header takes 9 bytes, 6 remain",
  );
});

test("what is no TNEF is told by its signature", () => {
  expect(() => decodeTnef(Buffer.from("From: alice@contoso.com"))).toThrow(
    "Cannot read TNEF at offset 0x0: the signature is 0x6d6f7246, not 0x223e9f78",
  );
});

test("a list as long as the limit allows is read where little of the stack is left", () => {
  const properties = Array.from({ length: TNEF_LIMITS.maxProperties }, () => ({ id: 1, type: TYPE.Null, value: null }));
  const bytes = bytesOf({ properties: new PropertyBag(properties), recipients: [], attachments: [] });
  const deeper = (calls: number): number =>
    calls > 0 ? deeper(calls - 1) : readMessage(decodeTnef(bytes)).message.properties.list.length;
  expect(deeper(3000)).toBeGreaterThanOrEqual(TNEF_LIMITS.maxProperties);
});

test("many values of a type that takes no bytes are refused", () => {
  const list = Buffer.from("0100000001100167ffff0000", "hex");
  expect(() => readProperties(list, { offset: 0x40 })).toThrow(
    "Cannot read property 0x6701 at offset 0x48: its type MultipleNull is none of [MS-OXCDATA]",
  );
});

test("a text ends at its first NUL, in Unicode and in a code page", () => {
  const bag = new PropertyBag()
    .set(TAG.PidTagSubject, "Q3\0hidden")
    .set({ ...TAG.PidTagBody, type: TYPE.String8 }, Buffer.from("Hello\0hidden"));
  expect([bag.text(TAG.PidTagSubject), bag.text(TAG.PidTagBody)]).toEqual(["Q3", "Hello"]);
});
