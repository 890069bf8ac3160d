// The inner layer of TNEF: a message with its recipients and attachments, as MAPI has it.
import type { PropertyBag } from "./property-bag.ts";

export interface MapiMessage {
  readonly properties: PropertyBag;
  readonly recipients: readonly PropertyBag[];
  readonly attachments: readonly MapiAttachment[];
}

export interface MapiAttachment {
  /** The bytes are PidTagAttachDataBinary; OLE storage is PidTagAttachDataObject. */
  readonly properties: PropertyBag;
  /** Method afEmbeddedMessage. */
  readonly embedded?: MapiMessage;
}

/** PidTagAttachMethod. [MS-OXCMSG] §2.2.2.9 */
export const ATTACH_METHOD = { none: 0, byValue: 1, byReference: 2, embeddedMessage: 5, ole: 6 } as const;
