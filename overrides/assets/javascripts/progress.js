// Filters and sorts the table of issues; the state is in the address, so that it can be shared.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-filter]");
  const body = document.querySelector(".all-issues tbody");
  const rows = [...body.rows];
  const told = form.querySelector("output");
  const clear = form.querySelector("[type=reset]");
  const headings = [...document.querySelectorAll("[data-sorts]")];
  const orders = {
    "": (a, b) => a.dataset.number - b.dataset.number,
    last: (a, b) => b.dataset.number - a.dataset.number,
    most: (a, b) => b.dataset.measures - a.dataset.measures || a.dataset.number - b.dataset.number,
  };

  const apply = () => {
    const { status, category, sort } = Object.fromEntries(new FormData(form));
    let shown = 0;
    for (const row of rows.sort(orders[sort] ?? orders[""])) {
      row.hidden = (status && !row.dataset.statuses.split(" ").includes(status))
        || (category && row.dataset.category !== category);
      shown += row.hidden ? 0 : 1;
      body.append(row);
    }
    told.textContent = shown ? `显示 ${shown} 个问题，共 ${rows.length} 个` : `没有符合条件的问题，共 ${rows.length} 个`;
    clear.hidden = !(status || category);
    for (const heading of headings) {
      heading.ariaSort = heading.dataset.sorts.split(" ").includes(sort) ? (sort ? "descending" : "ascending") : null;
    }
  };

  const read = () => {
    const wanted = new URLSearchParams(location.search);
    for (const field of form.querySelectorAll("select")) {
      const value = wanted.get(field.name) ?? "";
      field.value = [...field.options].some((option) => option.value === value) ? value : "";
    }
    apply();
  };

  form.addEventListener("change", () => {
    const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", location.pathname + (wanted.size ? `?${wanted}` : "") + location.hash);
    apply();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const name of ["status", "category"]) form.elements[name].value = "";
    form.dispatchEvent(new Event("change"));
    form.elements.status.focus();
  });
  for (const heading of headings) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "sort" });
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const offered = heading.dataset.sorts.split(" ");
      form.elements.sort.value = offered[(offered.indexOf(form.elements.sort.value) + 1) % offered.length];
      form.dispatchEvent(new Event("change"));
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  read();
});
