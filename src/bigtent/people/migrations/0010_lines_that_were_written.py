"""Of each line of a bulk edit: whether its new value was written and not put back."""

from django.db import migrations, models


def note(apps, schema_editor):
    lines = apps.get_model("people", "BulkEditLine").objects
    lines.filter(bulk_edit__state="applied", left_because="").update(was_written=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0009_rooms_of_daily_life")]

    operations = [
        migrations.AddField("bulkeditline", "was_written", models.BooleanField(default=False)),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
