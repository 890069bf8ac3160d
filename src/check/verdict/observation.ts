// What became of one message between leaving and coming back, as far as recall cares.
import { findTnef } from "../../content-conversion/find-tnef.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import { isRecallClass } from "../../tnef/message-class.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { messageIdIn } from "../examiner/captured.ts";
import type { Passage } from "../lab/lab.ts";

export interface Observation {
  /** It came back, and did not go round for ever. */
  readonly cameBack: boolean;
  readonly loops: boolean;
  /** To an inbound connector of type OnPremises. docs/recall.md R10 */
  readonly isAttributed: boolean;
  readonly keepsMessageId: boolean;
  /** x-ms-exchange-recallreportgenerated, in any case. docs/recall.md R11 */
  readonly keepsMark: boolean;
  /** TNEF that belongs to it has class IPM.Outlook.Recall. docs/recall.md R11 */
  readonly hasRecallClass: boolean;
  /** TNEF that belongs to it has the search key that left. docs/recall.md R12 */
  readonly keepsSearchKey: boolean;
}

export async function observe({ left, returned, laps }: Passage): Promise<Observation | undefined> {
  if (!left) return undefined;
  const [back] = returned;
  const loops = laps.length > 0;
  if (!back) return { ...NOTHING, loops };
  const [ours, theirs] = await Promise.all([readMessage(left.bytes), readMessage(back.bytes)]);
  return {
    ...{ cameBack: true, loops, isAttributed: back.connector !== "" },
    keepsMessageId: ours.messageId === theirs.messageId,
    keepsMark: theirs.hasMark,
    hasRecallClass: isRecallClass(theirs.messageClass),
    keepsSearchKey: ours.searchKey !== undefined && ours.searchKey === theirs.searchKey,
  };
}

const NOTHING: Omit<Observation, "loops"> = {
  ...{ cameBack: false, isAttributed: false, keepsMessageId: false },
  ...{ keepsMark: false, hasRecallClass: false, keepsSearchKey: false },
};

async function readMessage(bytes: Buffer) {
  const split = splitMessage(bytes);
  const headers = HeaderBlock.parse(split.headers);
  const tnef = await findTnef(headers, split.body);
  const properties = tnef.kind === "belongs" ? tnef.message.properties : undefined;
  return {
    messageId: messageIdIn(headers),
    hasMark: headers.has("X-MS-Exchange-RecallReportGenerated"),
    messageClass: properties?.text(TAG.PidTagMessageClass),
    searchKey: properties?.binary(TAG.PidTagSearchKey)?.toString("hex"),
  };
}
