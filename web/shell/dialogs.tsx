import { createComputed, Match, Switch } from "solid-js";
import { type Ask, type Asked, takeQuestions } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/presence.ts";
import { lateDialog } from "../ui/late.tsx";
import { Menu } from "../ui/late-menu.ts";

const InviteDialog = lateDialog(() => import("../invites/invite-dialog.tsx"));
const ConfirmDialog = lateDialog(() => import("./confirm-dialog.tsx"));
const ChangeDialog = lateDialog(() => import("../invites/change-dialog.tsx"));
const MailDialog = lateDialog(() => import("../users/mail-dialog.tsx"));
const DeactivateDialog = lateDialog(() => import("../users/deactivate-dialog.tsx"));
const PasswordDialog = lateDialog(() => import("../users/password-dialog.tsx"));
const MergeDialog = lateDialog(() => import("../users/merge-dialog.tsx"));

/** Fetches the invites' dialogs once the page stands, so that they open at once. */
export function preloadDialogs(): void {
  soon(InviteDialog, ConfirmDialog, ChangeDialog, Menu);
}

/** The same for the users' dialogs. */
export function preloadUserDialogs(): void {
  soon(MailDialog, DeactivateDialog, PasswordDialog, MergeDialog, InviteDialog);
}

function soon(...parts: { preload: () => void }[]): void {
  setTimeout(() => {
    for (const part of parts) part.preload();
  }, 1_500);
}

/** The dialog that is open, if any. */
export function Dialogs(props: { asked: Asked | null; ask: Ask }) {
  const { school } = usePlace();
  const presence = usePresence();
  const close = () => props.ask(null);
  const about = () =>
    props.asked && "id" in props.asked ? school.invites.at(props.asked.id) : undefined;
  const id = () => (props.asked && "id" in props.asked ? props.asked.id : undefined);
  giveFocusBack(() => props.asked !== null);
  takeQuestions(props.ask, () => props.asked === null);
  presence.attend(() => {
    const asked = id();
    return asked ? { id: asked, isEditing: props.asked?.dialog === "change" } : null;
  });
  return (
    <Switch>
      <Match when={props.asked?.dialog === "invite" && props.asked} keyed>
        {(asked) => (
          <InviteDialog
            {...asked}
            close={close}
            resend={(of) => props.ask({ dialog: "resend", id: of })}
          />
        )}
      </Match>
      <Match when={props.asked?.dialog === "change" && props.asked} keyed>
        {(asked) => <ChangeDialog {...asked} close={close} />}
      </Match>
      <Match when={props.asked?.dialog === "resend" && about()}>
        {(invite) => <ConfirmDialog act="resend" invite={invite()} close={close} />}
      </Match>
      <Match when={props.asked?.dialog === "withdraw" && about()}>
        {(invite) => <ConfirmDialog act="withdraw" invite={invite()} close={close} />}
      </Match>
      <Match when={props.asked?.dialog === "password" && id()} keyed>
        {(of) => <PasswordDialog id={of} close={close} />}
      </Match>
      <Match when={props.asked?.dialog === "mail" && props.asked} keyed>
        {({ ids, done }) => <MailDialog ids={ids} done={done} close={close} />}
      </Match>
      <Match when={props.asked?.dialog === "deactivate" && props.asked} keyed>
        {({ ids }) => <DeactivateDialog ids={ids} close={close} />}
      </Match>
      <Match when={props.asked?.dialog === "merge" && props.asked} keyed>
        {({ ids }) => <MergeDialog ids={ids} close={close} />}
      </Match>
    </Switch>
  );
}

/** Dialogs open without a trigger of their own, so what had the focus before gets it back here. */
function giveFocusBack(isOpen: () => boolean): void {
  let origin: Element | null = null;
  createComputed((wasOpen: boolean) => {
    const now = isOpen();
    if (now && !wasOpen) origin = document.activeElement;
    if (!now && wasOpen)
      setTimeout(() => origin instanceof HTMLElement && origin.isConnected && origin.focus());
    return now;
  }, false);
}
