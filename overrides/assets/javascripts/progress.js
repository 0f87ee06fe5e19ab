// Filters and sorts the table of issues; the state is in the address, so that it can be shared.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-filter]");
  const body = document.querySelector(".all-issues tbody");
  const rows = [...body.rows];
  const told = form.querySelector("output");
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
    told.textContent = `显示 ${shown} 个问题，共 ${rows.length} 个`;
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
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  read();
});
