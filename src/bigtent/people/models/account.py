"""Accounts and the roles granted to them."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now, today
from bigtent.ledger.demonstration import building
from bigtent.people.names import folded


class AccountQuerySet(models.QuerySet):
    def found_by(self, text):
        """Those whose name has every word, or whose address begins with the text."""
        words = folded(text).split()
        if not words:
            return self
        by_name = Q()
        for word in words:
            by_name &= Q(person__search_text__contains=f" {word}")
        return self.filter(by_name | Q(email__istartswith=text.strip()))

    def for_listing(self, date):
        """In the order of names, with the roles in force, in a fixed number of queries."""
        in_force = models.Prefetch("grants", RoleGrant.objects.in_force(date), to_attr="grants_in_force")
        names = ("person__family_name", "person__given_name", "pk")
        return self.select_related("person").prefetch_related(in_force).order_by(*names)


class AccountManager(BaseUserManager.from_queryset(AccountQuerySet)):
    """Accounts are opened by `people.services.open_account`; this only finds them."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Account(AbstractBaseUser, PermissionsMixin):
    """The right of one person to sign in. The e-mail address is the login."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="account")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return self.person.name

    def get_short_name(self) -> str:
        return self.person.given_name

    @classmethod
    def standing_in(cls, name: str, *roles: str) -> "Account":
        """Somebody with these roles who does not exist: to look at a page as another would. Nobody signs in as it."""
        person = cls._meta.get_field("person").related_model(family_name=name, key="")
        account = cls(person=person)
        account.person_id = 0
        account._held = frozenset((role, "") for role in roles)
        # It is in no table, so that nothing can be looked up for it.
        account._perm_cache = account._user_perm_cache = account._group_perm_cache = set()
        return account

    @property
    def roles(self) -> frozenset[str]:
        """The roles in force today over the whole network."""
        return frozenset(role for role, scope in self.held if not scope)

    @property
    def held(self) -> frozenset[tuple[str, str]]:
        """The (role, scope) in force today, read once per request."""
        if not hasattr(self, "_held"):
            self._held = frozenset(self.grants.in_force(today()).values_list("role", "scope"))
        return self._held

    def forget_roles(self) -> None:
        """Read the roles anew next time, because one was granted or ended."""
        self.__dict__.pop("_held", None)


class RoleGrantQuerySet(models.QuerySet):
    def lasting_administrators(self):
        """Of the whole network and without an end: at least one of them stays at any moment."""
        return self.filter(role="administrator", scope="", until_on__isnull=True)

    def in_force(self, date):
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=date))


class RoleGrant(models.Model):
    """One role of one account, with the day it ends; over the whole network, or over one scope of it.

    `scope` is the name of a declared scope and the id of one of its choices, such as "school:12".
    """

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administrator")
        PROGRAM_MANAGER = "program_manager", _("Program manager")
        REVIEWER = "reviewer", _("Reviewer")
        MEMBER = "member", _("Member")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    scope = models.CharField(max_length=80, blank=True)
    until_on = models.DateField(null=True, blank=True)
    granted_at = models.DateTimeField(default=now)
    granted_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="grants_made"
    )

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "role", "scope"], name="role_once")]

    def __str__(self) -> str:
        return f"{self.account}: {self.get_role_display()}"
