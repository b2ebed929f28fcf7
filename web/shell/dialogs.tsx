import { createComputed, ErrorBoundary, lazy, Match, onMount, Suspense, Switch } from "solid-js";
import { type Ask, type Asked, takeQuestions } from "../actions/open-dialog.ts";
import { usePlace } from "../replica/school.ts";
import { note } from "../ui/notes.ts";

const loadInvite = () => import("../invites/invite-dialog.tsx");
const loadConfirm = () => import("./confirm-dialog.tsx");
const loadChange = () => import("../invites/change-dialog.tsx");
const loadMail = () => import("../users/mail-dialog.tsx");
const loadDeactivate = () => import("../users/deactivate-dialog.tsx");
const loadPassword = () => import("../users/password-dialog.tsx");
const loadMerge = () => import("../users/merge-dialog.tsx");
const InviteDialog = lazy(loadInvite);
const ConfirmDialog = lazy(loadConfirm);
const ChangeDialog = lazy(loadChange);
const MailDialog = lazy(loadMail);
const DeactivateDialog = lazy(loadDeactivate);
const PasswordDialog = lazy(loadPassword);
const MergeDialog = lazy(loadMerge);

/** Fetches the invites' dialogs once the page stands, so that they open at once. */
export function preloadDialogs(): void {
  soon(loadInvite, loadConfirm, loadChange, () => import("../ui/menu.tsx"));
}

/** The same for the users' dialogs. */
export function preloadUserDialogs(): void {
  soon(loadMail, loadDeactivate, loadPassword, loadMerge, loadInvite);
}

function soon(...loads: (() => Promise<unknown>)[]): void {
  setTimeout(() => void Promise.all(loads.map((load) => load())).catch(() => undefined), 1_500);
}

/** The dialog that is open, if any. */
export function Dialogs(props: { asked: Asked | null; ask: Ask }) {
  const { presence, school } = usePlace();
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
    <ErrorBoundary fallback={(_, reset) => <NotLoaded close={close} reset={reset} />}>
      <Suspense>
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
      </Suspense>
    </ErrorBoundary>
  );
}

/** The network was away when the dialog's code was wanted. */
function NotLoaded(props: { close: () => void; reset: () => void }) {
  onMount(() => {
    props.close();
    props.reset();
    void note({
      text: "That could not be loaded. Check your connection and try again.",
      tone: "bad",
    }).catch(() => undefined);
  });
  return null;
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
