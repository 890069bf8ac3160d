// What /api/journeys, /api/wait and /api/events take and give. The types of journey/journey.ts, as schemas.
import { z } from "@hono/zod-openapi";
import {
  HOLDINGS,
  KINDS,
  RECALL_STATES,
  RECIPIENT_STATES,
  RELATIONS,
  STOP_STATES,
  VERDICTS,
} from "../../../journey/journey.ts";
import { recall } from "./recalls.ts";

const instant = z.iso.datetime().describe("ISO 8601 UTC");
const text = (sentence: string) => z.string().max(1000).optional().describe(sentence);
const choice = <const V extends readonly [string, ...string[]]>(values: V, sentence: string) =>
  z.enum(values).optional().describe(sentence);

const bytes = (sentence: string) => z.coerce.number().int().min(0).max(1e12).optional().describe(sentence);

/** Query parameters of a search; all that are named must hold. */
export const searchQuery = {
  q: text(
    "a search line: names with values and words, all of which must hold, and after a minus must not, such as `subject:Q3 -verdict:intact after:2026-11-27 bob`",
  ),
  text: text("part of the subject, of an address or of the Message-ID"),
  from: text("sender's address, or a part of it"),
  to: text("a recipient's address, or a part of it"),
  cc: text("an address in the Cc field, or a part of it"),
  bcc: text("a recipient whom neither To nor Cc name, or a part of the address"),
  replyTo: text("an address in the Reply-To field, or a part of it"),
  addressed: text("any of these addresses, or a part of it"),
  larger: bytes("larger than so many bytes, as it came in"),
  smaller: bytes("smaller than so many bytes, as it came in"),
  has: choice(HOLDINGS, "something attached, something that its text shows, or rich text of Outlook"),
  subject: text("part of the subject"),
  messageId: text("Message-ID, with or without angle brackets"),
  id: text("network message id of any pass"),
  hop: text("a place it passed: submission, http, inbound, return, a connector's name, mailbox, internet"),
  rule: text("name of a mail-flow rule that matched"),
  verdict: choice(VERDICTS, "what became of the message"),
  recall: choice(RECALL_STATES, "what became of its recall"),
  kind: choice(KINDS, "what made the message"),
  since: z.iso.datetime({ offset: true }).optional().describe("began then or later, ISO 8601"),
  until: z.iso.datetime({ offset: true }).optional().describe("began then or earlier, ISO 8601"),
} as const;

export const journeySummary = z
  .object({
    id: z.string().describe("network message id of the first pass"),
    kind: z.enum(KINDS),
    startedAt: instant,
    changedAt: instant,
    messageId: z.string().describe("with its angle brackets; empty where the message has none"),
    subject: z.string(),
    from: z.string().describe("P1 sender; empty for notifications"),
    to: z.array(z.string()).describe("everybody it was or became addressed to; the first hundred"),
    recipientCount: z.int(),
    cc: z.array(z.string()).describe("whom the Cc field names; the first hundred, as below"),
    bcc: z.array(z.string()).describe("recipients whom neither To nor Cc name"),
    replyTo: z.array(z.string()),
    size: z.int().describe("as it came in, bytes; 0 for what an older version wrote"),
    has: z.array(z.enum(HOLDINGS)).describe("something attached, something that its text shows, rich text of Outlook"),
    hops: z.array(z.string()).describe("where it came in, connectors, where it ended"),
    rules: z.array(z.string()).describe("mail-flow rules that matched"),
    strip: z
      .array(
        z.object({
          place: z.string().describe("client, tenant, rules, smart host, internet, mailbox, recall, or how it ended"),
          name: z.string().describe("listener, connector, rules"),
          state: z.enum(STOP_STATES),
          ms: z.int().nullable().describe("since the journey began, virtual milliseconds; null: nothing came yet"),
        }),
      )
      .describe("its way at a glance; empty for what an older version wrote"),
    verdict: z.enum(VERDICTS),
    recall: z.enum(RECALL_STATES),
  })
  .openapi("JourneySummary");

export const shortList = z.object({ count: z.int(), first: z.array(z.string()) });

const finding = z
  .object({
    kind: z.enum(["condition", "exception"]),
    parameter: z.string().describe("as in the cmdlet: FromScope, ExceptIfHeaderContains"),
    wanted: z.array(z.string()),
    seen: z.string(),
    held: z.boolean(),
    recipients: z
      .object({ held: shortList, notHeld: shortList })
      .optional()
      .describe("where each recipient is asked: how many, and the first of them"),
    sentence: z.string(),
  })
  .openapi("RuleFinding");

/** Why a rule matched or not. */
export const ruleExplanation = {
  rule: z.string(),
  priority: z.int(),
  mode: z.string(),
  result: z.enum(["matched", "matchedSome", "notMatched", "notActive", "notReached", "failed"]),
  sentence: z.string(),
  findings: z.array(finding),
} as const;

export const journeyDetail = journeySummary
  .extend({
    recipients: z.array(
      z.object({ address: z.string(), state: z.enum(RECIPIENT_STATES), at: instant, detail: z.string() }),
    ),
    passes: z.array(
      z.object({
        networkMessageId: z.string(),
        receivedAt: instant,
        entry: z.enum(["submission", "http", "agent", "inbound", "return"]),
        authAs: z.enum(["Internal", "Anonymous"]),
        connector: z.string().nullable(),
        attributedBy: z.enum(["certificate", "address"]).nullable(),
      }),
    ),
    timeline: z.array(
      z.object({
        kind: z.enum(["received", "left", "returned", "delivered", "ended"]),
        name: z.string(),
        at: instant,
        ms: z.int().describe("since the journey began, virtual milliseconds"),
        ok: z.boolean(),
        recipients: z.array(z.string()),
        detail: z.string(),
        legId: z.int().nullable(),
      }),
    ),
    events: z.array(
      z.object({
        id: z.int(),
        at: instant,
        networkMessageId: z.string(),
        eventId: z.string().describe("RECEIVE, SENDEXTERNAL, DELIVER, …"),
        source: z.string(),
        context: z.string(),
        recipients: z.array(z.string()),
        detail: z.string(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    legs: z.array(
      z.object({
        id: z.int(),
        direction: z.enum(["out", "in"]),
        connector: z.string(),
        at: instant,
        peer: z.string(),
        tls: z.string().nullable(),
        certificate: z.string().nullable(),
        networkMessageId: z.string(),
        messageId: z.string(),
        envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
        reply: z.string(),
        size: z.int(),
      }),
    ),
    ruleExplanations: z.array(
      z.object({
        networkMessageId: z.string(),
        recipients: z.array(z.string()),
        explanations: z.array(z.object(ruleExplanation)),
      }),
    ),
    recalls: z.array(recall).describe("of this message, oldest first"),
    related: z
      .array(
        z
          .object({
            relation: z
              .enum(RELATIONS)
              .describe(
                "original: what this request recalls, or this report is about; cause: what made the tenant make this one; request: a recall of this one; caused: what the tenant made because of it, or of its requests",
              ),
            id: z.string(),
            kind: z.enum(KINDS),
            subject: z.string(),
            startedAt: instant,
          })
          .openapi("RelatedJourney"),
      )
      .describe("messages that belong together, the first hundred of each relation"),
  })
  .openapi("Journey");
