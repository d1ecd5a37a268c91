// A table to search, to sort and to choose a row of, by pointer or by key. One row is on the way of the Tab
// key; Up, Down, Home and End go from row to row, Enter and Space choose one.

const LONG = 24 // letters: so long a text may be broken anywhere
const collator = new Intl.Collator("en-GB", { numeric: true })
const number = (text) => (text === "" ? NaN : Number(text.replace(/[,%£]/g, "").replace("−", "-")))

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value))
  made.append(...children)
  return made
}

function compared(one, other, isNumber) {
  if (!isNumber) return collator.compare(one, other)
  const [a, b] = [number(one), number(other)]
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b) || collator.compare(one, other)
  return a - b
}

function render({ model, el }) {
  const id = `cop-${Math.random().toString(36).slice(2)}`
  let page = 0
  let order = null // column, and 1 upwards or -1 downwards
  let sought = ""

  const search = element("input", { type: "search", id, autocomplete: "off" })
  const head = element("tr")
  const body = element("tbody")
  const count = element("span", { role: "status" })
  const before = element("button", { type: "button", "aria-label": "Previous page" }, "‹")
  const after = element("button", { type: "button", "aria-label": "Next page" }, "›")
  const paging = element("div", { class: "cop-paging" }, count, before, after)
  const table = element("table", { role: "grid" }, element("thead", {}, head), body)
  const label = element("label", { for: id, class: "cop-search" }, "Search ", search)

  const found = () => {
    const words = sought.toLowerCase().split(/\s+/).filter(Boolean)
    const rows = model.get("rows").map((cells, place) => ({ cells, place }))
    const kept = rows.filter(({ cells }) => {
      const text = cells.join(" ").toLowerCase()
      return words.every((word) => text.includes(word))
    })
    if (!order) return kept
    const [column, way] = order
    const isNumber = model.get("columns")[column].number
    return kept.sort((a, b) => way * compared(a.cells[column], b.cells[column], isNumber) || a.place - b.place)
  }

  const heading = ({ name, number: isNumber }, column) => {
    const button = element("button", { type: "button" }, name)
    button.addEventListener("click", () => {
      order = [column, order && order[0] === column ? -order[1] : 1]
      page = 0
      show()
    })
    const ways = { 1: "ascending", "-1": "descending" }
    const sorted = order && order[0] === column ? { "aria-sort": ways[order[1]] } : {}
    return element("th", { scope: "col", class: isNumber ? "cop-number" : "", ...sorted }, button)
  }

  const line = ({ cells, place }) => {
    const columns = model.get("columns")
    const looks = (text, at) => (columns[at].number ? "cop-number" : text.length > LONG ? "cop-long" : "")
    const made = cells.map((text, at) => element("td", { class: looks(text, at) }, text))
    const row = element("tr", { "data-place": place, tabindex: -1 }, ...made)
    row.setAttribute("aria-selected", model.get("selected_rows").includes(place))
    return row
  }

  const show = () => {
    const focused = table.contains(document.activeElement) && document.activeElement.dataset.place
    const rows = found()
    const size = model.get("page")
    const pages = Math.max(1, Math.ceil(rows.length / size))
    page = Math.min(page, pages - 1)
    const shown = rows.slice(page * size, (page + 1) * size)
    const headings = model.get("columns").map(heading)
    const sorting = head.contains(document.activeElement) && [...head.children].indexOf(document.activeElement.parentElement)
    head.replaceChildren(...headings)
    if (sorting !== false && sorting >= 0) headings[sorting]?.firstChild.focus()
    body.replaceChildren(...shown.map(line))
    const reachable = body.querySelector("[aria-selected=true]") ?? body.firstChild
    if (reachable) reachable.tabIndex = 0
    if (focused) body.querySelector(`[data-place="${focused}"]`)?.focus()
    const all = model.get("rows").length
    const few = rows.length < all ? ` (of ${all})` : ""
    count.textContent = rows.length
      ? `${page * size + 1} to ${page * size + shown.length} of ${rows.length}${few}`
      : "Nothing is called so"
    before.disabled = page === 0
    after.disabled = page >= pages - 1
    paging.hidden = all <= size && !sought
    label.hidden = all <= size && !sought
  }
  const filled = () => {
    page = 0
    sought = search.value = ""
    order = model.get("columns").length && model.get("newest_first") ? [0, -1] : null
    table.setAttribute("aria-label", model.get("label"))
    show()
  }
  const selected = () =>
    [...body.children].forEach((row) =>
      row.setAttribute("aria-selected", model.get("selected_rows").includes(Number(row.dataset.place))))
  const choose = (row) => {
    model.set("selected_rows", [Number(row.dataset.place)])
    model.save_changes()
  }
  const go = (row) => {
    if (!row) return
    ;[...body.children].forEach((each) => (each.tabIndex = -1))
    row.tabIndex = 0
    row.focus()
  }

  search.addEventListener("input", () => {
    sought = search.value
    page = 0
    show()
  })
  before.addEventListener("click", () => { page -= 1; show() })
  after.addEventListener("click", () => { page += 1; show() })
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr")
    if (row && !String(getSelection())) choose(row)
  })
  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr")
    const to = {
      ArrowDown: row?.nextSibling, ArrowUp: row?.previousSibling,
      Home: body.firstChild, End: body.lastChild,
    }
    if (event.key === "Enter" || event.key === " ") choose(row)
    else if (event.key in to) go(to[event.key])
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  model.on("change:rows", filled)
  model.on("change:selected_rows", selected)
  filled()
  el.classList.add("cop-table")
  el.append(label, element("div", { class: "cop-sideways" }, table), paging)
  return () => {
    model.off("change:rows", filled)
    model.off("change:selected_rows", selected)
  }
}

export default { render }
