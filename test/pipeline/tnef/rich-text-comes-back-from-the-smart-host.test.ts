// docs/recall.md R6, R11: under "rich text always" a message that went round through the smart host is the one that was
// sent, as long as the host leaves its TNEF and X-MS-TNEF-Correlator alone. What travelled is kept on the legs.
import { expect, it } from "vitest";
import { splitMessage } from "../../../src/mime/message.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { roundTrip } from "../../support/round-trip.ts";
import { items, sandbox, submit } from "../../support/sandbox.ts";
import { SEARCH_KEY, tnefMail } from "../../support/tnef-mail.ts";

const MESSAGE_ID = "<budget@contoso.com>";

async function goRound(preset: string) {
  const settings = { remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }], smartHost: { preset } };
  const on = await sandbox({ config: roundTrip({ mailboxes: ["alice", "bob"], smartHost: "builtin", settings }) });
  const raw = await tnefMail({ change: (properties) => properties.set(TAG.PidTagMessageClass, "IPM.Note.Expenses") });
  await submit(on, { raw });
  const [sent] = await items(on, "alice", "sentitems");
  const [received] = await items(on, "bob");
  if (!sent || !received) throw new Error("a copy is missing");
  expect(received.networkMessageId).not.toBe(sent.networkMessageId);
  expect(sent).toMatchObject({ messageClass: "IPM.Note.Expenses", searchKey: SEARCH_KEY });
  return { on, raw, received };
}

it.each(["transparent", "stamp-text-part-only", "re-encode-winmail", "rename-winmail"])(
  "%s: class and search key are those of the copy in Sent Items",
  async (preset) => {
    const { received } = await goRound(preset);
    expect(received).toMatchObject({ messageClass: "IPM.Note.Expenses", searchKey: SEARCH_KEY });
  },
);

it.each(["strip-tnef", "unpack-tnef", "rewrite-correlator"])(
  "%s: the copy is plain mail with a search key of its own",
  async (preset) => {
    const { received } = await goRound(preset);
    expect(received.messageClass).toBe("IPM.Note");
    expect(received.searchKey).not.toBe(SEARCH_KEY);
    expect(received.searchKey).toMatch(/^[0-9A-F]{32}$/);
  },
);

it("what went out and what came back are kept byte for byte", async () => {
  const { on, raw } = await goRound("transparent");
  const legs = await on.legs.list({ messageId: MESSAGE_ID });
  expect(legs.map((leg) => leg.direction).toSorted()).toEqual(["in", "out"]);
  for (const leg of legs) {
    const travelled = splitMessage((await on.legs.bytes(leg)) ?? Buffer.alloc(0));
    expect(travelled.body.equals(splitMessage(raw).body)).toBe(true);
  }
});
