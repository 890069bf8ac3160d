// What an enhanced status code means to the sender of a message, and what they can do. RFC 3463 §3; codes of Exchange
// Online as in its documentation "Email non-delivery reports in Exchange Online".

export interface StatusExplanation {
  readonly happened: string;
  readonly advice: string;
}

const ADMIN = "ask your mail administrator, who can find the message in the message trace.";

/** Codes that mean something else in their other class. */
const EXACT: Readonly<Record<string, StatusExplanation>> = {
  "5.4.1": unknownAddress(), // Exchange Online: refused at RCPT by the recipient's directory
  "4.4.1": { happened: "The next server couldn't be reached.", advice: "send again later." },
};

const BY_DETAIL: Readonly<Record<string, StatusExplanation>> = {
  "1.1": unknownAddress(),
  "1.10": unknownAddress(),
  "1.3": {
    happened: "The recipient's address isn't written correctly.",
    advice: "correct the address and send again.",
  },
  "1.8": { happened: "The sender's address was refused.", advice: ADMIN },
  "2.1": { happened: "The recipient's mailbox is switched off.", advice: "reach the recipient in another way." },
  "2.2": { happened: "The recipient's mailbox is full.", advice: "send again later." },
  "2.3": {
    happened: "The message is larger than the sender may send, or this recipient takes.",
    advice: "make the message smaller, or send a link to its files.",
  },
  "3.4": { happened: "The message is too large.", advice: "make the message smaller, or send a link to its files." },
  "4.6": { happened: "The recipient's mail is forwarded in a circle.", advice: ADMIN },
  "4.7": { happened: "The message couldn't be delivered in time.", advice: "send again later." },
  "4.14": {
    happened: "The message went round in a loop: it passed too many servers.",
    advice: `${ADMIN} A routing rule probably sends a message again that has come back.`,
  },
  "4.316": { happened: "The message couldn't be delivered in time.", advice: "send again later." },
  "6.3": {
    happened: "The next server can't take 8-bit text.",
    advice: "send the message as plain text without special characters.",
  },
  "6.7": {
    happened: "The next server can't take addresses with characters beyond ASCII.",
    advice: "use an address of the recipient in ASCII.",
  },
  "6.11": { happened: "The message has line ends that mail can't have.", advice: "send it with another program." },
  "7.1": { happened: "A rule or a permission doesn't let this message pass.", advice: ADMIN },
  "7.124": {
    happened: "The group takes mail of some senders only.",
    advice: "ask an owner of the group to be let in.",
  },
  "7.129": {
    happened: "The recipient takes mail of some senders only.",
    advice: "reach the recipient in another way.",
  },
  "7.133": {
    happened: "The group takes mail from inside its organization only.",
    advice: "ask an owner of the group to allow senders outside.",
  },
  "7.134": {
    happened: "The recipient takes mail from inside the organization only.",
    advice: "reach the recipient in another way.",
  },
  "7.136": {
    happened: "The recipient takes mail from inside the organization only.",
    advice: "reach the recipient in another way.",
  },
  "7.64": { happened: "The server doesn't relay mail from here.", advice: ADMIN },
  "7.68": { happened: "The organization doesn't accept mail that is sent to it directly.", advice: ADMIN },
};

const BY_SUBJECT: Readonly<Record<string, StatusExplanation>> = {
  "1": { happened: "There is a problem with an address.", advice: "check the address and send again." },
  "2": { happened: "The recipient's mailbox didn't take the message.", advice: "send again later." },
  "3": { happened: "The recipient's mail system didn't take the message.", advice: "send again later." },
  "4": { happened: "The next server couldn't be reached, or the route to it is wrong.", advice: ADMIN },
  "5": { happened: "The servers didn't understand each other.", advice: ADMIN },
  "6": { happened: "The content can't be carried further in its form.", advice: "send it in a simpler form." },
  "7": { happened: "The message was refused for reasons of security or policy.", advice: ADMIN },
};

export function explainStatus(status: string): StatusExplanation {
  const [, subject = "", detail = ""] = status.split(".");
  return (
    EXACT[status] ??
    BY_DETAIL[`${subject}.${detail}`] ??
    BY_SUBJECT[subject] ?? { happened: "The server gave no closer reason.", advice: ADMIN }
  );
}

function unknownAddress(): StatusExplanation {
  return {
    happened: "The recipient wasn't found.",
    advice: "check the address for typing errors, and choose it anew instead of from suggestions.",
  };
}
