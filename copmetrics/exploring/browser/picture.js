// A picture that answers: over each of its marks lies a button, which says what the mark is and, when it
// is pressed, asks for the lines behind. One of them is on the way of the Tab key; arrows go to the others.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

function markButton(mark, place) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = `cop-mark cop-${mark.shape}`
  button.setAttribute("aria-label", mark.label)
  button.dataset.said = mark.label
  button.dataset.place = place
  const { style } = button
  style.left = `${100 * mark.x}%`
  style.top = `${100 * mark.y}%`
  style.width = `${100 * mark.width}%`
  style.height = `${100 * mark.height}%`
  if (mark.y < 0.2) button.classList.add("cop-at-the-top")
  if (mark.x > 0.6) button.classList.add("cop-at-the-right")
  return button
}

function render({ model, el }) {
  const buttons = () => [...el.querySelectorAll(".cop-mark")]
  const reach = (button) => buttons().forEach((each) => (each.tabIndex = each === button ? 0 : -1))
  const chosen = () =>
    buttons().forEach((each, place) => each.setAttribute("aria-pressed", place === model.get("chosen")))
  const show = () => {
    const had = el.contains(document.activeElement) && document.activeElement.dataset.place
    el.innerHTML = model.get("html")
    el.classList.toggle("cop-plain", model.get("plain"))
    el.classList.toggle("cop-untitled", model.get("untitled"))
    const image = el.querySelector("figure img")
    if (!image) return
    const over = document.createElement("div")
    over.className = "cop-marks"
    over.setAttribute("role", "group")
    over.setAttribute("aria-label", "Marks of the picture: arrow keys go from one to the next")
    model.get("marks").forEach((mark, place) => over.append(markButton(mark, place)))
    const drawing = document.createElement("div")
    drawing.className = "cop-drawing"
    image.replaceWith(drawing)
    drawing.append(image)
    if (over.children.length) drawing.append(over)
    drawing.parentElement.scrollLeft = drawing.offsetWidth // where there is no room for all: the newest
    reach(buttons().at(-1))
    chosen()
    if (had) buttons().at(-1)?.focus()
  }
  el.addEventListener("click", (event) => {
    const button = event.target.closest(".cop-mark")
    if (!button) return
    reach(button)
    model.send({ pressed: Number(button.dataset.place) })
  })
  el.addEventListener("keydown", (event) => {
    const all = buttons()
    const here = all.indexOf(document.activeElement)
    const ends = { Home: 0, End: all.length - 1 }
    if (here < 0 || !(event.key in STEPS || event.key in ends)) return
    event.preventDefault()
    event.stopPropagation()
    const next = all.at(event.key in ends ? ends[event.key] : (here + STEPS[event.key]) % all.length)
    reach(next)
    next.focus()
  })
  model.on("change:html", show)
  model.on("change:chosen", chosen)
  show()
  return () => {
    model.off("change:html", show)
    model.off("change:chosen", chosen)
  }
}

export default { render }
