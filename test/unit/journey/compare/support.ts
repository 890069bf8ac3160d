// What a smart host makes of a message, and what a comparison says of that.
import { compareMessages } from "../../../../src/journey/compare/compare.ts";
import type { Comparison, DeclaredEdits, Difference } from "../../../../src/journey/compare/comparison.ts";
import { HeaderBlock } from "../../../../src/mime/header-block.ts";
import { splitMessage, toCrlf } from "../../../../src/mime/message.ts";
import { type Behaviour, newFate } from "../../../../src/smart-host/behaviours/behaviour.ts";
import { type PresetName, presetBehaviours } from "../../../../src/smart-host/presets.ts";

export const mail = (text: string): Buffer => Buffer.from(toCrlf(text), "utf8");

/** With the Received field that every hop adds. */
export async function through(bytes: Buffer, behaviours: readonly Behaviour[]): Promise<Buffer> {
  const { headers, body } = splitMessage(bytes);
  const message = {
    envelope: { from: "alice@contoso.com", recipients: [], parameters: new Map() } as never,
    headers: HeaderBlock.parse(headers),
    body,
    fate: newFate(),
  };
  for (const behaviour of behaviours) {
    if (behaviour.needs === "message" && message.fate.keepsBody) continue;
    await behaviour.apply(message, { hostname: "vendor.example" });
  }
  message.headers.prepend("Received", "from contoso.com by vendor.example; Fri, 20 Nov 2026 12:00:01 +0000");
  return Buffer.concat([message.headers.toBuffer(), message.body]);
}

export const throughPreset = (bytes: Buffer, preset: PresetName): Promise<Buffer> =>
  through(bytes, presetBehaviours(preset));

export const compare = (left: Buffer | string, right: Buffer | string, edits?: DeclaredEdits): Promise<Comparison> =>
  compareMessages(
    typeof left === "string" ? mail(left) : left,
    typeof right === "string" ? mail(right) : right,
    edits ? { edits } : {},
  );

/** "fatal header changed Message-ID" */
export const listed = ({ differences }: Pick<Comparison, "differences">): string[] =>
  differences.map((one: Difference) => `${one.class} ${one.area} ${one.kind} ${one.where}`);

export const PLAIN = `Received: from client by contoso.com; Fri, 20 Nov 2026 12:00:00 +0000
From: "Alice Contoso" <alice@contoso.com>
To: bob@contoso.com
Subject: Budget for the third quarter of the year, as it was agreed upon last week in Berlin
Date: Fri, 20 Nov 2026 12:00:00 +0000
Message-ID: <budget@contoso.com>
X-MS-Exchange-CrossTenant-Id: 11111111-2222-3333-4444-555555555555
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 7bit

Dear Bob,

here is the budget.
`;

export const RICH = `From: alice@contoso.com
To: bob@contoso.com
Subject: Budget
Date: Fri, 20 Nov 2026 12:00:00 +0000
Message-ID: <budget@contoso.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=utf-8

Dear Bob,

here is the budget.

On Monday, Bob Contoso <bob@contoso.com> wrote:
> Where is the budget?
--inner
Content-Type: text/html; charset=utf-8

<html><body><p>Dear Bob,</p><p>here is the budget.</p><div id="appendonsend"></div><hr tabindex="-1"><p>Where is the budget?</p></body></html>
--inner--

--outer
Content-Type: application/pdf; name="budget.pdf"
Content-Disposition: attachment; filename="budget.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQKJeLjz9MKMSAwIG9iago8PC9UeXBlL0NhdGFsb2c+PgplbmRvYmoK
--outer--
`;
