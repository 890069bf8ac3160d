// Mail that programs write for programs: reports and calendars.
import { type Entity, enclosed, html, lines, multipart, text } from "./compose.ts";

const ORIGINAL = ["From: <alice@contoso.com>", "To: <carol@fabrikam.com>", "Subject: Offer"];
const ORIGINAL_ID = "<1.original@recall-check.example>";

/** A non-delivery report with the message that could not be delivered. RFC 3464 §2 */
export function deliveryReport(): Entity {
  const status = lines(
    ...["Reporting-MTA: dns; mail.fabrikam.com", "Arrival-Date: Thu, 26 Nov 2026 10:00:00 +0000", ""],
    ...["Original-Recipient: rfc822;carol@fabrikam.com", "Final-Recipient: rfc822;carol@fabrikam.com"],
    ...["Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 No such user"],
  );
  const content = text("The offer is attached.\r\n", { charset: "us-ascii" });
  return multipart("report; report-type=delivery-status", [
    text("Your message to carol@fabrikam.com could not be delivered.\r\n", { charset: "us-ascii" }),
    { fields: ["Content-Type: message/delivery-status"], body: Buffer.from(status) },
    enclosed([...ORIGINAL, `Message-ID: ${ORIGINAL_ID}`, "Date: Thu, 26 Nov 2026 09:59:00 +0000"], content),
  ]);
}

/** RFC 8098 §3 */
export function readReceipt(): Entity {
  const notification = lines(
    ...["Reporting-UA: mail.fabrikam.com; Example Mail 1.0", "Original-Recipient: rfc822;carol@fabrikam.com"],
    ...["Final-Recipient: rfc822;carol@fabrikam.com", `Original-Message-ID: ${ORIGINAL_ID}`],
    "Disposition: manual-action/MDN-sent-manually; displayed",
  );
  return multipart("report; report-type=disposition-notification", [
    text("Your message was read on Thursday.\r\n", { charset: "us-ascii" }),
    { fields: ["Content-Type: message/disposition-notification"], body: Buffer.from(notification) },
  ]);
}

export type CalendarMethod = "REQUEST" | "CANCEL" | "REPLY";

/** RFC 5545 §3.4, with a line that is folded and text beyond ASCII. */
export function calendar(method: CalendarMethod): string {
  return lines(
    ...["BEGIN:VCALENDAR", "PRODID:-//Example//Recall check//EN", "VERSION:2.0", `METHOD:${method}`],
    ...["BEGIN:VEVENT", "UID:040000008200E00074C5B7101A82E00800000000", "DTSTAMP:20261126T100000Z"],
    ...["DTSTART:20261201T090000Z", "DTEND:20261201T100000Z", `SEQUENCE:${method === "CANCEL" ? 1 : 0}`],
    ...["SUMMARY:Größe der Räume", "DESCRIPTION:The rooms are measured\\, then we choose one. Bring a ruler\\, a pe"],
    ...[" ncil and the plan.", "ORGANIZER;CN=Alice:mailto:alice@contoso.com"],
    `ATTENDEE;PARTSTAT=${method === "REPLY" ? "ACCEPTED" : "NEEDS-ACTION"};CN=Bob:mailto:bob@contoso.com`,
    ...[`STATUS:${method === "CANCEL" ? "CANCELLED" : "CONFIRMED"}`, "END:VEVENT", "END:VCALENDAR"],
  );
}

/** As Outlook sends it: the calendar is one more form of the text. RFC 6047 §2.4 */
export function meeting(method: CalendarMethod): Entity {
  return multipart("alternative", [
    text("Größe der Räume, Tuesday at 9.\r\n", { encoding: "quoted-printable" }),
    html("<html><body><p>Größe der Räume, Tuesday at 9.</p></body></html>\r\n"),
    text(calendar(method), { subtype: "calendar", parameters: `method=${method}`, encoding: "base64" }),
  ]);
}
