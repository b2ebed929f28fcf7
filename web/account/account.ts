import type { InferResponseType } from "hono/client";
import { createSignal } from "solid-js";
import type { ProfileChange } from "#domain/profiles";
import { api, onVersion } from "../replica/api.ts";
import type { Session } from "../replica/session.ts";

export type Device = InferResponseType<typeof api.session.devices.$get, 200>["items"][number];

/** What people do about their own account. Each verb throws a `Problem` when refused. */
export function createAccount(session: Session) {
  const [devices, setDevices] = createSignal<Device[] | null>(null);

  return { devices, loadDevices, saveProfile, changePassword, signOutDevice };

  async function loadDevices(): Promise<void> {
    const { items } = await (await api.session.devices.$get()).json();
    setDevices(items);
  }

  /** Refuses with `changed` where somebody else was faster; who is signed in is up to date then. */
  async function saveProfile(change: ProfileChange): Promise<void> {
    const version = session.answer()?.user.version ?? 0;
    try {
      await api.session.$patch({ json: change, ...onVersion(version) });
    } finally {
      await session.load();
    }
  }

  /** Every other session ends with it. */
  async function changePassword(current: string, next: string): Promise<void> {
    await api.session.password.$put({ json: { current, next } });
    await loadDevices();
  }

  async function signOutDevice(id: string): Promise<void> {
    await api.session.devices[":id"].$delete({ param: { id } });
    setDevices((known) => known?.filter((device) => device.id !== id) ?? null);
  }
}

export type OwnAccount = ReturnType<typeof createAccount>;
