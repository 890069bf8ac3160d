// Which message came back: by the check's own means, stronger than the tenant's, which knows a Message-ID only.
import type { LinkedBy } from "../run.ts";
import { similarity } from "./similarity.ts";

export interface Candidate {
  /** With its angle brackets. */
  readonly messageId: string;
  readonly recipients: readonly string[];
  /** Nobody else's mail goes to its recipients. */
  readonly hasOwnRecipients: boolean;
  readonly envelopeId?: string;
  readonly networkMessageId?: string;
  /** As it left; absent until it has. */
  readonly content?: Buffer;
}

export interface ReturnedMail {
  readonly recipients: readonly string[];
  /** ORCPT without its type. RFC 3461 §4.2 */
  readonly originalRecipients: readonly string[];
  /** ENVID. RFC 3461 §4.4 */
  readonly envelopeId?: string;
  readonly messageId: string;
  /** Network message ids that its header fields name. */
  readonly networkMessageIds: readonly string[];
  readonly content: Buffer;
}

export interface Link<C extends Candidate> {
  readonly candidate: C;
  readonly by: LinkedBy;
}

/** What less has in common is no kin: a product's own notification to the same recipient. */
const ALIKE = 0.4;

/** Undefined: it is none of them, so somebody else's. */
export function linkReturned<C extends Candidate>(mail: ReturnedMail, candidates: readonly C[]): Link<C> | undefined {
  const own = candidates.filter((candidate) => candidate.hasOwnRecipients && shares(candidate, mail.recipients));
  if (own.length === 1 && own[0] && isPlausible(own[0], mail)) return { candidate: own[0], by: "recipient" };
  const among = own.length > 0 ? own : candidates;
  return byEnvelope(mail, among) ?? byIds(mail, among) ?? bySimilarity(mail, among);
}

function byEnvelope<C extends Candidate>(mail: ReturnedMail, among: readonly C[]): Link<C> | undefined {
  const { envelopeId, originalRecipients } = mail;
  const named = among.filter((candidate) => envelopeId !== undefined && candidate.envelopeId === envelopeId);
  const found = only(named) ?? only(among.filter((one) => one.hasOwnRecipients && shares(one, originalRecipients)));
  return found && { candidate: found, by: "envelope id" };
}

function byIds<C extends Candidate>(mail: ReturnedMail, among: readonly C[]): Link<C> | undefined {
  const byMessageId = only(among.filter(({ messageId }) => messageId !== "" && messageId === mail.messageId));
  if (byMessageId) return { candidate: byMessageId, by: "Message-ID" };
  const known = (id: string | undefined) => id !== undefined && mail.networkMessageIds.includes(id);
  const byNetworkId = only(among.filter(({ networkMessageId }) => known(networkMessageId)));
  return byNetworkId && { candidate: byNetworkId, by: "network message id" };
}

function bySimilarity<C extends Candidate>(mail: ReturnedMail, among: readonly C[]): Link<C> | undefined {
  // One that is about to leave may be more like it: a cut-through host hands back before its own 250 lets us see it.
  if (among.some(({ content }) => content === undefined)) return undefined;
  let best: { candidate: C; score: number } | undefined;
  for (const candidate of among) {
    if (!candidate.content) continue;
    const score = similarity(candidate.content, mail.content);
    if (score >= ALIKE && score > (best?.score ?? 0)) best = { candidate, score };
  }
  return best && { candidate: best.candidate, by: "similarity" };
}

/** The only message to that recipient; but a product may write to it too. */
function isPlausible(candidate: Candidate, mail: ReturnedMail): boolean {
  if (mail.messageId === candidate.messageId) return true;
  if (mail.envelopeId !== undefined && mail.envelopeId === candidate.envelopeId) return true;
  return !candidate.content || similarity(candidate.content, mail.content) >= ALIKE / 2;
}

function shares({ recipients }: Candidate, others: readonly string[]): boolean {
  const known = new Set(recipients.map((address) => address.toLowerCase()));
  return others.some((address) => known.has(address.toLowerCase()));
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
