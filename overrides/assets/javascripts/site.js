// Large type (大字版), remembered on this device; explanations that shut; buttons that copy; the search, loaded when asked for.
"use strict";
(() => {
  const root = document.documentElement;
  const KEY = "large-type";
  const remembered = () => { try { return localStorage.getItem(KEY) === "on"; } catch { return false; } };
  const remember = (on) => { try { localStorage.setItem(KEY, on ? "on" : "off"); } catch { /* private browsing */ } };
  root.classList.remove("no-js");
  root.classList.toggle("large", remembered());
  const asked = new URLSearchParams(location.search).get("q");
  root.classList.toggle("asking", Boolean(asked?.trim()));

  const EXPLAINED = ".term:is(:hover, :focus), mark:is(:hover, :focus)";
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const one of document.querySelectorAll(EXPLAINED)) one.classList.add("shut");
  });
  for (const leaving of ["focusout", "pointerout"]) {
    document.addEventListener(leaving, () => {
      for (const one of document.querySelectorAll(".shut:not(:hover, :focus)")) one.classList.remove("shut");
    });
  }
  // A finger cannot hover: the first tap on a term shows its explanation, the second follows the link.
  let tapped = null;
  document.addEventListener("click", (event) => {
    const term = event.target.closest(".term");
    if (term && term !== tapped && event.detail && matchMedia("(hover: none)").matches) {
      event.preventDefault();
      term.focus();
    }
    tapped = term;
  });

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
      const called = event.key === "/" ? !typing : event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!called) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    if (results) search().then((module) => module.results(results, find)).catch(() => root.classList.remove("asking"));
    const told = Object.assign(document.createElement("p"), { className: "unseen", role: "status" });
    document.querySelector("#content").append(told);
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        const from = document.getElementById(button.dataset.copy);
        await navigator.clipboard.writeText(from.href ?? from.innerText);
        button.firstChild.textContent = told.textContent = "已复制";
      });
    }
  });
})();
