import { describe, expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";

interface Body {
  readonly in: number;
  readonly detail: string;
  readonly differences: readonly { readonly area: string; readonly where: string }[];
}

async function compare(on: { readonly url: string }, id: string, query = "") {
  const answer = await fetch(`${on.url}/api/journeys/${encodeURIComponent(id)}/compare${query}`);
  return { status: answer.status, body: (await answer.json()) as Body };
}

describe("GET /api/journeys/{id}/compare", () => {
  it("shows the signature that a smart host wrote, and that the rest is as it was", async () => {
    const on = await sandbox();
    const raw = "Subject: Budget\r\nFrom: alice@contoso.com\r\nTo: bob@contoso.com\r\n\r\nThe budget.\r\n";
    const sent = await fetch(`${on.url}/v1.0/users/alice@contoso.com/sendMail`, {
      ...{ method: "POST", headers: { "content-type": "text/plain" }, body: Buffer.from(raw).toString("base64") },
    });
    expect(sent.status).toBe(202);
    await on.idle();
    const [journey] = (await on.journeys.list({ subject: "Budget" }, { limit: 1 })).journeys;
    const { status, body } = await compare(on, journey?.id ?? "");
    expect(status).toBe(200);
    expect(body).toMatchObject({ class: "harmless", inserted: [{ type: "text/plain" }] });
    expect(body.differences.map(({ area, where }) => `${area} ${where}`)).toContain("body text/plain");
    expect((await compare(on, journey?.id ?? "", `?leg=${body.in}`)).body.detail).toContain("has no leg");

    const texts = await fetch(`${on.url}/api/journeys/${journey?.id}/compare/texts`);
    expect(await texts.json()).toEqual({
      texts: [
        { path: "", type: "text/plain", before: "The budget.\n", after: expect.stringContaining("signed"), cut: false },
      ],
    });
  });

  it("says when there is nothing to compare", async () => {
    const on = await sandbox({ config: tenant() });
    const id = await submit(on);
    expect(await compare(on, id)).toMatchObject({ status: 409, body: { detail: "It has not left over a connector." } });
    expect((await compare(on, "<none@contoso.com>")).status).toBe(404);
  });
});
