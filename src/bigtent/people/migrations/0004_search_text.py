"""Set former names and the spellings of others apart in what the directory searches."""

from django.db import migrations

from bigtent.people.names import search_text

AT_ONCE = 1000


def set_apart(apps, schema_editor):
    people = apps.get_model("people", "Person").objects.exclude(former_name="", also_known_as="").order_by("pk")
    latest = 0
    while chunk := list(people.filter(pk__gt=latest)[:AT_ONCE]):
        latest = chunk[-1].pk
        for one in chunk:
            one.search_text = search_text(
                one.given_name, one.middle_name, one.family_name, former=one.former_name, other=one.also_known_as
            )
        people.bulk_update(chunk, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("people", "0003_merge_by_hand")]
    operations = [migrations.RunPython(set_apart, migrations.RunPython.noop)]
