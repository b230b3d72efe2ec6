"""What follows when somebody has shown that she reads the mail of her account."""

from allauth.account.models import EmailAddress

from bigtent.people.models import Account, Source
from bigtent.people.services.contact_points import Reach, add_contact_points


def prove_mailbox(account: Account) -> None:
    """The first time it is said of the address, and letters reach the person there by her own word."""
    unproven = EmailAddress.objects.filter(user=account, email__iexact=account.email, verified=False)
    if unproven.update(verified=True):
        reach = Reach(account.person_id, "email", account.email)
        add_contact_points(reaches=[reach], source=Source.SELF, by=account, proven=True)
