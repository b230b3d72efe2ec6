// A browser that was told "no" by its owner is no fault: say nothing on the console.
document.addEventListener('allauth.error', (event) => {
  if (event.detail.exception?.name === 'NotAllowedError') event.preventDefault()
})
