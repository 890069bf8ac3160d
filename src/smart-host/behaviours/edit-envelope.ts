// Hands mail on under another envelope, as products do that bounce by themselves, redirect, or know nothing of RFC 3461.
import type { SmtpEnvelope, SmtpRecipient } from "../../smtp/session.ts";
import type { Behaviour } from "./behaviour.ts";

/**
 * dsn: NOTIFY, ORCPT, RET and ENVID are lost. sender: a sender of its own, for the null sender too. first: only the
 * first recipient of a message. redirect: everything to the recipient that it saw first, as test modes do.
 */
export const ENVELOPE_EDITS = ["dsn", "sender", "first", "redirect"] as const;
export type EnvelopeEdit = (typeof ENVELOPE_EDITS)[number];

export function editEnvelope(edit: EnvelopeEdit): Behaviour {
  return { name: "edit-envelope", needs: "headers", apply() {}, ...EDITS[edit]() };
}

type Edits = Pick<Behaviour, "editEnvelope" | "editRecipient">;

const EDITS: Readonly<Record<EnvelopeEdit, () => Edits>> = {
  dsn: () => ({
    editEnvelope: ({ ret: _, envelopeId: __, ...envelope }: SmtpEnvelope) => envelope,
    editRecipient: ({ address }: SmtpRecipient) => ({ address }),
  }),
  sender: () => ({ editEnvelope: (envelope) => ({ ...envelope, from: "bounces@vendor.example" }) }),
  first: () => {
    let isFirst = true;
    return {
      editEnvelope(envelope) {
        isFirst = true;
        return envelope;
      },
      editRecipient(recipient) {
        const kept = isFirst ? recipient : undefined;
        isFirst = false;
        return kept;
      },
    };
  },
  redirect: () => {
    let everybody: SmtpRecipient | undefined;
    return {
      editRecipient(recipient) {
        everybody ??= recipient;
        return everybody;
      },
    };
  },
};
