"""Django's shell, which hands out all tables but those of what people say of themselves."""

from django.core.management.commands import shell


class Command(shell.Command):
    def get_auto_imports(self):
        return [path for path in super().get_auto_imports() if not path.startswith("bigtent.identity.")]
