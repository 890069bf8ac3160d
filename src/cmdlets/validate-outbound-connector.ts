// Validate-OutboundConnector: connects to the smart hosts of a connector, and sends a message through it.
import { domainOf } from "../mime/address.ts";
import { formatRfc5322Date } from "../mime/date.ts";
import { composeMessage } from "../mime/message.ts";
import { isAddress } from "../organization/address.ts";
import { matchDomain } from "../organization/match-domain.ts";
import type { Organization, OutboundConnector } from "../organization/organization.ts";
import { newMessageId } from "../runtime/ids.ts";
import { addressSpaces } from "../transport/categorizer/route.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { defineCmdlet } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { connectorCalled } from "./connectors.ts";

const NAME = "Validate-OutboundConnector";
const LIST = "outboundConnectors";
const MOST_RECIPIENTS = 10;

export const validateOutboundConnector = defineCmdlet({
  name: NAME,
  synopsis: "Connects to the smart hosts of an outbound connector and sends a test message through it.",
  parameters: {
    Identity: {
      type: "identity",
      mandatory: true,
      dotNetType: "OutboundConnectorIdParameter",
      sentence: "The connector by its name or GUID; it need not be enabled.",
    },
    Recipients: {
      type: "strings",
      mandatory: true,
      sentence: "Who gets the test message: addresses in the connector's domains, 10 at most.",
    },
    ...CONFIRMATION,
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    const connector = connectorCalled(LIST, given.Identity, organization);
    const recipients = [...new Set(given.Recipients)];
    checkRecipients(recipients, connector, organization);
    if (given.WhatIf === true)
      return { objects: [], confirmation: `What if: Validating outbound connector "${connector.name}".` };
    const message = testMessage(recipients, organization, services.clock.now());
    const tasks = await services.generated.validate(connector, message);
    const kept = {
      IsValidated: tasks.every(({ isSuccess }) => isSuccess),
      LastValidationTimestamp: services.clock.now(),
      ValidationRecipients: recipients,
    };
    const { warnings = [] } = await changeOrganization(
      {
        cmdlet: NAME,
        given: {},
        whatIf: "",
        // What else is wrong with it by now is no reason to keep nothing of the outcome.
        edit: (current) => ({
          ...current,
          [LIST]: current[LIST].map((other) =>
            other.name === connector.name ? { ...other, accepted: { ...other.accepted, ...kept } } : other,
          ),
        }),
      },
      services,
    );
    const objects = tasks.map(({ task, isSuccess, detail }) => ({
      Identity: connector.name,
      Task: task,
      Result: isSuccess ? "Succeeded" : "Failed",
      Detail: detail,
    }));
    return { objects, warnings };
  },
});

/** One that only rules send mail through takes any. */
function checkRecipients(
  recipients: readonly string[],
  connector: OutboundConnector,
  organization: Organization,
): void {
  if (recipients.length === 0) throw argumentError("Recipients must name somebody.");
  if (recipients.length > MOST_RECIPIENTS)
    throw argumentError(`Recipients takes ${MOST_RECIPIENTS} addresses at most, not ${recipients.length}.`);
  const spaces = connector.routeAllMessagesViaOnPremises ? [] : addressSpaces(connector, organization);
  for (const address of recipients) {
    if (!isAddress(address)) throw argumentError(`Recipients: '${address}' must be an address.`);
    if (spaces.length > 0 && !spaces.some((space) => matchDomain(space, domainOf(address)) >= 0))
      throw argumentError(
        `Recipients: '${address}' is in none of the domains of the outbound connector '${connector.name}': ${spaces.join(", ")}.`,
      );
  }
}

function testMessage(recipients: readonly string[], { name, hostname }: Organization, now: number) {
  const sender = `O365ConnectorValidation@${name}`;
  const content = composeMessage(
    [
      ["From", sender],
      ["To", recipients.join(", ")],
      ["Subject", "Test email for connector validation"],
      ["Date", formatRfc5322Date(now)],
      ["Message-ID", newMessageId(hostname)],
      ["MIME-Version", "1.0"],
      ["Content-Type", "text/plain; charset=us-ascii"],
    ],
    "This message was sent to validate an outbound connector. Nothing needs to be done.\r\n",
  );
  return { sender, recipients, content };
}
