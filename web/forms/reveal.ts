/** Each password of the form can be shown, by the button in its frame. */
export function offerReveal(form: HTMLFormElement): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>(".reveal")) {
    const password = button.parentElement?.querySelector("input");
    if (!password) continue;
    const show = (isShown: boolean) => {
      password.type = isShown ? "text" : "password";
      button.setAttribute("aria-pressed", String(isShown));
    };
    button.hidden = false;
    button.addEventListener("click", () => show(password.type === "password"));
    // Browsers offer to keep what stands in a password field.
    form.addEventListener("submit", () => show(false));
  }
}
