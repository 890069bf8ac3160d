import { expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";

const load = (...remoteDomains: object[]) => loadConfiguration({ remoteDomains }).organization.remoteDomains;

test("a remote domain of the file has the defaults of New-RemoteDomain", () => {
  expect(load({ domainName: "*" }, { domainName: "*.fabrikam.com" })).toEqual([
    expect.objectContaining({ name: "Default", domainName: "*" }),
    {
      name: "*.fabrikam.com",
      domainName: "*.fabrikam.com",
      tnefEnabled: null,
      autoForwardEnabled: true,
      autoReplyEnabled: true,
      allowedOOFType: "External",
      characterSet: null,
      nonMimeCharacterSet: "iso-8859-1",
      byteEncoderTypeFor7BitCharsets: "Undefined",
      contentType: "MimeHtmlText",
      lineWrapSize: "Unlimited",
    },
  ]);
});

test("values are taken in any case", () => {
  const given = { characterSet: "UTF-8", byteEncoderTypeFor7BitCharsets: "useqp", lineWrapSize: "unlimited" };
  expect(load({ domainName: "fabrikam.com", name: "Partner", contentType: "mimehtml", ...given })).toMatchObject([
    {
      name: "Partner",
      contentType: "MimeHtml",
      characterSet: "utf-8",
      byteEncoderTypeFor7BitCharsets: "UseQP",
      lineWrapSize: "Unlimited",
    },
  ]);
});

test.each([
  [{ domainName: "mail.*.com" }, "a star can't stand elsewhere"],
  [{ contentType: "Html" }, "must be MimeHtmlText, MimeText or MimeHtml, not `Html`"],
  [{ characterSet: "utf-9" }, "not `utf-9`; did you mean `utf-8`?"],
  [{ lineWrapSize: 133 }, "must be at most 132"],
  [{ lineWrapSize: "wide" }, "must be unlimited or a number from 0 to 132"],
  [{ byteEncoderTypeFor7BitCharsets: "UseQQ" }, "must be Use7Bit, UseQP"],
  [{ name: "Default" }, 'must be Default for "*", and only for that'],
  [{ domainName: "*", name: "All" }, 'must be Default for "*", and only for that'],
])("%j is refused", (given, message) => {
  expect(() => load({ domainName: "fabrikam.com", ...given })).toThrow(message);
});

test("two remote domains can't have one name", () => {
  expect(() => load({ domainName: "a.com", name: "Partner" }, { domainName: "b.com", name: "partner" })).toThrow(
    "`partner` is the name of remoteDomains.0 already",
  );
});
