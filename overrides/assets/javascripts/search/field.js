// The field in the header: suggestions while typing, as ARIA's combobox pattern has it.
import { Corpus } from "./corpus.js";
import { search } from "./matching.js";
import { element, result } from "./shown.js";

const SHOWN = 6;

export function corpusOf(form) {
  form.corpus ??= Corpus.load(new URL(form.dataset.index, document.baseURI)).catch((error) => { form.corpus = null; throw error; });
  return form.corpus;
}

export function suggest(form) {
  const field = form.elements.q;
  const list = element("ul", "");
  const told = element("p", "told");
  const panel = element("div", "suggestions", told, list);
  Object.assign(list, { id: "suggestions", role: "listbox", ariaLabel: "搜索建议" });
  told.role = "status";
  panel.hidden = true;
  form.append(panel);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  let latest = 0;

  const choose = (option) => {
    for (const one of list.children) one.ariaSelected = String(one === option);
    if (!option) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", option.id);
    return option.scrollIntoView({ block: "nearest" });
  };
  const chosen = () => list.querySelector("[aria-selected=true]");
  const open = (shown) => {
    panel.hidden = !shown;
    field.ariaExpanded = String(shown && list.children.length > 0);
    if (shown && list.children.length) field.setAttribute("aria-controls", list.id); else field.removeAttribute("aria-controls");
    if (!shown) choose(null);
  };

  const update = async () => {
    const query = field.value;
    const turn = (latest += 1);
    if (!query.trim()) return open(false);
    try {
      const corpus = await corpusOf(form);
      const { found, partial, nearest } = await search(corpus, query);
      const first = found.slice(0, SHOWN);
      await corpus.show(first.map(({ index }) => index));
      if (turn !== latest) return undefined;
      const rows = first.map((one) => {
        const { title, about, passages } = result(corpus, one, 1);
        return option(new URL(corpus.documents[one.index].path, new URL("../", form.action)), element("p", "title", ...title), ...passages, ...about);
      });
      if (found.length > first.length) rows.push(option(address(query), element("p", "title", `查看全部 ${found.length} 个结果`)));
      list.replaceChildren(...rows);
      list.hidden = !rows.length;
      for (const [index, row] of rows.entries()) row.id = `suggestion-${index}`;
      told.textContent = summary(found.length, partial, nearest);
      told.className = found.length && !partial ? "told unseen" : "told";
    } catch {
      list.replaceChildren();
      told.className = "told";
      told.textContent = "搜索没有加载成功，请检查网络后再试。";
    }
    return open(true);
  };

  const option = (to, ...children) => {
    const made = element("li", "", ...children);
    made.role = "option";
    made.ariaSelected = "false";
    made.dataset.to = to;
    return made;
  };
  const address = (query) => `${form.action}?q=${encodeURIComponent(query)}`;

  field.addEventListener("input", (event) => { if (!event.isComposing) update(); });
  field.addEventListener("compositionend", update);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const rows = [...list.children];
    const at = rows.indexOf(chosen());
    if (event.key === "Escape" && !panel.hidden) { event.preventDefault(); open(false); }
    else if (event.key === "Enter" && chosen()) { event.preventDefault(); location.assign(chosen().dataset.to); }
    else if (["ArrowDown", "ArrowUp"].includes(event.key) && rows.length) {
      event.preventDefault();
      if (panel.hidden) open(true);
      const next = event.key === "ArrowDown" ? at + 1 : (at < 0 ? rows.length : at) - 1;
      choose(rows[next] ?? null);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-to]");
    if (row) location.assign(row.dataset.to);
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
  if (field.value && document.activeElement === field) update();
}

export function summary(count, partial, nearest) {
  if (partial) return `没有完全一致的内容，下面 ${count} 个结果与其中一部分相符。`;
  if (count) return `${count} 个结果`;
  return nearest.length ? `没有找到。文中有：${nearest.join("、")}` : "没有找到。换个说法，或者少写几个字试试。";
}
