import { ownDeviceWords } from "#domain/accounts/session-life";

/** The tick for a device that nobody else uses, which says what it means [A19]. */
export function OwnDevice({ isTicked = false }: { isTicked?: boolean }) {
  return (
    <div class="tick">
      <input
        type="checkbox"
        id="ownDevice"
        name="ownDevice"
        value="yes"
        checked={isTicked}
        aria-describedby="ownDevice-hint"
      />
      <label for="ownDevice">This is my own device</label>
      <p class="hint" id="ownDevice-hint">
        {ownDeviceWords}
      </p>
    </div>
  );
}
