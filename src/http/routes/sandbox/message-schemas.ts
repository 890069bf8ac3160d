// A message opened for reading, as /api answers with it. The types of journey/view-message/, as schemas.
import { z } from "@hono/zod-openapi";

const property = z
  .object({
    tag: z.string().describe("0x0037001F"),
    name: z.string().describe("canonical name, or property set and number of a named one; empty where none is known"),
    type: z.string(),
    value: z.string().describe("as a person reads it"),
    details: z.array(z.string()).describe("what stands in it, a line each"),
    meaning: z.string(),
  })
  .openapi("MessageProperty", { description: "A MAPI property of a winmail.dat." });

const tnef = z.object({
  from: z.string().describe("path of its part"),
  messageClass: z.string(),
  ignored: z.string().nullable().describe("why its properties count for nothing; null: it belongs to the message"),
  properties: z.array(property),
  recipients: z.array(z.array(property)),
  attachments: z.array(z.object({ name: z.string(), properties: z.array(property) })),
});

const part = z
  .object({
    path: z.string().describe("1.2; empty for the whole"),
    depth: z.int(),
    type: z.string(),
    encoding: z.string(),
    charset: z.string().nullable(),
    name: z.string().nullable(),
    contentId: z.string().nullable(),
    size: z.int().describe("bytes as written"),
    decodedSize: z.int().describe("bytes"),
    sha256: z.string().describe("of the decoded content"),
  })
  .openapi("MessagePart");

const body = z.object({
  kind: z.enum(["text", "html"]),
  from: z.string().describe("path of its part, or winmail.dat"),
  content: z.string().describe("hostile, as all mail: never to be shown outside a sandbox"),
  length: z.int().describe("characters of the whole; more than `content` has where it was cut"),
});

const attachment = z.object({
  from: z.string().describe("path of its part; of one in winmail.dat winmail.dat/2"),
  name: z.string(),
  type: z.string(),
  size: z.int().nullable().describe("bytes, decoded; null: it is a message"),
  isInline: z.boolean(),
});

const picture = z.object({ contentId: z.string(), type: z.string(), base64: z.string() });

export const messageView = z
  .object({
    size: z.int().describe("bytes"),
    headers: z.array(z.object({ name: z.string(), value: z.string() })).describe("in their order, decoded, unfolded"),
    parts: z.array(part).describe("the MIME tree: outermost first, each followed by what is in it"),
    bodies: z.array(body).describe("what readers see; of a winmail.dat that belongs to the message first"),
    attachments: z.array(attachment),
    pictures: z.array(picture).describe("that HTML may name by cid:, as far as they are small"),
    tnef: tnef.nullable(),
    cut: z.array(z.string()).describe("what is not all shown, a sentence each"),
  })
  .openapi("MessageView", { description: "A message opened for reading." });

export const messageForm = z
  .object({
    key: z.string().describe("leg-3, item-17"),
    kind: z.enum(["submitted", "left", "returned", "delivered"]),
    networkMessageId: z.string().describe("of the pass"),
    at: z.iso.datetime().describe("ISO 8601 UTC"),
    size: z.int().describe("bytes, as message tracking counts them"),
    place: z.string().describe("the connector; of what lies in a mailbox, its folder"),
    mailboxes: z.array(z.string()).describe("whose copies they are, the first twenty; empty for legs"),
  })
  .openapi("MessageForm", { description: "A form in which a message is kept." });
