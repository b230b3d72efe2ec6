"""How sign-in meets our accounts: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Accounts are opened on invitation or claim, never by a form at the door."""

    def is_open_for_signup(self, request):
        return False
