// What the whole page is given: its looks, and where the keyboard goes on when what it was at has gone.

function render({ model, el }) {
  const heard = ({ focus }) =>
    setTimeout(() => {
      const at = document.activeElement
      if (at && at !== document.body && at.offsetParent) return
      el.closest(".cop-explorer")?.querySelector(focus)?.focus()
    }, 100)
  model.on("msg:custom", heard)
  return () => model.off("msg:custom", heard)
}

export default { render }
