/* Writing notes in the preview: select words, say something about them, and it is in the YAML.

   Only `mkdocs serve` hands this out; no built page knows of it. What a reader sees is sent as
   it is seen, without the marks of notes; the preview finds the place and writes the entry. */

const desk = document.querySelector("meta[name=explainer-desk]");
const KEPT = "explainer-desk", CONTEXT = 300, PAUSE = 250;
const ARTICLE = ".md-content__inner, [role=main], main, body";
const NOT_READ = ".ex-ref, .ex-cites, .ex-after, .ex-fixes, .ex-key, .ex-list, .ex-pop, .ex-data,"
  + " .ex-desk-troubles, explainer-page, explainer-desk, .headerlink, .footnote-ref, .footnote-backref, .linenos, .lineno,"
  + " sup[id^=fnref], script, style, template, noscript, svg, title, textarea, select, iframe, object,"
  + " audio, video, canvas, [hidden]:not([hidden=until-found])";

const FORM = `
<button type="button" class="ex-desk-open" aria-keyshortcuts="Control+Alt+M" title="Ctrl + Alt + M" hidden>Add a note</button>
<dialog class="ex-desk-form" aria-labelledby="ex-desk-h"><form method="dialog">
<h2 id="ex-desk-h">A note</h2>
<blockquote></blockquote>
<label>Kind <select name="kind"></select></label>
<label>Title <input name="title" autocomplete="off"></label>
<label>Text <small>Markdown; <kbd>[@source, p. 3]</kbd> cites, <kbd>[[term]]</kbd> links</small><textarea name="body" rows="6"></textarea></label>
<div class="ex-desk-preview md-typeset" aria-label="The text as it will be read" role="region" hidden></div>
<label>Put in a term <input name="term" list="ex-desk-terms" autocomplete="off"></label><datalist id="ex-desk-terms"></datalist>
<label>Sources <small>with a <kbd>;</kbd> between them: <kbd>an-id, p. 3; another</kbd></small><input name="sources" list="ex-desk-sources" autocomplete="off"></label><datalist id="ex-desk-sources"></datalist>
<label class="ex-desk-check"><input type="checkbox" name="draft"> Draft: shown here, and in no build</label>
<p class="ex-desk-file"></p>
<p class="ex-desk-status" role="status"></p>
<p class="ex-desk-does"><button name="save" class="md-button md-button--primary">Save</button>
<button type="button" name="copy" class="md-button">Copy as YAML</button>
<button type="button" name="remove" class="md-button">Delete</button>
<button type="button" name="close" class="md-button">Cancel</button></p>
</form></dialog>`;

// --- asking ------------------------------------------------------------------------------

const page = () => decodeURIComponent(location.pathname).slice(desk.dataset.mount.length);

