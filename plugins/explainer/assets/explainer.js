/* The views of a page's notes. The lists at the end of the page are the document, and every
   reference is a link to an entry there; what follows only shows that entry nearer: in the
   margin, in a card at the word, after the paragraph. Without it, the links lead to the lists.

   A custom element starts and stops by itself, on a page that is swapped in as on one that
   is loaded. Readers load every byte of this, so it is terse; a check holds it below 4 KB. */

const HOVER = 300, GAP = 8, BATCH = 30;
const MARKS = ".ex-ref, .ex-term, .ex-cite", SHOWN = ":not([hidden])";
const DEPTHS = ["article", "terms", "context", "all"];
const STILL = { preventScroll: true }, NEAR = { block: "nearest" };

const byHash = hash => document.getElementById(decodeURIComponent(hash.slice(1)));
const entryOf = link => byHash(link.hash)?.closest(".ex-note, .ex-row");
const titleOf = note => note.querySelector("h3");
const idOf = note => titleOf(note).id.slice(5);
const refOf = note => byHash(`#ref-${idOf(note)}`);
const isPlaced = (how, node) => node && getComputedStyle(node).position === how;

// What this browser remembers; where that is not allowed, nothing.
const kept = (key, value) => {
  try {
    if (value) localStorage[key] = JSON.stringify(value);
    return JSON.parse(localStorage[key]);
  } catch { /* see above */ }
};

