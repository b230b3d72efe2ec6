// Leaves a page so that the button to go back does not lead to it: its place in the history is taken by where one goes.
for (const link of document.querySelectorAll('a.exit')) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    location.replace(link.href)
  })
}
