import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TYPE } from "../../../src/tnef/property.ts";
import { MEANING } from "../../../src/tnef/property-meanings.ts";
import { NAMED, namedName, PSETID, setName, TAG, tagName, tagNamed } from "../../../src/tnef/property-tags.ts";
import { printMeanings, printTable, readRows } from "../../checks/property-tags.ts";

const HEADER = "kind\tkey\ttype\tname\tclass\tmeaning";

describe("tagName()", () => {
  it("gives the canonical name of an id", () => {
    expect(tagName(0x300b)).toBe("PidTagSearchKey");
    expect(tagName(0x1035)).toBe("PidTagInternetMessageId");
    expect(tagName(0x5d02)).toBe("PidTagSentRepresentingSmtpAddress");
    expect(tagName(0x4321)).toBeUndefined();
  });

  it("goes by the type where an id has two properties, whatever the form of text", () => {
    expect(tagName(0x1013, { type: TYPE.Binary })).toBe("PidTagHtml");
    expect(tagName(0x1013, { type: TYPE.String })).toBe("PidTagBodyHtml");
    expect(tagName(0x1013, { type: TYPE.String8 })).toBe("PidTagBodyHtml");
    expect(tagName(0x3701, { type: TYPE.Object })).toBe("PidTagAttachDataObject");
  });

  it("goes by the message class where an id means something else on a recall request", () => {
    const recall = { messageClass: "IPM.Outlook.Recall" };
    expect([0x6800, 0x6801, 0x6802, 0x6803, 0x6804].map((id) => tagName(id, recall))).toEqual([
      "RecallSearchKey",
      "RecallMessageFlags",
      "RecallMessageClass",
      "SendRecallReport",
      "RecallOptions",
    ]);
    const voice = { messageClass: "IPM.Note.Microsoft.Voicemail.UM.CA" };
    expect([0x6801, 0x6802, 0x6803, 0x6804].map((id) => tagName(id, voice))).toEqual([
      "PidTagVoiceMessageDuration",
      "PidTagSenderTelephoneNumber",
      "PidTagVoiceMessageSenderName",
      "PidTagFaxNumberOfPages",
    ]);
    expect(tagName(0x6801, { messageClass: "IPM.Outlook.Recalls" })).toBe("PidTagVoiceMessageDuration");
  });
});

describe("names of properties without an id", () => {
  it("are found by set and number, or set and text", () => {
    expect(namedName({ guid: PSETID.Common, lid: 0x851a })).toBe("PidLidAutoProcessState");
    expect(namedName({ guid: PSETID.Task, lid: 0x8102 })).toBe("PidLidPercentComplete");
    expect(namedName({ guid: PSETID.Common, lid: 0x8102 })).toBeUndefined();
    expect(namedName({ guid: PSETID.InternetHeaders, text: "ACCEPT-LANGUAGE" })).toBe("PidNameAcceptLanguage");
    expect(namedName({ guid: PSETID.PublicStrings, text: "keywords" })).toBeUndefined();
  });

  it("name their sets as [MS-OXPROPS] does", () => {
    expect(setName(NAMED.PidLidAutoProcessState.guid)).toBe("PSETID_Common");
    expect(setName(PSETID.InternetHeaders)).toBe("PS_INTERNET_HEADERS");
    expect(setName("00000000-0000-0000-0000-000000000001")).toBe("00000000-0000-0000-0000-000000000001");
  });
});

describe("the table", () => {
  it("is what the data file says", () => {
    const folder = join(import.meta.dirname, "../../../src/tnef");
    const { rows, problems } = readRows(readFileSync(join(folder, "property-tags.tsv"), "utf8"));
    expect(problems).toEqual([]);
    expect(readFileSync(join(folder, "property-table.ts"), "utf8")).toBe(printTable(rows));
    expect(readFileSync(join(folder, "property-meanings.ts"), "utf8")).toBe(printMeanings(rows));
  });

  it("has an entry under the name it says, and a meaning for each", () => {
    for (const [key, tag] of Object.entries(TAG)) expect(tag.name).toBe(key);
    const names = [...Object.keys(TAG), ...Object.keys(NAMED)];
    expect(Object.keys(MEANING).sort()).toEqual(names.sort());
    expect(tagNamed("pidtagsubject")).toBe(TAG.PidTagSubject);
  });

  it.each([
    ["tag\t0x37\tString\tPidTagSubject\t\tsubject", "0x37 is no id"],
    ["tag\t0x0037\tText\tPidTagSubject\t\tsubject", "Text is no type"],
    ["tag\t0x0037\tString\tPidTagSubject\t\t", "a row has six columns"],
    ["PSETID_Common\t0x8501\tInt32\tPidLidX\t\tx", "the set PSETID_Common is not there before"],
    ["set\t00062008\t\tPSETID_Common\t\tcommon", "00062008 is no GUID in lower case"],
  ])("is not made from %j", (line, problem) => {
    expect(readRows(`${HEADER}\n${line}\n`).problems).toContain(`property-tags.tsv:2: ${problem}`);
  });

  it("holds no property twice", () => {
    const line = "tag\t0x0037\tString\tPidTagSubject\t\tsubject";
    const { problems } = readRows(`${HEADER}\n${line}\n${line}\n`);
    expect(problems[0]).toBe("property-tags.tsv:3: PidTagSubject repeats PidTagSubject");
  });
});
