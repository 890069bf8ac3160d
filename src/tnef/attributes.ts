// Attributes by name. [MS-OXTNEF] §2.1.3.1

export const ATTRIBUTE = {
  attOwner: 0x00060000,
  attSentFor: 0x00060001,
  attDelegate: 0x00060002,
  attDateStart: 0x00030006,
  attDateEnd: 0x00030007,
  attAidOwner: 0x00050008,
  attRequestRes: 0x00040009,
  attOriginalMessageClass: 0x00070006,
  attFrom: 0x00008000,
  attSubject: 0x00018004,
  attDateSent: 0x00038005,
  attDateRecd: 0x00038006,
  attMessageStatus: 0x00068007,
  attMessageClass: 0x00078008,
  attMessageID: 0x00018009,
  attParentID: 0x0001800a,
  attConversationID: 0x0001800b,
  attBody: 0x0002800c,
  attPriority: 0x0004800d,
  attAttachData: 0x0006800f,
  attAttachTitle: 0x00018010,
  attAttachMetaFile: 0x00068011,
  attAttachCreateDate: 0x00038012,
  attAttachModifyDate: 0x00038013,
  attDateModified: 0x00038020,
  attAttachTransportFilename: 0x00069001,
  attAttachRendData: 0x00069002,
  attMsgProps: 0x00069003,
  attRecipTable: 0x00069004,
  attAttachment: 0x00069005,
  attTnefVersion: 0x00089006,
  attOemCodepage: 0x00069007,
} as const;

export type AttributeName = keyof typeof ATTRIBUTE;

const NAMES = new Map<number, string>(Object.entries(ATTRIBUTE).map(([name, id]) => [id, name]));

/** "attSubject"; an id that has no name as hexadecimal digits. */
export function attributeName(id: number): string {
  return NAMES.get(id) ?? `0x${id.toString(16).padStart(8, "0")}`;
}
