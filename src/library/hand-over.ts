// Sends a test's mail over real SMTP: submission with STARTTLS and AUTH, or the listeners for mail from elsewhere.
import { HeaderBlock } from "../mime/header-block.ts";
import { splitMessage } from "../mime/message.ts";
import { ownAddress } from "../organization/destinations.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import { formatReply, isPositive } from "../smtp/reply.ts";
import { handOver, type MailToSend, type SubmissionResult, submitMail } from "../smtp/submit-mail.ts";
import type { DeliveredMail, Mail } from "./api.ts";
import { MailError, MailRefusedError } from "./errors.ts";
import { findMailbox } from "./find-mailbox.ts";
import { outgoing } from "./outgoing.ts";

export interface HandedOver {
  readonly messageId: string;
  readonly networkMessageId: string;
  /** Mailbox that signed in. */
  readonly by?: string;
}

export async function submit(on: Composed, given: Mail): Promise<HandedOver> {
  const { as, password, client, richText, ...parts } = given;
  const mail = await outgoing(parts, on.clock.now());
  const username = as ?? mail.from;
  if (client === "outlook") return submitByOutlook(on, mail, username, richText ?? false);
  const secret = password ?? passwordOf(on, username);
  const result = await submitMail(
    { host: hostOf(on), port: on.ports.submission, authority: on.certificates.ca.cert },
    { username, password: secret },
    mail,
  );
  return { ...outcome(mail, result, `Submission as ${username}`), by: username };
}

/** Classic Outlook hands its mail over by MAPI, not by SMTP. */
async function submitByOutlook(on: Composed, mail: MailToSend, by: string, richText: boolean): Promise<HandedOver> {
  const { address } = findMailbox(on.configurations.current(), by);
  const submitted = await on.submissions.submit({
    user: address,
    content: mail.bytes,
    recipients: mail.recipients,
    saveToSentItems: true,
    outlook: { richText },
  });
  if (!("refused" in submitted)) return { ...submitted, by: address };
  const { refused: reply } = submitted;
  const text = `Submission as ${by} by classic Outlook was refused: ${formatReply(reply)}`;
  throw new MailRefusedError(text, { reply, refused: [], accepted: [], transcript: [] });
}

export async function deliverFromOutside(on: Composed, given: DeliveredMail): Promise<HandedOver> {
  const { listener = "inbound", certificate, envelopeFrom, ...parts } = given;
  const mail = await outgoing(parts, on.clock.now());
  const result = await handOver(
    {
      host: hostOf(on),
      port: on.ports[listener],
      tls: {
        mode: certificate ? "required" : "opportunistic",
        verify: "chain",
        ca: [on.certificates.ca.cert],
        ...certificate,
      },
    },
    { ...mail, from: envelopeFrom ?? mail.from },
  );
  return outcome(mail, result, `The listener "${listener}"`);
}

const hostOf = (on: Composed): string => ownAddress(on.configuration.listeners.host);

function passwordOf(on: Composed, username: string): string {
  const mailbox = findMailbox(on.configurations.current(), username);
  if (mailbox.password !== undefined) return mailbox.password;
  const [other] = mailbox.sendAs;
  throw new MailError(
    `${mailbox.address} can't sign in: it has no password. ${
      other ? `Send as it from a mailbox that may: as: "${other}"` : "Give it one in the configuration"
    }`,
  );
}

function outcome(mail: MailToSend, result: SubmissionResult, who: string): HandedOver {
  const { reply, transcript } = result;
  if (!result.accepted) {
    const refused = result.recipients.filter((recipient) => !isPositive(recipient.reply));
    const accepted = result.recipients.filter((one) => isPositive(one.reply)).map(({ address }) => address);
    throw new MailRefusedError(refusalText(who, result, accepted), { reply, refused, accepted, transcript });
  }
  const messageId = HeaderBlock.parse(splitMessage(mail.bytes).headers).get("Message-ID") ?? "";
  const networkMessageId = /\[InternalId=([0-9a-f-]+)\]/.exec(reply.text)?.[1] ?? "";
  return { messageId, networkMessageId };
}

function refusalText(who: string, { reply, recipients, connected }: SubmissionResult, accepted: readonly string[]) {
  if (!connected) return `${who} failed, nobody answers: ${formatReply(reply)}`;
  const overall = formatReply(reply);
  const own = recipients.filter((one) => !isPositive(one.reply) && formatReply(one.reply) !== overall);
  const named = own.map(({ address, reply: its }) => `${address}: ${formatReply(its)}`).join("; ");
  if (accepted.length === 0) return `${who} refused the message: ${named || overall}`;
  return `${who} refused ${named}; the message was taken for ${accepted.join(", ")}`;
}
