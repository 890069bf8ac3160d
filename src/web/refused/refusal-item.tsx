// One refusal: who came, what was wanted, what the tenant said, and all that was said before.
import { Copy } from "../parts/copy.tsx";
import { RawText } from "../parts/raw-text.tsx";
import { Time } from "../parts/time.tsx";
import { visibleText } from "../parts/visible-text.ts";
import type { Refusal } from "./use-refusals.ts";

const ANSWERED = {
  connect: "to the connection",
  mail: "to MAIL FROM",
  rcpt: "to RCPT TO",
  data: "to DATA",
  endOfData: "to the end of the message",
} as const;

export function RefusalItem({ refusal }: { refusal: Refusal }) {
  const { id, at, listener, phase, from, to, reply, messageId, transcript } = refusal;
  return (
    <li class="refusal" data-testid={`refusal-${id}`}>
      <p class="refusal-reply">
        <b>{visibleText(reply)}</b> <span class="faint">{ANSWERED[phase]}</span>
      </p>
      <p>
        <bdi>{from === "" ? "<>" : visibleText(from)}</bdi> → <bdi>{visibleText(to.join(", ")) || "nobody yet"}</bdi>
      </p>
      <p class="faint">
        <Time at={at} />, <b>{listener}</b>, from {refusal.peer}
        {refusal.helo !== "" && ` (${visibleText(refusal.helo)})`}, {security(refusal)}
        {refusal.user !== null && `, signed in as ${visibleText(refusal.user)}`}
      </p>
      {messageId !== "" && (
        <p>
          <Copy text={messageId} label="the Message-ID" />
        </p>
      )}
      <details>
        <summary>What was said</summary>
        <RawText label="Transcript" text={transcript.join("\n")} wraps />
      </details>
    </li>
  );
}

function security({ tls, certificate }: Refusal): string {
  if (tls === null) return "without TLS";
  if (!certificate) return `${tls}, without a certificate`;
  const names = visibleText(certificate.names.join(", "));
  return `${tls}, certificate ${names}${certificate.trusted ? "" : ", which is not trusted"}`;
}
