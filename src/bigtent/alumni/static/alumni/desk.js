// Keys of the desk: a letter presses the button that shows it. Off while a field has focus, and switchable.
const STORE = "desk-keys";
const TYPING = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]";
const on = () => localStorage.getItem(STORE) !== "off";

function show() {
  document.querySelectorAll("[data-key] kbd").forEach((key) => { key.hidden = !on(); });
  document.querySelectorAll("[data-keys-are]").forEach((part) => { part.hidden = (part.dataset.keysAre === "on") !== on(); });
}

document.querySelectorAll("[data-switch-keys]").forEach((button) => {
  button.addEventListener("click", () => {
    localStorage.setItem(STORE, on() ? "off" : "on");
    show();
    document.querySelector("[data-keys-are]:not([hidden]) [data-switch-keys]")?.focus();
  });
});

document.addEventListener("keydown", (event) => {
  if (!on() || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(TYPING)) return;
  const pressed = event.key.toUpperCase();
  const button = [...document.querySelectorAll("[data-key]")].find((it) => it.dataset.key === pressed);
  if (button) { event.preventDefault(); button.click(); }
});

show();
