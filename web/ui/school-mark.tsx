import { createSignal, Show } from "solid-js";
import type { PublicLogo } from "#domain/schools/logo";
import { monogram } from "#domain/schools/monogram";

/** A school's logo; its letters where it has none, or while that cannot be had. Its name stands beside it. */
export function SchoolMark(props: { name: string; logo: PublicLogo | null | undefined }) {
  const [missing, setMissing] = createSignal<string>();
  const url = () => {
    const url = props.logo?.url;
    return url === missing() ? undefined : url;
  };
  return (
    <Show
      when={url()}
      fallback={
        <span class="monogram" aria-hidden="true">
          {monogram(props.name)}
        </span>
      }
    >
      {(shown) => <img class="monogram" src={shown()} alt="" onError={() => setMissing(shown())} />}
    </Show>
  );
}
