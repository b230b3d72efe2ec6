// Ties the buttons of the passkey forms to the browser's own question for a passkey.
const forms = window.allauth.webauthn.forms
const there = (id) => document.getElementById(id)

if (there('passkey_login')) {
  forms.loginForm({ ids: { login: 'passkey_login', credential: 'mfa_credential' } })
}
if (there('with_passkey')) {
  forms.authenticateForm({ ids: { authenticate: 'with_passkey', credential: 'id_credential', data: 'js_data' } })
}
if (there('add_passkey')) {
  forms.addForm({
    ids: { add: 'add_passkey', passwordless: 'id_passwordless', credential: 'id_credential', data: 'js_data' }
  })
}

// A reader who says no to the question made no mistake: nothing is to be reported.
document.addEventListener('allauth.error', (event) => {
  if (event.detail.exception?.name === 'NotAllowedError') event.preventDefault()
})
