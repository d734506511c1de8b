/* Copying links to passages. The links are on the page already and work without this.

   <explainer-copy> stands at the end of a list of notes. It puts buttons beside each link to
   a passage, takes them away when it leaves the page, and says what was copied. As a custom
   element it starts and stops by itself, on a page that is swapped in as on one that is loaded. */

const SHOWN = 2000;

class ExplainerCopy extends HTMLElement {
  #left;

  connectedCallback() {
    this.#left = new AbortController();
    const list = this.parentElement;
    const made = [...list.querySelectorAll("a.ex-passage")].flatMap(link => this.#buttons(link));
    this.#left.signal.addEventListener("abort", () => made.forEach(node => node.remove()));
    list.addEventListener("click", event => this.#clicked(event), { signal: this.#left.signal });
  }

  disconnectedCallback() {
    this.#left.abort();
  }

  #buttons(link) {
    const nodes = [...this.querySelector("template").content.cloneNode(true).childNodes]
      .filter(node => link.dataset.text || !("words" in (node.dataset ?? {})));
    const note = link.closest(".ex-note")?.querySelector("h3")?.id;
    for (const button of nodes) {
      if (note && button.matches?.("button")) button.setAttribute("aria-describedby", note);
    }
    link.after(" ", ...nodes);
    return nodes;
  }

  async #clicked(event) {
    const button = event.target.closest(".ex-passages button");
    if (!button) return;
    const link = button.parentElement.querySelector("a.ex-passage");
    const address = new URL(location.href);
    address.search = "";
    address.hash = link.hash + ("words" in button.dataset ? `:~:${link.dataset.text}` : "");
    try {
      await navigator.clipboard.writeText(address.href);
    } catch { // no https, or not allowed: the reader copies it from a box
      prompt(this.dataset.byHand, address.href);
      return;
    }
    this.#say(button);
  }

  #say(button) {
    const status = this.querySelector("[role=status]");
    status.textContent = this.dataset.copied;
    button.dataset.done = this.dataset.copied;
    setTimeout(() => {
      status.textContent = "";
      delete button.dataset.done;
    }, SHOWN);
  }
}

if (!customElements.get("explainer-copy")) customElements.define("explainer-copy", ExplainerCopy);
