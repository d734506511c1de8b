/* Filtering the pages that hold everything. Only pages with an <explainer-filter> fetch this.

   The list is on the page already and is whole without this. `start` takes the controls out of
   the element's <template> and returns a function that takes them away again. */

const PAUSE = 250; // between the last key and what is told: the count, and the address
const ENTRIES = "[data-kind]";
const GROUPS = ".ex-shelf";

const fold = text => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();

/* What an address leads to on this page; anything may stand in an address. */
function target(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/* Everything an entry says, but for its foot: there stand names of other entries. */
function said(entry) {
  const copy = entry.cloneNode(true);
  copy.querySelector(".ex-foot")?.remove();
  return fold(copy.textContent);
}

export function start(element) {
  const left = new AbortController();
  const on = (where, type, listener, options) =>
    where.addEventListener(type, listener, { signal: left.signal, ...options });

  const list = element.parentElement;
  const entries = [...list.querySelectorAll(ENTRIES)];
  const groups = [...list.querySelectorAll(GROUPS)];
  const jumps = [...list.querySelectorAll(".ex-letters a")];
  const texts = new Map();

  const controls = element.querySelector("template").content.cloneNode(true);
  const form = controls.querySelector("form");
  const words = form.elements.filter;
  const status = form.querySelector("[role=status]");
  const asked = () => ({ words: words.value.trim(), kind: new FormData(form).get("kind") ?? "" });

  const fits = (entry, needles, kind) => {
    if (kind && !entry.dataset.kind.split("|").includes(kind)) return false;
    if (!needles.length) return true;
    if (!texts.has(entry)) texts.set(entry, said(entry));
    return needles.every(needle => texts.get(entry).includes(needle));
  };

  function show() {
    const { words, kind } = asked();
    const needles = fold(words).split(/\s+/).filter(Boolean);
    for (const entry of entries) entry.hidden = !fits(entry, needles, kind);
    for (const group of groups) group.hidden = !group.querySelector(`${ENTRIES}:not([hidden])`);
    for (const jump of jumps) {
      jump.parentElement.hidden = Boolean(target(jump.hash)?.closest(`${GROUPS}[hidden]`));
    }
    clearTimeout(pause);
    pause = setTimeout(tell, PAUSE);
  }

  /* A screen reader hears of the last result only, and the address is not written at every key. */
  let pause;
  function tell() {
    const { words, kind } = asked();
    const shown = entries.filter(entry => !entry.hidden).length;
    const { language, forms, none } = element.dataset;
    const form = JSON.parse(forms)[new Intl.PluralRules(language).select(shown)] ?? JSON.parse(forms).other;
    const count = form.replace("{number}", new Intl.NumberFormat(language).format(shown));
    status.textContent = words || kind ? (shown ? count : none) : "";
    const address = new URL(location.href);
    for (const [name, value] of [["filter", words], ["kind", kind]]) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  /* Whoever follows a link to an entry sees it, whatever was asked for before. */
  function reveal(hash) {
    const goal = target(hash);
    if (!list.contains(goal) || !goal?.closest("[hidden]")) return;
    form.reset();
    show();
  }

  const given = new URL(location.href).searchParams;
  words.value = given.get("filter") ?? "";
  const kinds = [...form.querySelectorAll("[name=kind][value], [name=kind] option")];
  const chosen = kinds.find(choice => choice.value === given.get("kind"));
  if (chosen) chosen[chosen.matches("option") ? "selected" : "checked"] = true;
  element.append(controls);
  if (words.value || chosen?.value) show();
  reveal(location.hash);

  on(form, "input", show);
  on(form, "submit", event => event.preventDefault());
  on(words, "keydown", event => {
    if (event.key !== "Escape" || !words.value) return;
    event.preventDefault();
    event.stopPropagation();
    words.value = "";
    show();
  });
  // In the capture phase: Material's instant navigation scrolls at once.
  const follow = event => {
    const link = event.target.closest?.("a[href]");
    if (link?.pathname === location.pathname) reveal(link.hash);
  };
  on(document, "click", follow, { capture: true });
  on(window, "hashchange", () => reveal(location.hash));

  return () => {
    left.abort();
    clearTimeout(pause);
    form.remove();
    for (const node of [...entries, ...groups, ...jumps.map(jump => jump.parentElement)]) {
      node.hidden = false;
    }
  };
}
