// Text as it is, in a box that scrolls: bytes, source, data.
import "./raw-text.css";

export interface RawTextProps {
  readonly label: string;
  readonly text: string;
  /** Long lines are broken, instead of scrolling sideways. */
  readonly wraps?: boolean;
}

export function RawText({ label, text, wraps = false }: RawTextProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys, WCAG 2.1.1
    <section class="raw-text" tabIndex={0} aria-label={label} data-testid="raw-text">
      <pre class={wraps ? "wraps" : ""} dir="auto">
        {text}
      </pre>
    </section>
  );
}
