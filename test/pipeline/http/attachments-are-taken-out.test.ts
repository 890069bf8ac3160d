// Each attachment is a file to be kept, in every form of the message, and whatever its sender called it.
import { expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { get } from "./support.ts";

const RAW = (name: string) =>
  [
    "From: alice@contoso.com",
    "To: bob@contoso.com",
    "Subject: Files",
    "Message-ID: <files@contoso.com>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Text",
    "--b",
    "Content-Type: text/html",
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from("<script>top.fell = 1</script>").toString("base64"),
    "--b--",
    "",
  ].join("\r\n");

interface Attached {
  readonly attachments: readonly { readonly from: string; readonly name: string }[];
}

it("of a journey's forms and of legs, as octets that no browser shows", async () => {
  const on = await sandbox({ config: tenant({ ...roundTrip("builtin"), smartHost: { preset: "transparent" } }) });
  await submit(on, { raw: RAW("../x\u202e\r\nlmth.html") });
  const path = `/api/journeys/${encodeURIComponent("<files@contoso.com>")}`;
  const { forms } = await get<{ forms: { key: string }[] }>(on, `${path}/forms`);
  expect(forms.map(({ key }) => key.split("-")[0])).toContain("leg");
  for (const { key } of forms) {
    const [kind, id] = key.split("-");
    const message = kind === "leg" ? `/api/legs/${id}/message` : `${path}/message`;
    const query = kind === "leg" ? "" : `form=${key}&`;
    const [attachment] = (await get<Attached>(on, `${message}?${query}`)).attachments;
    const answer = await fetch(`${on.url}${message}/part?${query}path=${attachment?.from}`);
    expect(await answer.text()).toBe("<script>top.fell = 1</script>");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": 'attachment; filename="_x lmth.html"',
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox"),
    });
  }
});

it("what is not there is said", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { raw: RAW("a.html") });
  const path = `${on.url}/api/journeys/${encodeURIComponent("<files@contoso.com>")}/message/part`;
  expect((await fetch(`${path}?path=2`)).status).toBe(200);
  for (const query of ["path=3", "path=winmail.dat/1", "path=2&form=leg-1"])
    expect((await fetch(`${path}?${query}`)).status).toBe(404);
  expect((await fetch(`${on.url}/api/legs/1/message/part?path=1`)).status).toBe(404);
  expect((await fetch(`${path}?path=${"1.".repeat(600)}`)).status).toBe(400);
});

it("Graph names the file, too", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { raw: RAW("Zahlen für Q3.html") });
  const path = "/v1.0/users/bob@contoso.com/messages";
  const [message] = (await get<{ value: { id: string }[] }>(on, path)).value;
  const { value } = await get<{ value: { id: string }[] }>(on, `${path}/${message?.id}/attachments`);
  const answer = await fetch(`${on.url}${path}/${message?.id}/attachments/${value[0]?.id}/$value`);
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename="Zahlen f_r Q3.html"; filename*=UTF-8''Zahlen%20f%C3%BCr%20Q3.html`,
  );
});
