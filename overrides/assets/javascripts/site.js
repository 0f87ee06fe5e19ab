// Large type (大字版), remembered on this device; and buttons that copy. Both show only where scripts run.
"use strict";
(() => {
  const root = document.documentElement;
  const KEY = "large-type";
  const remembered = () => { try { return localStorage.getItem(KEY) === "on"; } catch { return false; } };
  const remember = (on) => { try { localStorage.setItem(KEY, on ? "on" : "off"); } catch { /* private browsing */ } };
  root.classList.toggle("large", remembered());

  document.addEventListener("DOMContentLoaded", () => {
    const size = document.querySelector("[data-large-type]");
    const show = (on) => { root.classList.toggle("large", on); size.setAttribute("aria-pressed", String(on)); };
    show(remembered());
    size.hidden = false;
    size.addEventListener("click", () => {
      const on = !root.classList.contains("large");
      show(on);
      remember(on);
    });
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
        button.textContent = "已复制";
      });
    }
  });
})();
