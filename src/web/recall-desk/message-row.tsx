// A message in a list, unread in bold; or what a recall took away, struck through, with the reason.
import { useEffect, useRef } from "preact/hooks";
import type { Recall } from "../api/answers.ts";
import { Time } from "../parts/time.tsx";
import { visibleText } from "../parts/visible-text.ts";
import type { Message } from "./graph.ts";
import type { Row } from "./mailbox-rows.ts";
import { StatusChip, TotalsChip } from "./status-chip.tsx";

interface MessageRowProps {
  readonly row: Row;
  readonly isOpen: boolean;
  /** In the sender's Sent Items: who it went to, not who it is from. */
  readonly isSent: boolean;
  /** The recall that tells most of it. */
  readonly recall: Recall | undefined;
  readonly open: () => void;
}

export function MessageRow({ row, isOpen, isSent, recall, open }: MessageRowProps) {
  const isGone = row.kind === "gone";
  const isUnread = row.kind === "message" && !row.message.isRead;
  const item = useRef<HTMLLIElement>(null);
  // j and k may choose what is out of sight in its list; the page itself stays where it is.
  useEffect(() => {
    const list = item.current?.parentElement;
    if (!isOpen || !item.current || !list) return;
    const { offsetTop: top, offsetHeight: height } = item.current;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
  }, [isOpen]);
  return (
    <li ref={item} class={`message ${isOpen ? "open" : ""} ${isGone ? "gone" : ""} ${isUnread ? "unread" : ""}`}>
      <button type="button" onClick={open} aria-pressed={isOpen} data-testid={isGone ? "gone" : "message"}>
        {isGone ? <Gone {...row} /> : <There message={row.message} isSent={isSent} isUnread={isUnread} />}
        {isSent && recall && <TotalsChip recall={recall} />}
        {row.kind === "message" && row.line && <StatusChip line={row.line} prefix="recall " />}
      </button>
    </li>
  );
}

function There({ message, isSent, isUnread }: { message: Message; isSent: boolean; isUnread: boolean }) {
  const people = isSent ? message.toRecipients : message.from ? [message.from] : [];
  const [first, ...others] = people.map(({ emailAddress }) => visibleText(emailAddress.name || emailAddress.address));
  return (
    <>
      <span class="who">
        {isUnread && <span class="visually-hidden">unread, </span>}
        {isSent && "to "}
        <bdi>{first ?? "nobody"}</bdi>
        {others.length > 0 && ` +${others.length}`}
      </span>
      <Time at={message.receivedDateTime} />
      <span class="subject" dir="auto">
        {visibleText(message.subject) || "(no subject)"}
      </span>
    </>
  );
}

function Gone({ recall, line }: Extract<Row, { kind: "gone" }>) {
  return (
    <>
      <span class="who">
        <bdi>{recall.mailbox}</bdi>
      </span>
      <Time at={line.at} />
      <del class="subject" dir="auto">
        {visibleText(recall.subject) || "(no subject)"}
      </del>
      <span class="visually-hidden">, gone</span>
      <StatusChip line={line} />
    </>
  );
}
