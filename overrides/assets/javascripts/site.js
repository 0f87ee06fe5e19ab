// Large type (大字版), remembered on this device; buttons that copy; and the search, loaded when it is asked for.
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
    const find = document.querySelector("[data-search]");
    const results = document.querySelector("[data-results]");
    if (!find) return;
    const field = find.elements.q;
    const search = () => import(new URL(find.dataset.search, document.baseURI));
    field.addEventListener("focus", async () => (await search()).suggest(find), { once: true });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, select, textarea");
      const asked = event.key === "/" ? !typing : event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!asked) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    if (results) search().then((module) => module.results(results, find));
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        const from = document.getElementById(button.dataset.copy);
        await navigator.clipboard.writeText(from.href ?? from.innerText);
        button.textContent = "已复制";
      });
    }
  });
})();
