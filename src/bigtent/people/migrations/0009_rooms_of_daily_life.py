"""Networks that were set up before get the rooms of events, library and community."""

from django.db import migrations

NEW = ("gatherings", "library", "community")


def switch_on(apps, schema_editor):
    for network in apps.get_model("people", "Network").objects.all():
        network.rooms = [*network.rooms, *(room for room in NEW if room not in network.rooms)]
        network.save(update_fields=["rooms"])


class Migration(migrations.Migration):
    dependencies = [("people", "0008_experts_own_words")]

    operations = [migrations.RunPython(switch_on, migrations.RunPython.noop)]
