// What an answer names the file that it is.

/** RFC 6266 §4.3: the extended form wins. */
export function fileNameIn(disposition: string): string {
  const extended = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="([^"]*)"/i.exec(disposition)?.[1] || "attachment";
}
