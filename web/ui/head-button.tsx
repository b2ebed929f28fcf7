import type { LucideIcon } from "lucide-solid";
import { Dynamic } from "solid-js/web";

interface HeadButtonProps {
  icon: LucideIcon;
  words: string;
  /** What is seen of them on a phone. */
  short: string;
  act: () => void;
}

/** What one most often does on a page. Its words stand whole, for screen readers and translators, wherever they are seen. */
export function HeadButton(props: HeadButtonProps) {
  return (
    <button type="button" class="button primary" onClick={() => props.act()}>
      <Dynamic component={props.icon} size={16} aria-hidden="true" />
      <span class="at-desk">{props.words}</span>
      <span class="on-phone" aria-hidden="true">
        {props.short}
      </span>
    </button>
  );
}