customElements.define("explainer-page", class extends HTMLElement {
  #left;      // ends every listener when the element leaves the page
  #page;      // the article
  #form;
  #card;      // the dialog
  #open = []; // the links whose entries are open, each opened from within the one before
  #pinned;
  #timer;
  #over;      // the link under the pointer
  #at;        // where the pointer is
  #read;      // what is shown, and where
  #status;    // says what was copied
  // Widths change, pictures arrive: the margin is laid out anew. To observe again is to ask for it.
  #watch = new ResizeObserver(() => this.#margin());

  connectedCallback() {
    this.#left = new AbortController();
    if (!this.#page) this.#build();
    this.#listen(this.#left);
    this.#reveal(location);
  }

  disconnectedCallback() {
    this.#left.abort();
  }

  #build() {
    this.#page = this.parentElement;
    this.append(this.querySelector("template").content);
    [this.#form, this.#card, this.#status] = this.#all("form, .ex-pop, [role=status]");
    // Last on the page: the headings in it follow those of the lists.
    this.#page.append(this.#card);
    this.#choose();
    this.#news();
  }

  #listen({ signal }) {
    const on = (node, type, handle) => node.addEventListener(type, handle, { signal, capture: true });
    const leave = ({ target }) => {
      if (!this.#card.contains(target) && !this.#open[0]?.contains(target)) this.#close();
    };
    on(window, "hashchange", () => this.#reveal(location));
    on(this.#form, "change", () => this.#chosen());
    if (!this.#card.showPopover) return;
    on(document, "pointermove", event => this.#moved(event));
    on(document, "pointerup", leave);
    on(document, "focusin", event => {
      this.#margin();
      if (this.#pinned) leave(event);
    });
    on(document, "keydown", event => this.#pressed(event));
    on(this.#page, "click", event => this.#clicked(event));
  }

  #all(selector, node = this.#page) {
    return [...node.querySelectorAll(selector)];
  }

  // --- How much is read, and where -------------------------------------------------------

  #choose() {
    const query = new URLSearchParams(location.search), last = kept("explainer") ?? {};
    const off = query.get("off") ?? last.off ?? "", values = [query.get("read") ?? last.read, last.place];
    for (const field of this.#all("input", this.#form)) {
      field.checked = field.name === "kind" ? !off.includes(field.value) : values.includes(field.value) || field.checked;
    }
    this.#apply();
  }

  #chosen() {
    this.#apply();
    kept("explainer", this.#read);
    const url = new URL(location), { searchParams } = url;
    for (const name of ["read", "off"]) {
      searchParams.set(name, this.#read[name]);
      if (/^(all)?$/.test(this.#read[name])) searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  }

  #apply() {
    const { read = "all", place } = Object.fromEntries(new FormData(this.#form)), depth = DEPTHS.indexOf(read);
    const off = this.#all("[name=kind]:not(:checked)", this.#form).map(box => box.value).join(), shown = [];
    this.#read = { read, place, off };
    for (const one of this.#all(".ex-note, .ex-ref")) {
      const { kind, level } = one.dataset;
      one.hidden = depth < (level === "deep" ? 3 : 2) || off.includes(kind);
      if (!one.hidden && !one.hash) shown.push(idOf(one));
    }
    for (const one of this.#all(".ex-p[data-n]")) {
      const stays = depth > 1 && one.matches(".ex-p--source");
      one.classList.toggle("ex-off", !stays && !one.dataset.n.split(" ").some(id => shown.includes(id)));
    }
    this.#page.dataset.read = read;
    for (const one of this.#all(".ex-term")) this.#unlink(one, !depth);
    this.#place(place);
  }

  // A term that is off is plain text, for those who listen as well.
  #unlink(link, off) {
    for (const name of ["href", "role", "aria-label"]) {
      const [from, to] = off ? [name, `data-${name}`] : [`data-${name}`, name];
      const value = link.getAttribute(from);
      link.removeAttribute(from);
      if (value) link.setAttribute(to, value);
    }
  }

  // What is asked for by its address is shown, whatever is switched off.
  #reveal({ hash }) {
    const asked = byHash(hash);
    if (!this.#page.contains(asked) || asked.getClientRects()[0]) return;
    this.#form.reset();
    this.#apply();
    asked.scrollIntoView();
  }

  #news() {
    const key = `explainer:${location.pathname}`, before = kept(key), now = {}, { lang } = this.closest("[lang]");
    const changed = this.#all(".ex-note").filter(note => {
      const id = idOf(note);
      now[id] = note.dataset.v;
      return before && before[id] !== now[id];
    });
    kept(key, now);
    const { length } = changed, forms = JSON.parse(this.dataset.changed), line = this.querySelector(".ex-news");
    if (length) line.append(forms[new Intl.PluralRules(lang).select(length)].replace("{number}", length));
    for (const note of changed) {
      const link = document.createElement("a"), { id, lastChild } = titleOf(note);
      link.href = `#${id}`;
      link.append(lastChild.data);
      line.append(" ", link);
    }
  }

  // --- Beside the text, or after the paragraph -------------------------------------------

  #place(where) {
    const notes = this.#all("ol > .ex-note"), moved = this.#all(".ex-here");
    this.#page.classList.toggle("ex-elsewhere", where !== "auto");
    if (where === "after") for (const note of notes) this.#after(note, refOf(note));
    else for (const here of moved) {
      this.#page.querySelector(".ex-notes > ol").append(...here.children);
      here.remove();
    }
    this.#watch.observe(this.#page);
  }

  #after(note, block) {
    while (block.parentElement !== this.#page) block = block.parentElement;
    let here = block.nextElementSibling;
    if (!here?.matches(".ex-here")) block.after(here = document.createElement("ol"));
    here.className = "ex-here";
    note.style = "";
    here.append(note);
  }

  // Each note stands beside its number, or below the note before it. Those that were not seen yet
  // come a few at a time: to lay out two hundred takes longer than a reader's tap may wait.
  #margin() {
    const all = this.#all(`.ex-notes > ol > ${SHOWN}`), { top } = this.#page.getBoundingClientRect();
    if (!isPlaced("relative", this.#page)) return all.forEach(note => note.style = "");
    let more = BATCH, end = 0;
    const notes = all.filter(note => note.style.marginTop ||= more-- > 0 && "0");
    for (const [note, at, high] of notes.map(note => [note, refOf(note)?.getBoundingClientRect().top - top, note.offsetHeight])) {
      note.style.marginTop = `${end = Math.max(at, end)}px`;
      end += high + GAP;
    }
    if (more < 0) requestAnimationFrame(() => this.#margin());
    // What the address names has only now got its place.
    else if (more < BATCH) this.#page.querySelector(".ex-note > :target")?.scrollIntoView({ block: "center" });
  }

  // Lights a note in the margin, and the words that a note is about.
  #light(note) {
    const id = note?.matches(".ex-note") && idOf(note);
    for (const one of this.#all(".ex-lit")) one.classList.remove("ex-lit");
    if (id) for (const one of [note, ...this.#all(`[data-n~="${CSS.escape(id)}"]`)]) one.classList.add("ex-lit");
  }

  #visit(note) {
    this.#light(note);
    note.tabIndex = -1;
    note.focus(STILL);
    this.#margin();
    note.scrollIntoView(NEAR);
  }

  // --- The card at the word --------------------------------------------------------------

  #moved({ target, pointerType, x, y }) {
    // What scrolls under a pointer at rest is not pointed at.
    if (pointerType !== "mouse" || this.#at === x * y) return;
    this.#at = x * y;
    const over = target.closest(`.ex-pop, ${MARKS}`);
    if (this.#over === over) return;
    this.#over = over;
    clearTimeout(this.#timer);
    if (this.#pinned || over && (over === this.#card || over === this.#open[0])) return;
    this.#timer = setTimeout(() => {
      if (!over || !this.#serves(over)) this.#close();
      else if (over.matches(":hover")) this.#show([over]);
    }, HOVER);
  }

  // Whether a card opens for a link; else it leads to the list, as without script.
  #serves(link) {
    const { place } = this.#read, item = entryOf(link);
    return item && place !== "end" && (!link.matches(".ex-ref") || place !== "after" && !isPlaced("absolute", item));
  }

  #clicked(event) {
    const { target } = event, note = target.closest(".ex-note"), link = target.closest("a, button") ?? (isPlaced("absolute", note) && refOf(note));
    // A new window is asked for: Material's instant navigation would not hear of all keys.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return event.stopPropagation();
    if (!link) return;
    const inside = this.#card.contains(link);
    if (link.name in this.#acts) this.#acts[link.name](link);
    else if (link.matches(".ex-ref") && isPlaced("absolute", entryOf(link))) this.#visit(entryOf(link));
    else if (link.matches(inside ? ".ex-card a" : MARKS) && this.#serves(link)) {
      if (this.#pinned && link === this.#open[0]) this.#close(true);
      else this.#show(inside ? [...this.#open, link] : [link], true);
    } else {
      if (inside) this.#close();
      return this.#reveal(link);
    }
    // Material's instant navigation would scroll to the entry.
    event.preventDefault();
    event.stopPropagation();
  }

  #acts = {
    close: () => this.#close(true),
    back: () => this.#back(),
    turn: ({ ref }) => {
      ref.scrollIntoView(NEAR);
      this.#show([ref], true);
    },
    link: button => this.#copy(button, ""),
    words: button => this.#copy(button, ":~:"),
  };

  #pressed(event) {
    const { key, shiftKey } = event;
    if (key === "Escape") {
      const [lit] = this.#all(".ex-note.ex-lit");
      if (this.#open[0]) this.#back();
      else if (lit) {
        this.#light();
        refOf(lit).focus();
      }
    } else if (key === "Tab") {
      // Where a page listens to the pointer, WebKit forgets now and then to show what Tab reached.
      setTimeout(() => document.activeElement.scrollIntoView(NEAR), HOVER);
      // The card stands last on the page, its link does not: what follows is what follows that.
      const stops = this.#all(`:is(a, button)${SHOWN}`, this.#card);
      if (document.activeElement !== stops.at(shiftKey ? 0 : -1) && !(shiftKey && this.#card.matches(":focus"))) return;
      if (shiftKey) event.preventDefault();
      this.#close(true);
    }
  }

  // Shows the entry of the last link; the one before it is where to go back to.
  #show(links, pinned) {
    this.#close();
    this.#open = links;
    this.#light(entryOf(links[0]));
    const link = links.at(-1), item = entryOf(link), copy = item.cloneNode(true), card = this.#card, body = card.firstElementChild;
    for (const one of [copy, ...this.#all("[id]", copy)]) one.removeAttribute("id");
    const list = item.closest("dl")?.cloneNode();
    list?.append(copy);
    body.replaceChildren(...list ? [list] : copy.childNodes);
    body.className = `ex-card ${item.className}`;
    body.dataset.kind = item.dataset.kind ?? "";
    card.ariaLabel = link.ariaLabel ?? link.textContent;
    card.querySelector(".ex-all").href = link.hash;
    const refs = this.#all(`.ex-ref${SHOWN}`), at = refs.indexOf(link), [back, previous, next] = this.#all(".ex-bar button", card);
    back.hidden = !links[1];
    previous.ref = refs[at - 1];
    next.ref = at < 0 ? null : refs[at + 1];
    for (const one of [previous, next]) one.hidden = !one.ref;
    for (const one of links) one.ariaExpanded = true;
    card.showPopover();
    this.#position(links[0].getBoundingClientRect(), card);
    this.#pinned = pinned;
    if (pinned) card.focus(STILL);
  }

  // A card is less than half as high as the window (explainer.css), so it fits above or below.
  #position({ left, width, top, bottom }, card) {
    const { style, offsetWidth, offsetHeight } = card, { clientWidth, clientHeight } = document.documentElement, under = bottom + GAP;
    if (isPlaced("fixed", card)) return scrollBy({ top: Math.max(0, under + offsetHeight - clientHeight), behavior: "instant" });
    const x = Math.min(left + (width - offsetWidth) / 2, clientWidth - offsetWidth - GAP);
    style.left = `${Math.max(x, GAP) + scrollX}px`;
    style.top = `${(under + offsetHeight < clientHeight ? under : top - GAP - offsetHeight) + scrollY}px`;
  }

  #back() {
    const before = this.#open.slice(0, -1), last = this.#open.at(-1);
    if (!before[0]) return this.#close(true);
    this.#show(before, true);
    this.#card.querySelector(`.ex-card a[href$="${last.hash}"]`)?.focus(STILL);
  }

  #close(refocus) {
    const [link] = this.#open, within = this.#card.matches(":focus-within");
    clearTimeout(this.#timer);
    if (!link) return;
    for (const one of this.#open) one.ariaExpanded = null;
    this.#open = [];
    this.#light();
    this.#pinned = false;
    this.#card.hidePopover();
    if (refocus && within) link.focus(STILL);
  }

  // --- Copying links to passages ---------------------------------------------------------

  async #copy(button, words) {
    const { hash, dataset } = button.closest("p > span").firstElementChild, { origin, pathname } = location;
    const address = origin + pathname + hash + (words && words + dataset.text);
    try {
      await navigator.clipboard.writeText(address);
    } catch { // no https, or not allowed: the reader copies it from a box
      return prompt(this.#status.dataset.byHand, address);
    }
    const { copied } = this.#status.dataset;
    this.#status.textContent = button.dataset.done = copied;
    setTimeout(() => {
      this.#status.textContent = "";
      delete button.dataset.done;
    }, 2000);
  }
});

/* Stands above a long list, on pages of their own; only they load what is in pages.js. */
customElements.define("explainer-filter", class extends HTMLElement {
  async connectedCallback() {
    const { start } = await import("./pages.js");
    this.stop = start(this);
  }

  disconnectedCallback() {
    this.stop?.();
  }
});