async function ask(action, asked = {}) {
  const response = await fetch(`/.explainer/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Explainer-Token": desk.content },
    body: JSON.stringify({ page: page(), ...asked }),
  });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error), { status: response.status });
  return answer;
}

const isAway = error => error.status === undefined;
const said = error => isAway(error) ? "The preview does not answer: is mkdocs serve running?" : error.message;

// --- what is selected --------------------------------------------------------------------

// The text of a range as a reader has it: spaces do not count, for the preview compares without.
function read(range) {
  const root = range.commonAncestorContainer, nodes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = root.nodeType === Node.TEXT_NODE ? root : walker.nextNode(); node; node = walker.nextNode()) {
    if (!range.intersectsNode(node) || node.parentElement.closest(NOT_READ)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    nodes.push(node.data.slice(from, to));
  }
  return nodes.join("\n");
}

function selected() {
  const selection = getSelection(), article = document.querySelector(ARTICLE);
  if (!selection.rangeCount || selection.isCollapsed || !article) return null;
  const range = selection.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) return null;
  const before = range.cloneRange(), after = range.cloneRange();
  before.selectNodeContents(article);
  before.setEnd(range.startContainer, range.startOffset);
  after.selectNodeContents(article);
  after.setStart(range.endContainer, range.endOffset);
  const prefix = read(before), exact = read(range);
  if (!exact.trim()) return null;
  return {
    range,
    where: {
      exact,
      prefix: [...prefix].slice(-CONTEXT).join(""),
      suffix: [...read(after)].slice(0, CONTEXT).join(""),
      position: [...prefix.replace(/\s/g, "")].length,
    },
  };
}

// The entry without the preview's help: more context than is needed, every value in quotation marks.
function yaml({ exact, prefix, suffix }, { kind, title, body }) {
  const line = words => JSON.stringify(words.replace(/\s+/g, " ").trim());
  const around = [prefix.split(/\s+/).slice(-8).join(" "), suffix.split(/\s+/).slice(0, 8).join(" ")];
  return [
    "- id: a-short-name",
    `  quote: ${line(exact)}`,
    around[0].trim() && `  prefix: ${line(around[0])}`,
    around[1].trim() && `  suffix: ${line(around[1])}`,
    kind && kind !== "context" && `  kind: ${kind}`,
    title && `  title: ${line(title)}`,
    body && `  body: ${JSON.stringify(body)}`,
  ].filter(Boolean).join("\n");
}

// --- what outlives a reload --------------------------------------------------------------

function keep(value) {
  sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, ...value }));
}

function kept() {
  const value = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  return value?.path === location.pathname ? value : null;
}

const made = (tag, values, ...inside) => {
  const node = Object.assign(document.createElement(tag), values);
  node.append(...inside);
  return node;
};

const topOf = one => one.getClientRects()[0].top;

// Browser and theme have scrolled to where they remember the page was.
async function settled() {
  if (document.readyState !== "complete") await new Promise(done => addEventListener("load", done));
  await new Promise(done => setTimeout(done, PAUSE));
}

// --- the form ----------------------------------------------------------------------------

customElements.define("explainer-desk", class extends HTMLElement {
  #open; #dialog; #form; #status; #timer;
  #where;  // what was selected; of a note that is there, its id
  #top;    // where it stands in the window
  #told;   // the file the note goes to, and its state
  #saved;

  connectedCallback() {
    if (this.#form) return;
    this.innerHTML = FORM;
    [this.#open, this.#dialog] = this.children;
    this.#form = this.querySelector("form");
    this.#status = this.querySelector("[role=status]");
    const { elements } = this.#form;
    document.addEventListener("selectionchange", () => this.#offer());
    document.addEventListener("keydown", event => {
      if (event.code !== "KeyM" || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#add();
    });
    // Not to lose the selection, which a press on a button ends.
    this.#open.addEventListener("pointerdown", event => event.preventDefault());
    this.#open.addEventListener("click", () => this.#add());
    this.#form.addEventListener("submit", event => {
      event.preventDefault();
      this.#save();
    });
    this.#form.addEventListener("input", ({ target }) => {
      if (target.name === "body") this.#preview();
      if (target.name === "sources") this.#complete();
      if (target.name === "term") this.#link(target);
    });
    elements.copy.addEventListener("click", () => this.#copy());
    elements.remove.addEventListener("click", () => this.#remove());
    // Before the notes hear of it, which take every button in them for one of theirs.
    document.addEventListener("click", event => {
      const button = event.target.closest(".ex-desk-edit, .ex-desk-repair");
      if (!button) return;
      event.stopPropagation();
      if (button.repair) return void this.#repair(button);
      this.#top = topOf(document.getElementById(`note-${button.dataset.note}`));
      this.#show({ note: button.dataset.note });
    }, true);
    elements.close.addEventListener("click", () => this.#dialog.close());
    addEventListener("pagehide", () => this.#remember());
  }

  // A page is there: after a reload, what was begun goes on, and what was written is in view.
  async arrive() {
    this.#dialog.close();
    this.#open.hidden = true;
    this.#editable();
    this.#tell();
    const { id, top, begun } = kept() ?? {};
    if (begun) await this.#show(begun.where, begun.values);
    if (id) await settled();
    const there = id && document.getElementById(id);
    if (there?.getClientRects()[0]) scrollBy({ top: topOf(there) - top, behavior: "instant" });
  }

  // Every note of the page can be opened where it stands.
  #editable() {
    for (const title of document.querySelectorAll(".ex-note [id^=note-]")) {
      const note = title.closest(".ex-note"), id = title.id.slice(5);
      if (note.querySelector(".ex-desk-edit")) continue;
      const button = Object.assign(document.createElement("button"), {
        type: "button", className: "ex-desk-edit", textContent: "Edit",
      });
      button.dataset.note = id;
      button.setAttribute("aria-describedby", title.id);
      (note.querySelector(".ex-foot") ?? note).append(button);
    }
  }

  // Errors and warnings stand above the article; those about a note that has its place, in it too.
  async #tell() {
    const { troubles } = await ask("troubles").catch(() => ({ troubles: [] }));
    for (const old of document.querySelectorAll(".ex-desk-troubles")) old.remove();
    const article = document.querySelector(ARTICLE);
    if (!troubles.length || !article) return;
    const list = made("ul", {}, ...troubles.map(one => made("li", {}, ...this.#trouble(one, true))));
    const title = made("h2", { id: "ex-desk-troubles-h", textContent: "To see to on this page" });
    const panel = made("section", { className: "ex-desk-troubles" }, title, list);
    panel.setAttribute("aria-labelledby", title.id);
    const heading = article.querySelector("h1");
    if (heading) heading.after(panel);
    else article.prepend(panel);
    for (const one of troubles) {
      const note = one.note && document.getElementById(`note-${one.note}`)?.closest(".ex-note");
      if (note) note.append(made("div", { className: "ex-desk-troubles" }, ...this.#trouble(one, false)));
    }
  }

  #trouble({ severity, message, help, place, note, repairs }, linked) {
    const passage = linked && note && document.getElementById(`passage-${note}`);
    return [
      made("p", {},
        made("strong", { textContent: severity }), ` ${message} `,
        made("code", { textContent: place }),
        ...passage ? [" ", made("a", { href: `#passage-${note}`, textContent: "Show the passage" })] : []),
      ...help && linked ? [made("pre", { textContent: help })] : [],
      ...repairs.map(repair => made("button", {
        type: "button", className: "ex-desk-repair md-button", repair,
        textContent: `Quote “${repair.words}”`,
        title: `… ${repair.before} ${repair.words} ${repair.after} …`,
      })),
      made("p", { role: "status" }),
    ];
  }

  async #repair(button) {
    const { note, at, words } = button.repair, status = button.parentElement.querySelector("[role=status]");
    const passage = document.getElementById(`passage-${note}`);
    button.disabled = true;
    try {
      const { id, file } = await ask("repair", { note, at, words });
      if (passage?.getClientRects()[0]) [this.#top, this.#saved] = [topOf(passage), { id: `passage-${id}` }];
      status.textContent = `Written to ${file}. The page is built anew …`;
    } catch (error) {
      status.textContent = said(error);
      button.disabled = false;
    }
  }

  #offer() {
    const found = this.#dialog.open ? null : selected();
    this.#open.hidden = !found;
    if (!found) return;
    const boxes = found.range.getClientRects(), box = boxes[boxes.length - 1];
    if (!box) return;
    this.#open.style.left = `${Math.max(8, Math.min(box.right + scrollX, innerWidth - 130))}px`;
    this.#open.style.top = `${box.bottom + scrollY + 6}px`;
  }

  #add() {
    const found = selected();
    if (!found || this.#dialog.open) return;
    this.#top = topOf(found.range);
    this.#show(found.where);
  }

  async #show(where, values = {}) {
    this.#where = where;
    this.#told = this.#saved = null;
    this.#form.reset();
    this.#say("");
    this.#open.hidden = true;
    const { copy, remove } = this.#form.elements;
    [copy.hidden, remove.hidden] = [where.note, !where.note].map(Boolean);
    remove.textContent = "Delete";
    this.querySelector("h2").textContent = where.note ? "Edit the note" : "A new note";
    this.querySelector("blockquote").textContent = (where.exact ?? "").replace(/\s+/g, " ").trim();
    this.querySelector(".ex-desk-preview").hidden = true;
    this.#dialog.showModal();
    this.#form.elements.title.focus();
    try {
      await this.#fill();
      const told = await ask(where.note ? "note" : "describe", where);
      this.#put(where.note ? { ...told, ...values } : values);
      // What was begun goes by what the note was when it was opened.
      this.#told = { ...told, seen: values.seen ?? told.seen };
      this.querySelector("blockquote").textContent = told.words;
      this.querySelector(".ex-desk-file").textContent = told.line ? `From ${told.file}:${told.line}` : `Goes to ${told.file}`;
    } catch (error) {
      this.#say(said(error));
    }
  }

  #put(values) {
    const { kind, title, body, sources, draft } = this.#form.elements;
    for (const field of [kind, title, body, sources]) field.value = values[field.name] ?? field.value;
    draft.checked = values.draft ?? draft.checked;
    this.#preview();
  }

  async #fill() {
    if (this.ids) return;
    this.ids = await ask("ids");
    this.#form.elements.kind.replaceChildren(...this.ids.kinds.map(one => new Option(one)));
    this.querySelector("#ex-desk-terms").replaceChildren(...this.#options(this.ids.terms));
    this.#complete();
  }

  #options(names, before = "") {
    return Object.entries(names).map(([id, title]) => Object.assign(new Option(title), { value: before + id }));
  }

  // What is completed is the last of several.
  #complete() {
    const before = this.#form.elements.sources.value.match(/^.*;\s*/)?.[0] ?? "";
    this.querySelector("#ex-desk-sources").replaceChildren(...this.#options(this.ids?.sources ?? {}, before));
  }

  #link(field) {
    if (!Object.hasOwn(this.ids?.terms ?? {}, field.value)) return;
    const { body } = this.#form.elements;
    body.setRangeText(`[[${field.value}]]`, body.selectionStart, body.selectionEnd, "end");
    field.value = "";
    body.focus();
    this.#preview();
  }

  #preview() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const shown = this.querySelector(".ex-desk-preview"), { value } = this.#form.elements.body;
      try {
        const { html, told } = await ask("preview", { body: value });
        if (value !== this.#form.elements.body.value) return;
        shown.innerHTML = html;
        shown.hidden = !value.trim();
        this.#say(told.join("; "));
      } catch (error) {
        this.#say(said(error));
      }
    }, PAUSE);
  }

  get #values() {
    const { kind, title, body, sources, draft } = this.#form.elements;
    return { kind: kind.value, title: title.value, body: body.value, sources: sources.value, draft: draft.checked };
  }

  #save() {
    const { note } = this.#where;
    return this.#write(note ? "change" : "add", note ? `note-${note}` : "");
  }

  // Once to ask, once more to do it.
  #remove() {
    const { remove } = this.#form.elements;
    if (remove.textContent === "Delete") remove.textContent = "Really delete?";
    else this.#write("delete", "");
  }

  async #write(action, place) {
    const { save, remove } = this.#form.elements;
    save.disabled = remove.disabled = true;
    try {
      this.#told ??= await ask(this.#where.note ? "note" : "describe", this.#where);
      const { file, seen } = this.#told;
      const { id, written = true } = await ask(action, { ...this.#where, ...this.#values, file, seen });
      if (!written) return this.#dialog.close();
      this.#saved = { id: place || `passage-${id}` };
      this.#say(`Written to ${file}. The page is built anew …`);
    } catch (error) {
      // Of a new note, the next attempt goes by what is there now; what was to change is looked at again.
      if (error.status === 409 && !this.#where.note) this.#told = null;
      this.#say(said(error));
    } finally {
      save.disabled = remove.disabled = Boolean(this.#saved);
    }
  }

  async #copy() {
    let text;
    try {
      ({ yaml: text } = await ask("describe", { ...this.#where, ...this.#values }));
    } catch (error) {
      if (!isAway(error)) return this.#say(said(error));
      text = yaml(this.#where, this.#values);
    }
    try {
      await navigator.clipboard.writeText(text);
      this.#say("Copied.");
    } catch {
      this.#say("This browser does not let a page copy.");
    }
  }

  // The server reloads the page whenever a file changes: what was begun is not lost by that.
  #remember() {
    if (this.#saved) keep({ id: this.#saved.id, top: this.#top });
    else if (this.#dialog.open) keep({ begun: { where: this.#where, values: { ...this.#values, seen: this.#where.note && this.#told?.seen } } });
  }

  #say(words) {
    this.#status.textContent = words;
  }
});

const element = document.createElement("explainer-desk");

// Material swaps pages in without loading them, and says so.
function arrived() {
  if (!element.isConnected) document.body.append(element);
  element.arrive();
}

if (desk && window.document$) window.document$.subscribe(arrived);
else if (desk) arrived();
