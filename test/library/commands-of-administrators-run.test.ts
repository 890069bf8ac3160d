// Commands that Microsoft's page and vendors' articles on recall quote, word for word; placeholders have their values.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../../src/cli/program.ts";
import { type Sandbox, scenario, startSandbox } from "../../src/library/index.ts";
import { fakeTerminal } from "../unit/cli/terminal.ts";

let sandbox: Sandbox;
let recallId: string;
const folder = mkdtempSync(join(tmpdir(), "exo-"));

beforeAll(async () => {
  sandbox = await startSandbox({ config: scenario("default"), now: "2023-08-14T21:51:20Z" });
  const message = await sandbox.send({ from: "alice@contoso.com", to: "bob@contoso.com", subject: "Q3 numbers" });
  await sandbox.idle();
  const recall = await message.recall();
  await sandbox.idle();
  recallId = recall.requestMessageId;
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As somebody types it at the command line. */
async function exo(...argv: string[]) {
  const terminal = fakeTerminal();
  const code = await run(["exo", "--url", sandbox.url, ...argv], terminal);
  return { code, out: terminal.written.join("\n"), err: terminal.complained.join("\n") };
}
const config = async (name: string) => (await sandbox.exo("Get-OrganizationConfig"))[0]?.[name];

it("Set-OrganizationConfig: every switch of recall is set, in both its forms", async () => {
  for (const [name, value] of [
    ["RecallReadMessagesEnabled", "$true"],
    ["RecallReadMessagesEnabled", "$false"],
    ["MessageRecallEnabled", "$false"],
    ["MessageRecallEnabled", "$true"],
    ["MessageRecallAlertRecipientsEnabled", "$True"],
    ["MessageRecallAlertRecipientsReadMessagesOnlyEnabled", "$True"],
    ["MessageRecallMaxRecallableAge", "30.00:00:00"],
  ] as const) {
    expect(await exo(`Set-OrganizationConfig -${name} ${value}`)).toMatchObject({ code: 0, out: "" });
    const shown = value.startsWith("$") ? value.toLowerCase() === "$true" : value;
    expect(await config(name)).toBe(shown);
  }
});

it("Set-OrganizationConfig: $true/false is no Boolean, and [DDDD.HH:MM:SS] is no value", async () => {
  for (const name of ["RecallReadMessagesEnabled", "MessageRecallEnabled"]) {
    const { code, err } = await exo(`Set-OrganizationConfig -${name} $true/false`);
    expect(code).toBe(1);
    expect(err).toContain(`parameter '${name}'. Cannot convert value "True/false" to type "System.Boolean"`);
  }
  for (const value of ["[DDDD.HH:MM:SS]", "[$False | $True]"]) {
    const { code, err } = await exo(`Set-OrganizationConfig -MessageRecallMaxRecallableAge ${value}`);
    expect(code).toBe(1);
    expect(err).toMatch(/without brackets, such as \$true or 30\.00:00:00[\s\S]*At line:1 char:55/);
  }
});

it("Get-MessageTrace: pasted with its prompt, it is the table of the page", async () => {
  const { code, out, err } = await exo("PS C:\\> Get-MessageTrace -SenderAddress alice@contoso.com");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const [blank, head, dashes, first] = out.split("\n");
  expect(blank).toBe("");
  expect(head).toMatch(/^Received +Sender Address +Recipient Address +Subject +Status$/);
  expect(dashes).toMatch(/^-{8} +-{14} +-{17} +-{7} +-{6}$/);
  expect(first).toMatch(/^8\/14\/2023 9:51:20 PM alice@contoso\.com bob@contoso\.com +(?:Recall: )?Q3 numbers +\w+$/);
});

it("Get-MessageTraceDetail: takes what it needs of the trace's rows", async () => {
  const { code, out, err } = await exo(
    'Get-MessageTrace -SenderAddress alice@contoso.com -MessageId "<Message ID of recall message>" | Get-MessageTraceDetail -Event Drop | fl',
    "--define",
    `Message ID of recall message=${recallId}`,
  );
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(
    /^Event +: Drop\nAction +:\nDetail +: Reason: \[Stage: OnPromotedEvent\]\[Agent: Transport Message Recall Agent\];Message recall process complete, dropping the recall email\. Result:Success/m,
  );
  const nothing = await exo(
    'Get-MessageTrace -MessageId "<Message ID of recall message>" | Get-MessageTraceDetail -Event Drop | fl',
  );
  expect(nothing).toMatchObject({ code: 0, out: "" });
});

/** The page's script; its file name is the only other thing that is filled in. */
const SCRIPT = (
  file: string,
) => `$results = Get-MessageTrace -MessageID "<message ID of recall message>" -StartDate <date> -EndDate <date2>

$detail = foreach ($result in $results) {Get-MessageTraceDetail -RecipientAddress $result.recipientaddress -MessageTraceId $result.messagetraceid | select organization, messageid, messagetraceid, date, event, action, detail, data, @{n='SenderAddress';e={$result.senderaddress}}, @{n='RecipientAddress';e={$result.recipientaddress}}}

$detail | Export-Csv ${file} -Append -NoTypeInformation
`;

it("the page's script fills its CSV file, and fills it further", async () => {
  const file = join(folder, "msgtraceBrid.csv");
  const define = { "message ID of recall message": recallId, date: "8/13/2023", date2: "8/15/2023" };
  expect(await sandbox.exo(SCRIPT(file), { define })).toEqual([]);
  const [header, ...rows] = readFileSync(file, "utf8").trimEnd().split(/\r?\n/);
  expect(header?.toLowerCase()).toBe(
    '"organization","messageid","messagetraceid","date","event","action","detail","data","senderaddress","recipientaddress"',
  );
  expect(rows.length).toBeGreaterThan(1);
  for (const row of rows) expect(row).toMatch(/,"alice@contoso\.com","bob@contoso\.com"$/);
  await sandbox.exo(SCRIPT(file), { define });
  expect(readFileSync(file, "utf8").trimEnd().split(/\r?\n/)).toEqual([header, ...rows, ...rows]);
});

it("Get-Help: says in a line what a cmdlet does", async () => {
  const { out } = await exo("Get-Help Get-MessageTraceDetail");
  expect(out).toContain("SYNOPSIS\n    Shows the events of one message for one recipient.\n");
});

it("Select-Object: the first five of thousands come at once", async () => {
  const mailboxes = Array.from({ length: 5000 }, (_, index) => ({ address: `user${index}@contoso.com` }));
  const large = await startSandbox({ config: { mailboxes } });
  try {
    const first = await large.exo("Get-Recipient -ResultSize Unlimited | Select-Object -First 5 PrimarySmtpAddress");
    expect(first).toHaveLength(5);
    const all = await large.exo(
      "Get-Mailbox -ResultSize Unlimited | where Name -like user499* | sort Name | select Name",
    );
    expect(all).toHaveLength(11);
  } finally {
    await large.stop();
  }
}, 15_000);

it("exo: JSON for scripts, errors in the exit code, a question that nobody can answer", async () => {
  const { out } = await exo("--json", "Get-RemoteDomain | select Name, TNEFEnabled, WhenCreated");
  expect(JSON.parse(out)).toEqual([{ Name: "Default", TNEFEnabled: null, WhenCreated: expect.stringMatching(/Z$/) }]);
  await exo("New-RemoteDomain -Name F -DomainName fabrikam.com");
  const asked = await exo("Remove-RemoteDomain F");
  expect(asked).toMatchObject({ code: 1, out: "" });
  expect(asked.err).toContain("add -Confirm:$false, or --yes");
  expect(await exo("Get-RemoteDomain F | Remove-RemoteDomain -WhatIf")).toMatchObject({
    code: 0,
    out: 'What if: Removing remote domain "F".',
  });
  expect(await exo("--yes", "Remove-RemoteDomain F")).toMatchObject({ code: 0, err: "" });
  const gone = await exo("Get-RemoteDomain F");
  expect(gone.code).toBe(1);
  expect(gone.err).toMatch(
    /^Get-RemoteDomain : The operation couldn't be performed because object 'F'[\s\S]*ObjectNotFound/,
  );
});

it("exo: at a terminal it asks, and an answer decides", async () => {
  const ask = async (answer: string) => {
    const terminal = fakeTerminal({ ask: async () => answer });
    await run(["exo", "--url", sandbox.url, "Get-RemoteDomain *.test | Remove-RemoteDomain"], terminal);
    const left = (await sandbox.exo("Get-RemoteDomain | where Name -like *.test")).length;
    return { left, asked: terminal.complained.filter((line) => line.includes('Removing remote domain "')).length };
  };
  for (const name of ["a", "b", "c"]) await sandbox.exo(`New-RemoteDomain -Name ${name}.test -DomainName ${name}.test`);
  expect(await ask("n")).toEqual({ left: 3, asked: 3 });
  expect(await ask("All")).toEqual({ left: 0, asked: 1 });
});

it("exo() of the library gives objects, and throws every error with its place", async () => {
  expect(await sandbox.exo("(Get-MessageTrace)[0]").catch(String)).toContain("ExoError: 1:19 Indexing");
  const failed = await sandbox.exo("Get-Mailbox nobody\nGet-Mailbox -Foo 1").catch((error: unknown) => error);
  expect(failed).toMatchObject({ name: "ExoError", errors: [{ command: "Get-Mailbox" }, { command: "Get-Mailbox" }] });
  expect(String(failed)).toMatch(/^ExoError: 1:1 Get-Mailbox : .*'nobody'.*\n2:13 Get-Mailbox : .*'Foo'/);
  const [row] = await sandbox.exo<{ Received: Date }>("Get-MessageTrace | select -First 1");
  expect(row?.Received).toEqual(new Date("2023-08-14T21:51:20Z"));
});
