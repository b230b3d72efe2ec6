from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0004_service_letters"),
    ]

    operations = [
        migrations.AlterField(
            model_name="serviceletter",
            name="because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("not_needed", "it is needed no more"),
                    ("too_late", "its time is over"),
                    ("suppressed", "the address must not be written to"),
                    ("channel", "told on the pages of the network"),
                ],
                max_length=10,
            ),
        ),
    ]
