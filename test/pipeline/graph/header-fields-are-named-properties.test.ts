// Set-TransportConfig -HeaderPromotionModeSetting, as clients of Graph see it.
import { expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { deliverFromOutside, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { cmdlet, get } from "../http/support.ts";

const ticket = "String {00020386-0000-0000-C000-000000000046} Name X-Ticket";
const sharing = "String {00020386-0000-0000-C000-000000000046} Name x-sharing-flavor";
const headers = { "X-Ticket": "=?utf-8?Q?N=C2=BA_42?=", "X-Sharing-Flavor": "20310" };

interface Shown {
  readonly subject: string;
  readonly singleValueExtendedProperties?: readonly { readonly value: string }[];
}

const inbox = (on: Sandbox, query: string) =>
  get<{ value: Shown[] }>(on, `/v1.0/users/bob@contoso.com/mailFolders/inbox/messages?${query}`);

/** "Inside: Nº 42, 20310" for each of Bob's messages, oldest first. */
async function shown(on: Sandbox): Promise<string[]> {
  const filter = `singleValueExtendedProperties($filter=id eq '${ticket}' or id eq '${sharing}')`;
  const { value } = await inbox(on, `$select=subject&$expand=${encodeURIComponent(filter)}`);
  return value
    .map(
      ({ subject, singleValueExtendedProperties: properties = [] }) =>
        `${subject}: ${properties.map((one) => one.value).join(", ")}`,
    )
    .sort();
}

test.each([
  ["MustCreate", ["Inside: Nº 42, 20310", "Outside: Nº 42, 20310"]],
  ["MayCreate", ["Inside: Nº 42, 20310", "Outside: 20310"]],
  ["NoCreate", ["Inside: 20310", "Outside: 20310"]],
  [undefined, ["Inside: 20310", "Outside: 20310"]],
])("HeaderPromotionModeSetting: %s, of an authenticated sender and of another", async (mode, expected) => {
  const on = await sandbox({ config: tenant() });
  if (mode) await cmdlet(on, "Set-TransportConfig", { HeaderPromotionModeSetting: mode });
  await submit(on, { subject: "Inside", headers });
  await deliverFromOutside(on, { subject: "Outside", headers });
  await on.idle();
  expect(await shown(on)).toEqual(expected);
});

test("HeaderPromotionModeSetting: messages are found by such a property, and keep theirs when the mode changes", async () => {
  const on = await sandbox({ config: tenant() });
  await cmdlet(on, "Set-TransportConfig", { HeaderPromotionModeSetting: "MustCreate" });
  await submit(on, { subject: "Created", headers });
  await cmdlet(on, "Set-TransportConfig", { HeaderPromotionModeSetting: "NoCreate" });
  await submit(on, { subject: "Known", headers });
  const named = (value: string) =>
    `singleValueExtendedProperties/any(ep: ep/id eq '${ticket}' and ep/value eq '${value}')`;
  const found = await inbox(on, `$filter=${encodeURIComponent(named("Nº 42"))}`);
  expect(found.value.map(({ subject }) => subject)).toEqual(["Created"]);
  expect((await inbox(on, `$filter=${encodeURIComponent(named("43"))}`)).value).toEqual([]);
});
