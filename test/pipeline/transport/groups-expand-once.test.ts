import { describe, expect, it } from "vitest";
import { sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { trail } from "../../support/transport.ts";

const config = tenant({
  contacts: [{ address: "frank@contoso.com", externalAddress: "frank@fabrikam.com" }],
  groups: [
    { address: "all@contoso.com", members: ["north@contoso.com", "south@contoso.com", "bob@contoso.com"] },
    { address: "north@contoso.com", members: ["bob@contoso.com", "carol@contoso.com"] },
    { address: "south@contoso.com", members: ["all@contoso.com", "dave@contoso.com", "frank@contoso.com"] },
    { address: "ghosts@contoso.com", members: [] },
  ],
});

describe("a group", () => {
  it("becomes its members, nested groups too, each once, and circles end", async () => {
    const on = await sandbox({ config });
    const id = await submit(on, { to: "all@contoso.com", subject: "All" });
    for (const name of ["bob", "carol", "dave"]) expect(await subjects(on, name)).toEqual(["All"]);
    expect((await on.internet.list()).map((message) => message.recipients)).toEqual([["frank@fabrikam.com"]]);
    const delivered = (await trail(on, id)).filter((line) => line.startsWith("DELIVER"));
    expect(delivered).toEqual(["DELIVER bob@contoso.com carol@contoso.com dave@contoso.com"]);
    expect((await trail(on, id))[1]).toBe(
      "EXPAND bob@contoso.com carol@contoso.com dave@contoso.com frank@contoso.com",
    );
  });

  it("and its member named beside it get one copy", async () => {
    const on = await sandbox({ config });
    await submit(on, { to: ["carol@contoso.com", "north@contoso.com", "Carol@Contoso.com"], subject: "Once" });
    expect(await subjects(on, "carol")).toEqual(["Once"]);
    expect(await subjects(on, "bob")).toEqual(["Once"]);
  });

  it("without members is nobody: the message ends there, without an NDR", async () => {
    const on = await sandbox({ config });
    const id = await submit(on, { to: "ghosts@contoso.com" });
    expect(await trail(on, id)).toEqual(["RECEIVE ghosts@contoso.com", "EXPAND"]);
    expect(await subjects(on, "alice")).toEqual([]);
    expect(await on.queue.counts()).toEqual([]);
  });
});
