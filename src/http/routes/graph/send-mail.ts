// Sends a message that lies nowhere yet, from JSON or from MIME. Microsoft Graph: user: sendMail
import type { Context, Hono } from "hono";
import { z } from "zod";
import { composeMail } from "../../../mime/compose-mail.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import type { HttpSubmission } from "../../../transport/receive/http-submission.ts";
import { deferredSendTime } from "../../../transport/receive/send-time.ts";
import { readJson } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";
import { readExtended } from "./extended-property-input.ts";
import { MAILBOX_PATHS, requestedMailbox } from "./graph-context.ts";
import { INVALID_REQUEST } from "./graph-error.ts";
import { entity, JSON_LIMIT, judgeGraphJson } from "./graph-json.ts";
import { ownProperties } from "./item-input.ts";
import { draftInput } from "./message-input.ts";
import { emptyParts, recipientsOfParts, withInput } from "./message-parts.ts";
import { isMimeRequest, refuseWithoutRecipients, submissionOfMime } from "./mime-submission.ts";
import { outlookChoice } from "./outlook-client.ts";
import { refusal } from "./submission-refusal.ts";

const sendMailBody = entity({
  message: draftInput,
  // The documentation's own example writes "false".
  saveToSentItems: z.union([z.boolean(), z.stringbool({ truthy: ["true"], falsy: ["false"] })]).nullish(),
});

export function addSendMailRoute(routes: Hono, services: HttpServices): void {
  for (const path of MAILBOX_PATHS) routes.post(`${path}/sendMail`, (c) => sendMail(c, services));
}

async function sendMail(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const isMime = isMimeRequest(c);
  const submission = isMime ? await submissionOfMime(c, services, mailbox) : await fromJson(c, services, mailbox);
  refuseWithoutRecipients(submission);
  const outlook = outlookChoice(c);
  const submitted = await services.submissions.submit({ ...submission, ...(outlook && { outlook }) });
  if ("refused" in submitted) throw refusal(submitted.refused);
  return c.body(null, 202);
}

async function fromJson(c: Context, services: HttpServices, mailbox: Mailbox): Promise<HttpSubmission> {
  const given = withParameterNames(await readJson(c, INVALID_REQUEST, JSON_LIMIT));
  const { message, saveToSentItems } = judgeGraphJson(given, sendMailBody, "sendMail");
  const organization = services.configurations.current();
  const now = services.clock.now();
  const { mapi, messageClass } = readExtended(message);
  const deferUntil = deferredSendTime(mapi, now);
  const parts = await withInput(organization, mailbox, emptyParts(organization, mailbox, now), message);
  const content = await composeMail(parts);
  return {
    user: mailbox.address,
    content,
    recipients: recipientsOfParts(parts),
    saveToSentItems: saveToSentItems ?? true,
    own: { mapi, properties: ownProperties(message), ...(messageClass !== undefined && { messageClass }) },
    ...(deferUntil !== undefined && { deferUntil }),
    notifiesOfDelivery: message.isDeliveryReceiptRequested ?? false,
  };
}

/** OData compares the names of an action's parameters without case: "Message" is as good. */
function withParameterNames(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const names = new Map(["message", "saveToSentItems"].map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value]),
  );
}
