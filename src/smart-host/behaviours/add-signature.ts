// Writes a signature into text and HTML, as a signature service does: above the quoted mail, else at the end.
// Signed, encrypted and machine-made mail, calendar messages and TNEF are left alone: Outlook shows the text inside
// winmail.dat, so nobody would see what stands beside it.
import { runInTurns } from "../../mime/in-turns.ts";
import { type SignatureOptions, signatureFrom, signing } from "../signature/sign-message.ts";
import type { Behaviour } from "./behaviour.ts";

export function addSignature(options: SignatureOptions = {}): Behaviour {
  const signature = signatureFrom(options);
  return {
    name: "add-signature",
    needs: "message",
    apply: (message) => runInTurns(signing(message, signature, "leave")),
  };
}
