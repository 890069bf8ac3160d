import { expect, test } from "vitest";
import { type CmdletObject, guid, Typed } from "../../../src/cmdlets/cmdlet.ts";
import { resultBody } from "../../../src/http/routes/exchange-admin/result-body.ts";

const at = new Date("2026-07-23T21:51:45Z");
const show = (object: CmdletObject, select?: ReadonlySet<string>) => {
  const page = { context: "c", objects: [object], warnings: [], confirmation: undefined, nextLink: undefined };
  return (resultBody(page, { select, format: "json" }).value as unknown[])[0];
};

test("types that JSON lacks stand beside their values", () => {
  expect(
    show({
      Text: "x",
      Flag: false,
      Nothing: null,
      Priority: 0,
      Small: new Typed("System.Int16", 5),
      Unsigned: new Typed("System.UInt32", 25),
      Long: new Typed("System.Int64", 6),
      Guid: guid("0a1b"),
      WhenChanged: at,
      WhenChangedUTC: at,
    }),
  ).toEqual({
    Text: "x",
    Flag: false,
    Nothing: null,
    "Priority@data.type": "System.Int32",
    Priority: 0,
    "Small@data.type": "System.Int16",
    "Small@odata.type": "#Int16",
    Small: 5,
    "Unsigned@data.type": "System.UInt32",
    Unsigned: 25,
    "Long@data.type": "System.Int64",
    "Long@odata.type": "#Int64",
    Long: 6,
    "Guid@data.type": "System.Guid",
    "Guid@odata.type": "#Guid",
    Guid: "0a1b",
    "WhenChanged@data.type": "System.DateTime",
    WhenChanged: "2026-07-23T21:51:45.0000000+00:00",
    "WhenChangedUTC@data.type": "System.DateTime",
    WhenChangedUTC: "2026-07-23T21:51:45.0000000Z",
  });
});

test("lists, empty ones and tables", () => {
  expect(show({ Some: ["a"], None: [], Table: { Count: 1, Names: [] }, Tables: [{ Id: guid("x") }] })).toEqual({
    "Some@odata.type": "#Collection(String)",
    Some: ["a"],
    "None@odata.type": "#Collection(String)",
    None: [],
    Table: {
      "@odata.type": "#Exchange.GenericHashTable",
      "Count@data.type": "System.Int32",
      Count: 1,
      "Names@odata.type": "#Collection(String)",
      Names: [],
    },
    "Tables@odata.type": "#Collection(Exchange.GenericHashTable)",
    Tables: [
      {
        "@odata.type": "#Exchange.GenericHashTable",
        "Id@data.type": "System.Guid",
        "Id@odata.type": "#Guid",
        Id: "x",
      },
    ],
  });
});

test("what is selected, in any case, and its type", () => {
  expect(show({ Name: "a", Guid: guid("x"), Other: 1 }, new Set(["name", "guid", "nosuch"]))).toEqual({
    Name: "a",
    "Guid@data.type": "System.Guid",
    "Guid@odata.type": "#Guid",
    Guid: "x",
  });
});
