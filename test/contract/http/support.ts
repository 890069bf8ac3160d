// A sandbox with mail, legs and a recall in it, and its description: what the contract tests are made from.
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";
import { aCase, aRun } from "../../support/check-run.ts";
import { deliverFromOutside, HOUR, NOON, person, recall, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly example?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
    >
  >;
}

export interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Operation extends Described {
  readonly path: string;
  readonly method: string;
}

const PEOPLE = [
  ...["alice", "bob", "carol", "dave"].map((name) => person(name)),
  person("erin", { moderationEnabled: true, moderatedBy: ["carol@contoso.com"] }),
];

function withOnPremises({
  outboundConnectors,
  transportRules,
  ...mailFlow
}: Record<string, unknown>): Record<string, unknown> {
  const there = { recipientDomains: "onprem.contoso.com", useMxRecord: false, smartHosts: "on-premises" };
  return {
    ...mailFlow,
    listeners: { onPremises: 2529 },
    transportRules: [
      { name: "Set aside", subjectContainsWords: "suspicious", quarantine: true },
      ...(transportRules as object[]),
    ],
    acceptedDomains: [{ domainName: "contoso.com" }, { domainName: "onprem.contoso.com", domainType: "InternalRelay" }],
    outboundConnectors: [
      ...(outboundConnectors as object[]),
      { name: "To on premises", connectorType: "OnPremises", ...there },
    ],
  };
}

export async function seeded(): Promise<Sandbox> {
  const on = await startSandbox({
    config: tenant({ ...withOnPremises(roundTrip("builtin")), smartHost: { preset: "signature" }, mailboxes: PEOPLE }),
    freePorts: true,
    frozenAt: NOON,
  });
  on.faults.add({ hop: "outbound", phase: "connect", action: { kind: "cut" }, sender: "nobody@contoso.com" });
  // Operations that decide use one up.
  for (const subject of ["One", "Two", "Three", "Four"]) {
    await submit(on, { to: "erin@contoso.com", subject });
    await submit(on, { to: "bob@contoso.com", subject: `Suspicious: ${subject}` });
  }
  await recall(on, await submit(on, { to: ["bob@contoso.com", "frank@fabrikam.com", "gus@onprem.contoso.com"] }));
  await on.historicalSearches.submit({
    ...{ title: "Seeds", type: "MessageTrace", from: NOON - HOUR, to: NOON, senders: ["alice@contoso.com"] },
    ...{ messageIds: [], recipients: [], networkMessageIds: [], statuses: [], direction: "All" },
    ...{ notify: [], compress: false },
  });
  await on.advance(2 * 60_000);
  await submit(on, { subject: "Tomorrow", headers: { "Deferred-Delivery": "Sat, 21 Nov 2026 12:00:00 +0000" } });
  await deliverFromOutside(on, { to: "nobody@contoso.com" }).catch(() => undefined);
  on.checks.saved.save({ run: aRun([aCase("WIRE-01")]), contents: new Map() });
  return on;
}

export const describedBy = async (on: Sandbox): Promise<Description> =>
  (await (await fetch(`${on.url}/openapi.json`)).json()) as Description;

/** Operations are needed before tests are named. */
export async function allOperations(): Promise<readonly Operation[]> {
  const on = await startSandbox({ config: tenant(), freePorts: true, frozenAt: NOON });
  const { paths } = await describedBy(on);
  await on.stop();
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method })),
  );
}

export const isStream = ({ responses }: Operation): boolean =>
  Object.values(responses).some(({ content }) => content?.["text/event-stream"]);

export const queryOf = ({ parameters = [] }: Operation) => parameters.filter((one) => one.in === "query");

/** Where it is asked: {id} is that of the first entry that the path before it lists, what must be given has an example. */
export async function addressOf(on: Sandbox, operation: Operation): Promise<string> {
  const required = queryOf(operation).filter((one) => one.required);
  const query = new URLSearchParams(required.map(({ name, schema }) => [name, String(schema.example)]));
  const list = /^(.*)\/\{id\}/.exec(operation.path)?.[1];
  const path = list === undefined ? operation.path : operation.path.replace("{id}", await firstId(on, list));
  return `${on.url}${path}?${query}`;
}

async function firstId(on: Sandbox, list: string): Promise<string> {
  const answer = (await (await fetch(on.url + list)).json()) as Readonly<Record<string, readonly { id?: unknown }[]>>;
  const id = Object.values(answer)[0]?.[0]?.id;
  if (id === undefined) throw new Error(`${list} lists nothing with an id`);
  return encodeURIComponent(String(id));
}

export const bodySchema = ({ requestBody }: Operation): Schema | undefined =>
  requestBody?.content["application/json"]?.schema;

/** Made of its members' examples. */
export function exampleBody(operation: Operation, { components }: Description): unknown {
  const schema = bodySchema(operation);
  const resolved = schema?.$ref ? components.schemas[schema.$ref.split("/").at(-1) ?? ""] : schema;
  if (!resolved) return undefined;
  if (resolved.example !== undefined) return resolved.example;
  const members = Object.entries(resolved.properties ?? {}).filter(([, { example }]) => example !== undefined);
  return Object.fromEntries(members.map(([name, { example }]) => [name, example]));
}

export function send(url: string, method: string, body?: string, type = "application/json"): Promise<Response> {
  return fetch(url, {
    method: method.toUpperCase(),
    ...(body !== undefined && { body, headers: { "Content-Type": type } }),
  });
}

/** Validates against a part of the description; an answer may have no member that it does not name. */
export function validator(description: Description) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: "api", ...description });
  return (schema: Schema | undefined, value: unknown): void => {
    const isValid = ajv.validate(closed(schema ?? {}, description), value);
    expect(isValid, ajv.errorsText(undefined, { separator: "\n" })).toBe(true);
  };
}

/**
 * References written out, so that each object can be told to have nothing else; parts of an allOf are one object. What
 * contains itself is open from its second level on.
 */
function closed(schema: object, description: Description, isPart = false, names: readonly string[] = []): object {
  const within = (part: unknown, partOfAll = false): unknown => {
    if (Array.isArray(part)) return part.map((one) => within(one, partOfAll));
    return typeof part === "object" && part !== null ? closed(part, description, partOfAll, names) : part;
  };
  const { $ref, ...rest } = schema as Schema & Readonly<Record<string, unknown>>;
  const name = $ref?.split("/").at(-1);
  if (name !== undefined && names.includes(name)) return { $ref: `api#/components/schemas/${name}` };
  if (name !== undefined)
    return closed(description.components.schemas[name] ?? {}, description, isPart, [...names, name]);
  const copy = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, within(part, key === "allOf")]));
  const isOpen = "additionalProperties" in rest;
  const isObject = "properties" in rest || "allOf" in rest;
  return isObject && !isOpen && !isPart ? { ...copy, unevaluatedProperties: false } : copy;
}

export interface Problem {
  readonly status: number;
  readonly detail: string;
  readonly problems?: readonly { readonly in: string; readonly name: string; readonly message: string }[];
}

/** RFC 9457 §3, and as the description has it. */
export async function problemOf(response: Response, status: number | readonly number[], description: Description) {
  expect([status].flat(), `${response.url.slice(0, 200)} answered ${response.status}`).toContain(response.status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = (await response.json()) as Problem;
  validator(description)({ $ref: "#/components/schemas/Problem" }, problem);
  expect(problem.status).toBe(response.status);
  expect(problem.detail.length).toBeGreaterThan(10);
  return problem;
}
