// Values of an export in the words of the configuration file: enums by number, sizes with their bytes, time spans.
import { formatDuration } from "../units.ts";
import { ExportedObject as Exported, type ExportedObject, type ExportedRecord } from "./exported-object.ts";
import type { ObjectReport } from "./report.ts";

/** As .NET numbers them: ConvertTo-Json of Windows PowerShell writes the number. */
const ENUMS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  state: ["Enabled", "Disabled"],
  mode: ["Audit", "AuditAndNotify", "Enforce"],
  senderaddresslocation: ["Header", "Envelope", "HeaderOrEnvelope"],
  ruleerroraction: ["Ignore", "Defer"],
  fromscope: ["InOrganization", "NotInOrganization"],
  senttoscope: ["InOrganization", "NotInOrganization", "ExternalPartner", "ExternalNonPartner"],
  connectortype: { 1: "OnPremises", 2: "Partner" },
  tlssettings: { 1: "EncryptionOnly", 2: "CertificateValidation", 3: "DomainValidation" },
  domaintype: ["Authoritative", "ExternalRelay", "InternalRelay"],
  allowedooftype: ["External", "InternalLegacy", "ExternalLegacy", "None"],
  contenttype: ["MimeHtmlText", "MimeText", "MimeHtml"],
  byteencodertypefor7bitcharsets: {
    0: "Use7Bit",
    1: "UseQP",
    2: "UseBase64",
    5: "UseQPHtmlDetectTextPlain",
    6: "UseBase64HtmlDetectTextPlain",
    13: "UseQPHtml7BitTextPlain",
    14: "UseBase64Html7BitTextPlain",
  },
};

/** What the file takes for a property. */
export function readValue(object: ExportedObject, property: string, report: ObjectReport): unknown {
  const value = object.get(property);
  if (typeof value === "number") return readNumber(property, value, report);
  if (typeof value === "string") return readText(value);
  if (Array.isArray(value)) return object.list(property);
  if (typeof value !== "object" || value === null) return value;
  const ticks = new Exported(value as ExportedRecord).get("Ticks");
  // A TimeSpan counts tenths of microseconds.
  return typeof ticks === "number" ? formatDuration(Math.round(ticks / 10_000)) : object.text(property);
}

function readNumber(property: string, value: number, report: ObjectReport): unknown {
  const name = property.toLowerCase().replace(/^exceptif/, "");
  const word = ENUMS[name]?.[value];
  if (word === undefined) return value;
  report.approximated(
    property,
    `the number ${value} is read as ${word}; ConvertTo-Json -EnumsAsStrings leaves no doubt`,
  );
  return word;
}

/** "10 MB (10,485,760 bytes)" */
function readText(text: string): unknown {
  const bytes = /^[\d.,]+ [KMGT]?B \(([\d,. ]+) bytes\)$/i.exec(text)?.[1];
  return bytes === undefined ? text : Number(bytes.replace(/\D/g, ""));
}
