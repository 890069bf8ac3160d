// A parameter of Set-Mailbox and its like as declared data: its type, and what it makes of a recipient.
import type { AcceptedValues, Organization } from "../organization/organization.ts";
import type { RecipientAttribute } from "../organization/recipient-attributes.ts";
import { parseByteSize } from "./byte-size.ts";
import type { CmdletObject, CmdletValue, ListEdit, ParameterDeclaration } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { editList, mapEdit } from "./list-edit.ts";
import { addressOfRecipient } from "./recipient-names.ts";
import { formatTimeSpan } from "./time-span.ts";

/** A recipient's fields, or one of its parts'; undefined removes a field. */
export type Fields = Readonly<Record<string, unknown>>;

export interface RecipientSetting {
  readonly parameter: ParameterDeclaration;
  /** The fields that it changes. `value` as bound. @throws CmdletError */
  edit(recipient: Fields, value: unknown, organization: Organization): Fields;
  /** Of what is kept and shown only: as Get shows it before it is set. */
  readonly initial?: CmdletValue;
  readonly isAccepted?: true;
}

export type RecipientSettings = Readonly<Record<string, RecipientSetting>>;

export const parametersOf = (settings: RecipientSettings): Readonly<Record<string, ParameterDeclaration>> =>
  Object.fromEntries(Object.entries(settings).map(([name, { parameter }]) => [name, parameter]));

/** In the order in which they are declared. @throws CmdletError */
export function applySettings<R>(settings: RecipientSettings, recipient: R, given: Fields, organization: Organization) {
  let after = recipient as Fields;
  for (const [name, setting] of Object.entries(settings)) {
    if (!(name in given)) continue;
    after = without({ ...after, ...setting.edit(after, given[name], organization) });
  }
  return after as R;
}

function without(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

type Declared = Omit<ParameterDeclaration, "type">;

/** The bound value is the field's. */
export const field = (name: string, parameter: ParameterDeclaration): RecipientSetting => ({
  parameter,
  edit: (_, value) => ({ [name]: value }),
});

export const flag = (name: string, declared: Declared = {}): RecipientSetting =>
  field(name, { type: "boolean", ...declared });

/** Bytes; "Unlimited" is the sandbox's own limit. */
export const sizeLimit = (name: string): RecipientSetting => ({
  parameter: { type: "unlimitedSize" },
  edit(_, value) {
    const bytes = value === "Unlimited" ? undefined : parseByteSize(String(value));
    if (bytes !== undefined && bytes < 1024) throw argumentError(`The size must be at least 1 KB, not ${bytes} bytes.`);
    return { [name]: bytes };
  },
});

/** Recipients by any name; $null clears the list. @param keepsEmpty the field is there, empty or not. */
export const people = (name: string, { keepsEmpty = false, ...declared }: PeopleOptions = {}): RecipientSetting => ({
  parameter: { type: "multiValued", ...declared },
  edit(recipient, value, organization) {
    const before = (recipient[name] ?? []) as readonly string[];
    const after = editList(
      before,
      mapEdit(value as ListEdit, (one) => addressOfRecipient(one, organization)),
    );
    return { [name]: after.length === 0 && !keepsEmpty ? undefined : after };
  },
});

type PeopleOptions = Declared & { readonly keepsEmpty?: boolean };

/** What rules and dynamic groups ask for; $null and "" remove it. */
export const attribute = (name: RecipientAttribute, declared: Declared = {}): RecipientSetting => ({
  parameter: { type: "string", nullable: true, ...declared },
  edit: (recipient, value) => withAttribute(recipient, name, value === "" ? null : (value as string | null)),
});

export function withAttribute(recipient: Fields, name: RecipientAttribute, value: string | null): Fields {
  const { [name]: _, ...others } = (recipient.attributes ?? {}) as Readonly<Record<string, string>>;
  const attributes = { ...others, ...(value !== null && { [name]: value }) };
  return { attributes: Object.keys(attributes).length === 0 ? undefined : attributes };
}

/** Kept and shown, of no effect. */
export const accepted = (
  name: string,
  parameter: ParameterDeclaration,
  initial?: CmdletValue,
  property = name,
): RecipientSetting => ({
  parameter: { ...parameter, priority: "accept" },
  isAccepted: true,
  ...(initial !== undefined && { initial }),
  edit(recipient, value) {
    const before = (recipient.accepted ?? {}) as AcceptedValues;
    return { accepted: { ...before, [property]: keptValue(parameter, before[property] ?? initial, value) } };
  },
});

function keptValue({ type }: ParameterDeclaration, before: unknown, value: unknown): AcceptedValues[string] {
  if (type === "multiValued") return editList(Array.isArray(before) ? (before as string[]) : [], value as ListEdit);
  if (type === "timeSpan" && value !== null) return formatTimeSpan(value as number);
  if (type === "dateTime" && value !== null) return new Date(value as number).toISOString();
  return value === Number.POSITIVE_INFINITY ? "Unlimited" : (value as AcceptedValues[string]);
}

/** Taken so that scripts run; the sandbox has nothing that it would act on. */
export const ignored = (type: ParameterDeclaration["type"] = "switch"): RecipientSetting => ({
  parameter: { type, priority: "accept" },
  isAccepted: true,
  edit: () => ({}),
});

export const each = (names: string, make: (name: string) => RecipientSetting): RecipientSettings =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, make(name)]),
  );

/** What is kept of `settings`, and how those that have not been set begin. */
export function acceptedProperties(settings: RecipientSettings, kept: AcceptedValues = {}): CmdletObject {
  const shown: Record<string, CmdletValue> = {};
  for (const [name, { initial }] of Object.entries(settings)) {
    if (initial !== undefined) shown[name] = initial;
    if (name in kept) shown[name] = asShown(kept[name] ?? null);
  }
  return shown;
}

const ISO = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const asShown = (value: AcceptedValues[string]): CmdletValue =>
  typeof value === "string" && ISO.test(value) ? new Date(value) : value;

/** A warning of Set cmdlets: what was taken acts on nothing. */
export function withoutEffect(settings: RecipientSettings, given: Fields): string[] {
  const names = Object.keys(given).filter((name) => settings[name]?.isAccepted);
  return names.length === 0 ? [] : [`Kept and shown, but of no effect in the sandbox: ${names.join(", ")}.`];
}
