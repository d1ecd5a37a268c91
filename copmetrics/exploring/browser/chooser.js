// A list to choose one thing from: grouped by what things are about, and narrowed by what is typed.
// It is a native list with native groups, so that keys and screen readers find what they know.

const PAUSE = 200 // milliseconds: whoever goes through the list by arrow key asks for the one they stop at

const element = (name, attributes = {}, text = "") => {
  const made = document.createElement(name)
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value))
  made.textContent = text
  return made
}

const fits = (words, text) => words.every((word) => text.includes(word))

const firstThose = (those, are) => [...those].sort((one, other) => are(other) - are(one))

function render({ model, el }) {
  const id = `cop-${Math.random().toString(36).slice(2)}`
  const search = element("input", { type: "search", id: `${id}-find`, autocomplete: "off" })
  search.placeholder = model.get("hint")
  const list = element("select", { id: `${id}-list`, size: model.get("rows") })
  const found = element("p", { role: "status", class: "cop-found" })

  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
    list.replaceChildren()
    let count = 0
    // what is called so comes before what only means it: Enter takes the first
    const calledSo = ({ label }) => fits(words, label.toLowerCase())
    const kept = model.get("groups").map(([name, entries]) =>
      [name, firstThose(entries.filter((entry) => fits(words, entry.words + name.toLowerCase())), calledSo)])
    for (const [name, those] of firstThose(kept, ([, entries]) => entries.some(calledSo))) {
      if (!those.length) continue
      const group = element("optgroup", { label: name })
      those.forEach(({ id, label }) => group.append(element("option", { value: id, title: label }, label)))
      list.append(group)
      count += those.length
    }
    list.value = model.get("value")
    const none = "Nothing is called so. Try another word."
    found.textContent = words.length ? (count ? `${count} found` : none) : ""
  }
  const choose = () => {
    if (!list.value || list.value === model.get("value")) return
    model.set("value", list.value)
    model.save_changes()
  }
  let waiting = 0
  list.addEventListener("change", () => {
    clearTimeout(waiting)
    waiting = setTimeout(choose, PAUSE)
  })
  search.addEventListener("input", show)
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return
    event.preventDefault()
    const first = list.querySelector("option")
    if (!first) return
    if (event.key === "Enter") {
      const { value } = first
      search.value = ""
      show()
      list.value = value
    }
    list.focus()
    choose()
  })
  const chosen = () => {
    if (![...list.options].some((each) => each.value === model.get("value"))) search.value = ""
    show()
  }
  model.on("change:value", chosen)
  model.on("change:groups", show)
  show()
  el.classList.add("cop-chooser")
  el.append(
    element("label", { for: search.id }, model.get("search_label")), search,
    element("label", { for: list.id }, model.get("label")), list, found,
  )
  return () => {
    clearTimeout(waiting)
    model.off("change:value", chosen)
    model.off("change:groups", show)
  }
}

export default { render }
