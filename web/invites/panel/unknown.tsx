import * as Dialog from "@kobalte/core/dialog";
import { createEffect, createSignal, on, Show } from "solid-js";
import { usePlace } from "../../place.ts";
import { isRefusal, sentenceOf } from "../../replica/api.ts";
import { isUpToDate } from "../../replica/connection.ts";
import { lookUp } from "../older/look.ts";
import { askInviteOf } from "../older/wanted.ts";

/**
 * In place of an invite that the window does not hold: it may be older, so it is asked for. Where there are no older ones, only an
 * up-to-date list tells that there is none: what was kept may be older than the link that led here.
 */
export function UnknownInvite(props: { id: string }) {
  const { school, liveness } = usePlace();
  const [isNone, setNone] = createSignal(false);
  /** Why it cannot be told; null while nothing is wrong. */
  const [trouble, setTrouble] = createSignal<string | null>(null);
  const isMissing = () => isUpToDate(liveness()) && (school.invitesSince() === null || isNone());
  createEffect(
    on([() => isUpToDate(liveness()), school.invitesSince], ([isReady, since]) => {
      if (isReady && since !== null) void look();
    }),
  );
  return (
    <>
      <div class="side-panel-head">
        <Dialog.Title class="side-panel-title" tabindex={-1}>
          {isMissing()
            ? "No such invite"
            : trouble()
              ? "The invite could not be fetched"
              : "Looking for the invite…"}
        </Dialog.Title>
      </div>
      <div class="form-body">
        <Show when={isMissing()}>
          <p class="muted">
            No invite of this school has this address. The link may be of another school, or
            incomplete. Choose one from the list.
          </p>
        </Show>
        <Show when={!isMissing() && trouble()}>
          <p role="alert">
            {trouble()}{" "}
            <button type="button" class="text-button" onClick={() => void look()}>
              Try again
            </button>
          </p>
        </Show>
      </div>
    </>
  );

  /** Once the server is reached again it is asked again. */
  async function look(): Promise<void> {
    setTrouble(null);
    try {
      await lookUp(school, askInviteOf(school.id, props.id));
    } catch (error) {
      const isGone = isRefusal(error, "not_found");
      setNone(isGone);
      setTrouble(isGone ? null : sentenceOf(error));
    }
  }
}
