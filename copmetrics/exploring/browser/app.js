// What the whole page is given: its looks, where the keyboard goes on when what it was at has gone, and an
// address that keeps the question. JupyterLab's address is its own: there it is left alone.

const isApp = () => document.body.matches("[data-voila]")

function render({ model, el }) {
  const heard = ({ focus }) =>
    setTimeout(() => {
      const at = document.activeElement
      if (at && at !== document.body && at.offsetParent) return
      el.closest(".cop-explorer")?.querySelector(focus)?.focus()
    }, 100)
  const asked = () => model.get("question") !== location.hash.slice(1) && model.send({ asked: location.hash.slice(1) })
  const keep = () => history.replaceState(history.state, "", `#${model.get("question")}`)
  model.on("msg:custom", heard)
  if (isApp()) {
    if (location.hash.length > 1) asked()
    window.addEventListener("hashchange", asked)
    model.on("change:question", keep)
  }
  return () => {
    model.off("msg:custom", heard)
    model.off("change:question", keep)
    window.removeEventListener("hashchange", asked)
  }
}

export default { render }
