import bigtent.ledger.clock
import bigtent.ledger.demonstration
import bigtent.ledger.keys
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=60)),
                ('on', models.DateField(default=bigtent.ledger.clock.today)),
                ('value', models.FloatField()),
                ('of', models.FloatField(null=True)),
                ('version', models.PositiveSmallIntegerField()),
                ('computed_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
            ],
            options={
                'ordering': ['measure', 'on'],
                'constraints': [models.UniqueConstraint(fields=('measure', 'on'), name='one_observation_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('template', models.SlugField(max_length=60, unique=True)),
                ('summary', models.CharField(blank=True, max_length=300)),
                ('source', models.CharField(max_length=300)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('adopted_on', models.DateField(default=bigtent.ledger.clock.today)),
                ('public', models.BooleanField(default=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
            ],
            options={
                'ordering': ['starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='plan_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Approach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=160)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approaches', to='accountability.plan')),
            ],
            options={
                'verbose_name_plural': 'approaches',
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'order'), name='approach_order_once')],
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('page', models.CharField(blank=True, max_length=80)),
                ('measure', models.CharField(blank=True, max_length=60)),
                ('further', models.JSONField(blank=True, default=list)),
                ('target', models.FloatField(blank=True, null=True)),
                ('scale', models.CharField(choices=[('number', 'as a number'), ('percent', 'as a percentage of the whole')], default='number', max_length=8)),
                ('wanted', models.CharField(choices=[('at_least', 'at least this'), ('at_most', 'at most this')], default='at_least', max_length=8)),
                ('target_on', models.DateField(blank=True, null=True)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='promises', to='people.person')),
                ('approach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='accountability.approach')),
            ],
            options={
                'ordering': ['approach__order', 'order'],
                'constraints': [models.UniqueConstraint(fields=('approach', 'order'), name='action_order_once'), models.CheckConstraint(condition=models.Q(models.Q(('target__isnull', True), ('target_on__isnull', True)), models.Q(('target__isnull', False), ('target_on__isnull', False)), _connector='OR'), name='target_with_its_date'), models.CheckConstraint(condition=models.Q(('target__isnull', True), models.Q(('measure', ''), _negated=True), _connector='OR'), name='target_with_its_measure')],
            },
        ),
    ]
