// Lessons that an administrator gives by cmdlets, and those of a smart host in trouble.
import type { Fault } from "../../api/answers.ts";
import { type CmdletObject, type Lesson, on, type Tenant } from "./lesson.ts";

const RECALL_FIELD = "X-MS-Exchange-RecallReportGenerated";

const routingRule = ({ rules }: Tenant): CmdletObject | undefined =>
  rules.find(({ RouteMessageOutboundConnector: connector }) => connector !== null && connector !== undefined);

const ownDomain = ({ remoteDomains, domain }: Tenant): CmdletObject | undefined =>
  remoteDomains.find(({ DomainName: name }) => String(name).toLowerCase() === domain.toLowerCase());

const isField = (rule: CmdletObject | undefined): boolean =>
  String(rule?.ExceptIfHeaderMatchesMessageHeader ?? "").toLowerCase() === RECALL_FIELD.toLowerCase();

const returnConnector = ({ inboundConnectors }: Tenant): CmdletObject | undefined =>
  inboundConnectors.find(({ ConnectorType: type }) => type === "OnPremises");

const exemption: Lesson = {
  ...{ id: "exemption", title: "Exempt recalls from the routing rule", effect: "saves" },
  sentences: [
    `The routing rule leaves out mail that carries ${RECALL_FIELD}, so that recalls never reach the smart host.`,
    "A recall then works even where the smart host strips headers: try it together with that lesson.",
  ],
  isOn: (tenant) => isField(routingRule(tenant)),
  whyNot(tenant) {
    const rule = routingRule(tenant);
    if (!rule) return "No rule routes mail over a connector here.";
    const taken = rule.ExceptIfHeaderMatchesMessageHeader;
    return taken && !isField(rule) ? `The rule's exception is taken by ${taken}.` : undefined;
  },
  apply: (tenant) => [
    on("Set-TransportRule", {
      Identity: routingRule(tenant)?.Name,
      ExceptIfHeaderMatchesMessageHeader: RECALL_FIELD,
      ExceptIfHeaderMatchesPatterns: ["true", "false"],
    }),
  ],
  takeBack: (tenant) => [
    on("Set-TransportRule", {
      Identity: routingRule(tenant)?.Name,
      ExceptIfHeaderMatchesMessageHeader: null,
      ExceptIfHeaderMatchesPatterns: null,
    }),
  ],
};

const richText: Lesson = {
  ...{ id: "rich-text-always", title: "Rich text always for your own domain", effect: "saves" },
  sentences: [
    "A remote domain for the tenant's own domain sends everything as TNEF: requests keep class and search key in winmail.dat.",
    "A recall then works where headers are stripped but winmail.dat is kept: try it together with that lesson.",
  ],
  isOn: (tenant) => ownDomain(tenant)?.TNEFEnabled === true,
  whyNot: (tenant) =>
    ownDomain(tenant) && ownDomain(tenant)?.TNEFEnabled !== true
      ? "There is a remote domain for it with another setting: change it at Mail flow."
      : undefined,
  apply: ({ domain }) => [
    on("New-RemoteDomain", { Name: domain, DomainName: domain }),
    on("Set-RemoteDomain", { Identity: domain, TNEFEnabled: true }),
  ],
  takeBack: (tenant) => [on("Remove-RemoteDomain", { Identity: ownDomain(tenant)?.Name, Confirm: false })],
};

const readStays: Lesson = {
  ...{ id: "read-stays", title: "Read mail can't be recalled", effect: "breaks" },
  sentences: [
    "The administrator does not let messages be recalled once they were read.",
    "Mark the message read before you recall it: it stays, and the report gives no reason. Unread ones still go.",
  ],
  isOn: ({ organizationConfig }) => organizationConfig.RecallReadMessagesEnabled === false,
  apply: () => [on("Set-OrganizationConfig", { RecallReadMessagesEnabled: false })],
  takeBack: () => [on("Set-OrganizationConfig", { RecallReadMessagesEnabled: true })],
};

const strangers: Lesson = {
  ...{ id: "return-connector-off", title: "Switch the inbound connector off", effect: "breaks" },
  sentences: [
    "Nothing says any more that what the smart host hands back is the tenant's own mail.",
    "It comes in as if from a stranger, and the header firewall removes what a recall request is known by.",
  ],
  isOn: (tenant) => returnConnector(tenant)?.Enabled === false,
  whyNot: (tenant) => (returnConnector(tenant) ? undefined : "There is no inbound connector of type OnPremises here."),
  apply: (tenant) => [on("Set-InboundConnector", { Identity: returnConnector(tenant)?.Name, Enabled: false })],
  takeBack: (tenant) => [on("Set-InboundConnector", { Identity: returnConnector(tenant)?.Name, Enabled: true })],
};

function faultLesson(
  about: Pick<Lesson, "id" | "title" | "effect" | "sentences">,
  fault: Pick<Fault, "hop" | "phase" | "action">,
): Lesson {
  const mine = ({ faults }: Tenant) =>
    faults.filter(
      ({ hop, phase, action, on: isOn, when, recipient, sender }) =>
        hop === fault.hop &&
        phase === fault.phase &&
        action.kind === fault.action.kind &&
        isOn &&
        !when &&
        !recipient &&
        !sender,
    );
  return {
    ...about,
    isOn: (tenant) => mine(tenant).length > 0,
    apply: () => [{ method: "POST", path: "/api/faults", body: fault }],
    takeBack: (tenant) => mine(tenant).map(({ id }) => ({ method: "DELETE", path: `/api/faults/${id}` })),
  };
}

const down = faultLesson(
  {
    ...{ id: "smart-host-down", title: "The smart host is down", effect: "breaks" },
    sentences: [
      "The tenant can't connect: messages and requests wait in its queue and are tried again.",
      "A recall stays pending, and fails after 24 hours unless the smart host is back before: take it back, or advance the clock.",
    ],
  },
  { hop: "outbound", phase: "connect", action: { kind: "cut" } },
);

const loses = faultLesson(
  {
    ...{ id: "smart-host-loses", title: "The smart host loses mail", effect: "breaks" },
    sentences: [
      "The smart host answers 250 and hands nothing back, so that the tenant believes all is well.",
      "The request never returns: the recall is pending for 24 hours and fails, and so does what is sent meanwhile.",
    ],
  },
  { hop: "smartHost", phase: "endOfData", action: { kind: "lose" } },
);

export const TENANT_LESSONS: readonly Lesson[] = [exemption, richText, readStays, strangers, down, loses];
