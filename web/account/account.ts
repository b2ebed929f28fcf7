import type { InferResponseType } from "hono/client";
import { createSignal } from "solid-js";
import type { ProfileChange } from "#domain/accounts/profiles";
import { api, isRefusal, onVersion, Problem } from "../replica/api.ts";
import type { Session, SessionAnswer } from "../replica/session.ts";

export type Device = InferResponseType<typeof api.session.devices.$get, 200>["items"][number];

/** Who is signed in, as they are stored. */
export type OwnUser = SessionAnswer["user"];

/** What people do about their own account. Each verb throws a `Problem` when refused. */
export function createAccount(session: Session) {
  const [devices, setDevices] = createSignal<Device[] | null>(null);

  return { devices, loadDevices, saveProfile, changePassword, signOutDevice, signOutElsewhere };

  async function loadDevices(): Promise<void> {
    const { items } = await (await api.session.devices.$get()).json();
    setDevices(items);
  }

  /** Refuses with `changed`, and who they are now, where somebody else was faster. */
  async function saveProfile(change: ProfileChange, version: number): Promise<OwnUser> {
    try {
      await api.session.$patch({ json: change, ...onVersion(version) });
    } catch (error) {
      if (!isRefusal(error, "changed")) throw error;
      throw new Problem(error.code, error.detail, {}, (await session.load()).user);
    }
    return (await session.load()).user;
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

  /** One after the other, as they are now; one that has ended meanwhile is what was wanted. */
  async function signOutElsewhere(): Promise<void> {
    await loadDevices();
    for (const { id, current } of devices() ?? []) {
      if (current) continue;
      await signOutDevice(id).catch((error) => {
        if (!isRefusal(error, "not_found")) throw error;
      });
    }
    await loadDevices();
  }
}

export type OwnAccount = ReturnType<typeof createAccount>;
