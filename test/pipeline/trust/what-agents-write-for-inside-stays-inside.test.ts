import { expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";

it("an Organization header that an agent sets late does not leave", async () => {
  const late = {
    name: "Late",
    priority: 500,
    onCategorized: (_: unknown, item: { headers: { set(name: string, value: string): void } }) =>
      item.headers.set("X-MS-Exchange-Organization-Secret", "inside"),
  };
  const on = await sandbox({ config: tenant(), agents: { routing: [late] } });
  await submit(on, { to: "frank@fabrikam.com" });

  const [mail] = await on.internet.list();
  const text = (await on.internet.bytes(mail?.id ?? 0))?.toString() ?? "";
  expect(text).toContain("X-OriginatorOrg: contoso.com");
  expect(text).not.toContain("Secret");
});
