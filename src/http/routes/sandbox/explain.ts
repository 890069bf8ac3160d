// /api/explain: which mail-flow rules would match a message, what they would see, and what they would do to it.
import { type ExplainRequest, explain } from "../../../journey/explain-message/explain.ts";
import { ExplainError } from "../../../journey/explain-message/received-message.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { ruleExplanation, shortList } from "./journey-schemas.ts";
import { instant } from "./shared.ts";

/** Bytes: the largest message that is taken, as base64. */
const LARGEST = 48 * 1024 * 1024;
const MOST_RECIPIENTS = 1000;

const address = z.string().max(998);
const request = z
  .strictObject({
    message: z.string().optional().openapi({
      description: "the whole message",
      example: "From: alice@contoso.com\r\nTo: bob@contoso.com\r\nSubject: Lunch\r\n\r\nAt one?\r\n",
    }),
    encoding: z.enum(["text", "base64"]).default("text").describe("of `message`"),
    journey: z
      .string()
      .max(1000)
      .optional()
      .describe("instead of `message`: network message id of any pass, or Message-ID, of one that was received"),
    sender: address.optional().describe("P1; of the From field unless given, empty for the null sender"),
    recipients: z
      .array(address.min(1))
      .min(1)
      .max(MOST_RECIPIENTS)
      .optional()
      .describe("P1; of To, Cc and Bcc unless given"),
    authAs: z
      .enum(["Internal", "Anonymous"])
      .optional()
      .describe("unless given: a mailbox submits, anybody else sends from outside"),
    at: z.iso
      .datetime({ offset: true })
      .optional()
      .describe("whose rules and clock; unless given, when the journey's message was received, or now"),
    rule: z.string().max(998).optional().describe("only this rule is told of; all are run"),
  })
  .openapi("ExplainRequest");

const change = { before: z.string().nullable(), after: z.string().nullable() };
const action = z
  .object({
    action: z.string().describe("as in the cmdlet"),
    effect: z.string(),
    headers: z.array(z.object({ kind: z.enum(["added", "removed", "changed"]), name: z.string(), ...change })),
    body: z.array(z.object({ kind: z.string(), where: z.string(), ...change })),
    recipients: z.object({ added: shortList, removed: shortList }),
    sends: z.array(z.object({ recipients: z.array(z.string()), subject: z.string() })).describe("mail it would send"),
  })
  .openapi("ExplainedAction");
const rule = z
  .object({
    ...ruleExplanation,
    recipients: shortList.describe("whom it matched for"),
    enforced: z.boolean().describe("false in the modes that only test"),
    actions: z.array(action),
  })
  .openapi("ExplainedRule");
const outcome = z
  .object({
    recipients: shortList.describe("as the rules leave them"),
    rules: z.array(rule).describe("in order of priority"),
    end: z.object({
      kind: z.enum(["passed", "stopped", "deleted", "quarantined", "held", "deferred", "rejected"]),
      rule: z.string().nullable().describe("that ended processing"),
      sentence: z.string(),
    }),
  })
  .openapi("ExplainedOutcome");
const explanation = z
  .object({
    at: instant,
    message: z.object({
      messageId: z.string(),
      subject: z.string(),
      sender: z.string(),
      entry: z.string(),
      authAs: z.enum(["Internal", "Anonymous"]),
      size: z.int(),
    }),
    exempt: z.string().nullable().describe("why no rule is asked, where none is"),
    unresolved: z
      .array(z.object({ recipients: shortList, reason: z.string() }))
      .describe("recipients whom no rule sees: they fail before, or wait for a moderator"),
    outcomes: z.array(outcome).describe("one for each set of recipients that the rules treat alike"),
  })
  .openapi("MessageExplanation", { description: "What the mail-flow rules make of a message, and why." });

export function addExplain(api: Api, services: HttpServices): void {
  api.add(
    {
      id: "explainMessage",
      method: "post",
      path: "/explain",
      group: "journeys",
      summary: "Which mail-flow rules would match a message, what they see and what they do; nothing is sent or kept",
      body: request,
      bodyLimit: LARGEST,
      answer: explanation,
      failures: {
        404: "No message is known under this id, or no rule has this name.",
        422: "Nothing says what the message is, who sends it or who gets it.",
      },
    },
    async ({ body }) => explain(read(body), { ...services, received: services }).catch(refuse),
  );
}

function read({ message, encoding, at, ...rest }: z.output<typeof request>): ExplainRequest {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...given,
    ...(message !== undefined && { bytes: Buffer.from(message, encoding === "base64" ? "base64" : "utf8") }),
    ...(at !== undefined && { at: Date.parse(at) }),
  };
}

function refuse(error: unknown): never {
  if (!(error instanceof ExplainError)) throw error;
  throw problem(error.kind === "notFound" ? 404 : 422, error.message);
}
