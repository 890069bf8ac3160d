// Message-IDs as other messages may repeat them.

/** RFC 5322 §3.6.4, with room for what real software writes: one id in angle brackets, without blanks. */
const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>$/;

/** Can it stand in References and In-Reply-To as it is? */
export const isMessageId = (text: string): boolean => MESSAGE_ID.test(text);
