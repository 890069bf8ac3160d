// What can stand before a colon in the search line; a press puts it there.
const NAMES: readonly (readonly [name: string, example: string, meaning: string])[] = [
  ["from", "alice", "sender's address"],
  ["to", "bob", "a recipient's address"],
  ["cc", "carol", "named in Cc"],
  ["bcc", "dave", "a recipient whom neither To nor Cc name"],
  ["reply-to", "desk@", "named in Reply-To"],
  ["addressed", "bob", "any of these"],
  ["subject", '"Q3 numbers"', "part of the subject"],
  ["message-id", "<q3@contoso.com>", "the whole Message-ID"],
  ["id", "0199…", "a network message id"],
  ["hop", "mailbox", "listener, connector, mailbox, internet"],
  ["rule", "Signatures", "a mail-flow rule that matched"],
  ["verdict", "changed", "pending, intact, changed, failed, looping, lost"],
  ["recall", "failed", "none, pending, recalled, partly, failed"],
  ["kind", "message", "message, recallRequest, recallReport, notification, generated"],
  ["has", "attachment", "attachment, inline, tnef"],
  ["larger", "200K", "size in bytes, K or M"],
  ["smaller", "1.5M", "the same"],
  ["after", "2026-11-27", "began then or later"],
  ["before", "2026-11-27T12:00Z", "began then or earlier"],
];

export function SearchNames({ add }: { add: (name: string) => void }) {
  return (
    <details class="search-names" data-testid="search-names">
      <summary>What can be searched</summary>
      <p>
        All words and names must be there; a minus before one, as in <code>-verdict:intact</code>, leaves out what has
        it. Words alone are looked for in subjects, addresses and Message-IDs.
      </p>
      <ul>
        {NAMES.map(([name, example, meaning]) => (
          <li key={name}>
            <button type="button" onClick={() => add(`${name}:`)}>
              <code>
                {name}:<span class="faint">{example}</span>
              </code>
            </button>{" "}
            {meaning}
          </li>
        ))}
      </ul>
    </details>
  );
}
