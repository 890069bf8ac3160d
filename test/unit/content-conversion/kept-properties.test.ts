import { describe, expect, it } from "vitest";
import { keepProperties, keptValue, propertyKey } from "../../../src/content-conversion/kept-properties.ts";
import { type MapiProperty, MULTI, TYPE } from "../../../src/tnef/property.ts";
import { PropertyBag } from "../../../src/tnef/property-bag.ts";
import { NAMED, TAG } from "../../../src/tnef/property-tags.ts";

const keep = (properties: readonly MapiProperty[], codepage?: number) =>
  keepProperties(new PropertyBag(properties, codepage), () => false);
const one = (type: number, value: MapiProperty["value"], codepage?: number) =>
  keep([{ id: 0x6900, type, value }], codepage)["0x6900"];

describe("a value is kept as text", () => {
  it.each<[string, number, MapiProperty["value"], unknown]>([
    ["Int16", TYPE.Int16, -3, ["Short", "-3"]],
    ["Int32", TYPE.Int32, 17, ["Integer", "17"]],
    ["Float", TYPE.Float, 0.5, ["Float", "0.5"]],
    ["Double", TYPE.Double, 1e100, ["Double", "1e+100"]],
    ["Currency", TYPE.Currency, 123_450n, ["Currency", "12.345"]],
    ["Currency below one", TYPE.Currency, -5n, ["Currency", "-0.0005"]],
    ["Currency without a fraction", TYPE.Currency, 70_000n, ["Currency", "7"]],
    ["AppTime", TYPE.AppTime, 2.5, ["ApplicationTime", "2.5"]],
    ["Error", TYPE.Error, 5, ["Error", "5"]],
    ["Boolean", TYPE.Boolean, true, ["Boolean", "true"]],
    ["Int64", TYPE.Int64, 9_007_199_254_740_993n, ["Long", "9007199254740993"]],
    ["String", TYPE.String, "Prüfung", ["String", "Prüfung"]],
    ["SysTime", TYPE.SysTime, 116_444_736_000_010_000n, ["SystemTime", "1970-01-01T00:00:00.001Z"]],
    ["SysTime beyond all dates", TYPE.SysTime, 0x7fffffffffffffffn, ["SystemTime", "9223372036854775807"]],
    ["Guid", TYPE.Guid, "00062008-0000-0000-c000-000000000046", ["CLSID", "00062008-0000-0000-c000-000000000046"]],
    ["Binary", TYPE.Binary, Buffer.from([1, 2, 3]), ["Binary", "AQID"]],
    ["String, multiple", TYPE.String | MULTI, ["Red", "Blue"], ["StringArray", ["Red", "Blue"]]],
    ["Binary, multiple", TYPE.Binary | MULTI, [Buffer.from([255])], ["BinaryArray", ["/w=="]]],
  ])("%s", (_, type, value, expected) => {
    expect(one(type, value)).toEqual(expected);
  });

  it("String8, in the message's code page", () => {
    expect(one(TYPE.String8, Buffer.from([0xb3, 0xb7, 0xbb, 0xd8]), 936)).toEqual(["String", "撤回"]);
  });
});

it("Null and objects are not kept", () => {
  expect(one(TYPE.Null, null)).toBeUndefined();
  expect(one(TYPE.Object, { iid: "", data: Buffer.alloc(0) })).toBeUndefined();
});

it("a long value is left out, and what is beyond 64 KB of all", () => {
  const values = Array.from({ length: 20 }, (_, at) => ({
    id: 0x6900 + at,
    type: TYPE.String,
    value: "x".repeat(8000),
  }));
  const long = { id: 0x6a00, type: TYPE.String, value: "x".repeat(10_000) };
  const kept = keep([long, ...values, { id: 0x6b00, type: TYPE.Int32, value: 1 }]);
  expect(Object.keys(kept)).toEqual([...values.slice(0, 8).map(propertyKey), "0x6b00"]);
});

it("keys are tags, or a set with an id or a name in it", () => {
  expect(propertyKey(TAG.PidTagSearchKey)).toBe("0x300b");
  expect(propertyKey(NAMED.PidLidAutoProcessState)).toBe("{00062008-0000-0000-c000-000000000046} Id 0x851a");
  expect(propertyKey({ guid: "00020329-0000-0000-c000-000000000046", text: "Keywords" })).toBe(
    "{00020329-0000-0000-c000-000000000046} Name Keywords",
  );
});

it("a value is given for its own type only", () => {
  const kept = keep([{ id: 0x6801, type: TYPE.Int32, value: 17 }]);
  expect([
    keptValue(kept, "0x6801", "Integer"),
    keptValue(kept, "0x6801", "String"),
    keptValue(kept, "0x6802", "String"),
  ]).toEqual(["17", undefined, undefined]);
});
