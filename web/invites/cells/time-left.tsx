import { createMemo } from "solid-js";
import { useRowPlace } from "../../place.ts";
import { span } from "../../ui/times.ts";
import { isRunningOut } from "../list.ts";

const hour = 3_600_000;

/** How long the link still works, by the server's clock: by the minute at first, by the second in its last hour. */
export function TimeLeft(props: { sentAt: string; expiresAt: string }) {
  const { clock } = useRowPlace().school;
  const end = () => Date.parse(props.expiresAt);
  const isFar = createMemo(() => end() - clock.minute() > hour + 60_000);
  const now = () => (isFar() ? clock.minute() : clock.second());
  const left = createMemo(() => end() - now());
  const part = () => Math.min(1, Math.max(0, left() / (end() - Date.parse(props.sentAt))));
  return (
    <span class="time-left" classList={{ soon: isRunningOut(props, now()) }}>
      <span class="pie" style={{ "--part": part().toFixed(3) }} aria-hidden="true" />
      {left() > 0 ? span(left()) : "Expiring…"}
    </span>
  );
}
