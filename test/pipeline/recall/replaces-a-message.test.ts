// Recall and replace: the original goes, and another message comes as any mail does. R5, scenario 40
import { expect, it } from "vitest";
import { failure, library, Q3 } from "../../support/library.ts";

const CORRECTED = { to: "bob@contoso.com", subject: "Q3 numbers, corrected", text: "Now they are right.\n" };
const BOB = "bob@contoso.com";

async function inbox(sandbox: Awaited<ReturnType<typeof library>>) {
  return sandbox.mailbox(BOB).messages();
}

it.each(["outlook", undefined] as const)(
  "with client %s: the second message has its signature, and no tie to the first",
  async (client) => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    const recall = await message.recall({ replaceWith: CORRECTED, ...(client && { client }) });

    expect(recall.byRecipient).toEqual({ [BOB]: "recalled" });
    const [second, ...others] = await inbox(sandbox);
    expect(others).toEqual([]);
    expect(second).toMatchObject({ subject: CORRECTED.subject, messageId: recall.replacement?.messageId });
    expect(second?.headers.get("X-Sandbox-Signature")).toBe("true");
    expect(second?.headers.get("References")).toBeUndefined();
    expect(second?.headers.get("In-Reply-To")).toBeUndefined();
    expect((await recall.replacement?.journey())?.verdict).not.toBe("lost");
    expect((await sandbox.mailbox(Q3.from).messages("sentitems")).map(({ subject }) => subject).sort()).toEqual([
      "Q3 numbers",
      CORRECTED.subject,
    ]);
  },
);

it("a replacement that is refused leaves the original alone", async () => {
  const sandbox = await library();
  const message = await sandbox.send(Q3);
  const said = await failure(message.recall({ replaceWith: { ...CORRECTED, from: "carol@contoso.com" } }));
  expect(said).toContain("Nothing was recalled: the message in its place was refused: 5");
  await sandbox.idle();
  expect((await inbox(sandbox)).map(({ subject }) => subject)).toEqual(["Q3 numbers"]);
});

it("a recall that is refused sends nothing", async () => {
  const sandbox = await library({ organizationConfig: { messageRecallEnabled: false } });
  const message = await sandbox.send(Q3);
  expect(await failure(message.recall({ replaceWith: CORRECTED }))).toContain("turned off for this organization");
  await sandbox.idle();
  expect((await inbox(sandbox)).map(({ subject }) => subject)).toEqual(["Q3 numbers"]);
});

async function recallUrl(sandbox: Awaited<ReturnType<typeof library>>): Promise<string> {
  const folder = `${sandbox.url}/beta/users/${Q3.from}/mailFolders/sentitems/messages`;
  const { value } = (await (await fetch(folder)).json()) as { value: { id: string }[] };
  return `${folder}/${value[0]?.id}/recall`;
}

it("over HTTP the body of recall is what sendMail takes: one call for both, or for neither", async () => {
  const sandbox = await library();
  await sandbox.send(Q3);
  await sandbox.idle();
  const url = await recallUrl(sandbox);
  const ask = (mime: string) =>
    fetch(url, {
      method: "POST",
      headers: { "Content-Type": "text/plain" },
      body: Buffer.from(mime).toString("base64"),
    });

  const nobody = await ask("From: alice@contoso.com\nSubject: To nobody\n\nHello\n");
  expect(nobody.status).toBe(400);
  const another = await ask("From: carol@contoso.com\nTo: bob@contoso.com\nSubject: Not mine\n\nHello\n");
  expect(another.status).toBe(403);
  await sandbox.idle();
  expect((await inbox(sandbox)).map(({ subject }) => subject)).toEqual(["Q3 numbers"]);

  const both = await ask("From: alice@contoso.com\nTo: bob@contoso.com\nSubject: Corrected\n\nHello\n");
  expect(both.status).toBe(202);
  expect(await both.json()).toMatch(/^Successfully submitted recall request to Hub server .*, MessageId is \S+\.$/);
  await sandbox.idle();
  expect((await inbox(sandbox)).map(({ subject }) => subject)).toEqual(["Corrected"]);
});
