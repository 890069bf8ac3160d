// Signs mail as add-signature does, and TNEF mail in the text beside winmail.dat only: Outlook, which shows the text
// inside, shows no signature. TNEF that is no mail (recalls, meetings, tasks) is left alone.
import { runInTurns } from "../../mime/in-turns.ts";
import { type SignatureOptions, signatureFrom, signing } from "../signature/sign-message.ts";
import type { Behaviour } from "./behaviour.ts";

export function stampTextPartOnly(options: SignatureOptions = {}): Behaviour {
  const signature = signatureFrom(options);
  return {
    name: "stamp-text-part-only",
    needs: "message",
    apply: (message) => runInTurns(signing(message, signature, "sign-mail")),
  };
}
