import { useNavigate, useParams } from "@solidjs/router";
import { createEffect, on, untrack } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { isRecent } from "#domain/invites/recent";
import { usePlace } from "../../place.ts";
import type { Shown } from "./shown.ts";

/** Whose panel stands open, by the address; that of a new invite asks for one. */
export function createOpened({ list, recent, addressEnd }: Shown, invite: () => void) {
  const { school } = usePlace();
  const params = useParams<{ invite?: string }>();
  const navigate = useNavigate();
  /** `new` is the dialog. */
  const openId = () => (params.invite === "new" ? undefined : params.invite);
  /** The row that was opened here, and is in view. */
  let opened: string | undefined;
  createEffect(on(() => params.invite, follow));
  createEffect(lead);

  return { openId, row: () => at(openId()), hrefOf, open, close };

  function at(id: string | undefined): PublicInvite | undefined {
    return id === undefined ? undefined : school.invites.at(id);
  }

  function hrefOf(id: string): string {
    return `/s/${school.id}/invites/${id}${addressEnd()}`;
  }

  function open(id: string): void {
    opened = id;
    navigate(hrefOf(id), { scroll: false });
  }

  function close(): void {
    navigate(`/s/${school.id}/invites${addressEnd()}`, { scroll: false });
  }

  /** The address of a new invite asks for one, once. */
  function follow(id: string | undefined): void {
    if (id !== "new") return;
    navigate(`/s/${school.id}/invites${list.search()}`, { replace: true, scroll: false });
    invite();
  }

  /** Whoever comes by a link is led to its row, whatever was asked for; it may come later than the link. */
  function lead(): void {
    const id = openId();
    if (id === undefined) opened = undefined;
    const row = at(id);
    if (id === undefined || id === opened || !row) return;
    opened = id;
    // What is older stands below the list, as far as somebody goes.
    if (isRecent(row, untrack(recent.since))) untrack(() => list.seek(id));
  }
}
