// The page of results: everything found, filtered; the state is in the address, so that it can be shared.
import { corpusOf, summary } from "./field.js";
import { search } from "./matching.js";
import { element, result } from "./shown.js";

const STEP = 20;

export async function results(main, form) {
  const filters = main.querySelector("form");
  const told = main.querySelector("output");
  const list = main.querySelector("ol");
  const more = main.querySelector("button");
  const suggestOtherWays = () => document.documentElement.classList.remove("asking");
  const wanted = new URLSearchParams(location.search);
  const query = wanted.get("q") ?? "";
  form.elements.q.value = query;
  if (!query.trim()) return;
  document.title = `${query} - ${document.title}`;
  told.textContent = "正在搜索…";
  try {
    await show();
  } catch {
    told.textContent = "搜索没有加载成功，请检查网络后再试；也可以看全文。";
    suggestOtherWays();
  }

  async function show() {
    const corpus = await corpusOf(form);
    const { found, partial, nearest } = await search(corpus, query);
    let passing = [];
    let shown = 0;

    const next = async () => {
      const some = passing.slice(shown, shown + STEP);
      await corpus.show(some.map(({ index }) => index));
      list.append(...some.map((one) => row(corpus, one)));
      shown += some.length;
      more.hidden = shown >= passing.length;
    };
    const filter = async () => {
      const category = filters.elements.category.value;
      const status = filters.elements.status.selectedIndex - 1;
      passing = found.filter(({ index }) => {
        const one = corpus.documents[index];
        return (status < 0 || one.statuses?.includes(status)) && (!category || String((one.category ?? one).number) === category && (one.category || one.kind === "category"));
      });
      shown = 0;
      list.replaceChildren();
      await next();
      told.textContent = summary(passing.length, partial, []);
    };

    for (const field of filters.querySelectorAll("select")) {
      const value = wanted.get(field.name) ?? "";
      field.value = [...field.options].some((option) => option.value === value) ? value : "";
    }
    filters.hidden = !found.length;
    filters.addEventListener("change", () => {
      const state = new URLSearchParams({ q: query, ...Object.fromEntries([...new FormData(filters)].filter(([, value]) => value)) });
      history.replaceState(null, "", `${location.pathname}?${state}`);
      filter();
    });
    more.addEventListener("click", next);
    await filter();
    if (!found.length) {
      suggestOtherWays();
      told.replaceChildren(`没有找到“${query}”。`, ...(nearest.length ? ["可以试试："] : []));
      for (const piece of nearest) {
        const link = element("a", "", piece);
        link.href = `?q=${encodeURIComponent(piece)}`;
        told.append(link, " ");
      }
    }
  }

  function row(corpus, found) {
    const one = corpus.documents[found.index];
    const { title, about, passages } = result(corpus, found, 2);
    const link = element("a", "", ...title);
    link.href = new URL(one.path, new URL("../", form.action));
    if (one.kind === "issue") link.dataset.issue = one.number; else link.dataset.page = one.path;
    return element("li", "", element("h2", "", link), ...about, ...passages);
  }
}
