import bigtent.ledger.clock
import bigtent.ledger.demonstration
import bigtent.ledger.keys
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='AlumniProgram',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='ColumnMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signature', models.CharField(max_length=64, unique=True)),
                ('columns', models.JSONField(default=dict)),
                ('saved_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DuplicateRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('counts', models.JSONField(default=dict)),
                ('plan', models.JSONField(default=list)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FindingRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('started_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('searched', models.PositiveIntegerField(default=0)),
                ('proposed', models.PositiveIntegerField(default=0)),
                ('expected', models.FloatField(default=0)),
                ('precision', models.FloatField(null=True)),
                ('bands', models.JSONField(default=list)),
                ('columns_read', models.JSONField(default=dict)),
                ('report', models.JSONField(default=dict)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-started_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('probability', models.FloatField()),
                ('rank', models.PositiveSmallIntegerField(default=1)),
                ('weight', models.FloatField(default=0)),
                ('is_link', models.BooleanField(default=False)),
                ('surname_changed', models.BooleanField(default=False)),
                ('evidence', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('proposed', 'Waiting for a decision'), ('confirmed', 'Same person'), ('refused', 'Not this person'), ('closed', 'Settled by another decision')], default='proposed', max_length=9)),
                ('postponed_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='people.person')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='alumni.findingrun')),
            ],
            options={
                'ordering': ['-probability', 'pk'],
                'indexes': [models.Index(fields=['state', 'person'], name='alumni_link_state_7eeb9f_idx'), models.Index(fields=['run', 'probability'], name='alumni_link_run_id_c050f3_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'confirmed')), fields=('person',), name='one_live_link_per_person'), models.CheckConstraint(condition=models.Q(('probability__gte', 0), ('probability__lte', 1)), name='link_probability_is_one'), models.CheckConstraint(condition=models.Q(('state__in', ['confirmed', 'refused']), ('decided_at__isnull', True), _connector='XOR'), name='link_decided_when')],
            },
        ),
        migrations.CreateModel(
            name='DecidedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.BooleanField(default=True)),
                ('state_before', models.CharField(choices=[('proposed', 'Waiting for a decision'), ('confirmed', 'Same person'), ('refused', 'Not this person'), ('closed', 'Settled by another decision')], max_length=9)),
                ('postponed_before', models.DateTimeField(null=True)),
                ('added', models.JSONField(default=dict)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decided', to='alumni.link')),
            ],
        ),
        migrations.CreateModel(
            name='LinkDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('confirm', 'Same person'), ('refuse', 'Not this person'), ('postpone', 'Decide later')], max_length=8)),
                ('at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('count', models.PositiveIntegerField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('links', models.ManyToManyField(related_name='decisions', through='alumni.DecidedLink', to='alumni.link')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['by', 'at'], name='alumni_link_by_id_713aa4_idx')],
            },
        ),
        migrations.AddField(
            model_name='decidedlink',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='alumni.linkdecision'),
        ),
        migrations.CreateModel(
            name='Registry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('as_of_on', models.DateField(verbose_name='as of')),
                ('source', models.CharField(max_length=200, verbose_name='where it comes from')),
                ('license', models.CharField(max_length=200, verbose_name='what its use rests on')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('columns', models.JSONField(default=list)),
                ('rows', models.PositiveIntegerField()),
                ('refused_rows', models.PositiveIntegerField(default=0)),
                ('problems', models.JSONField(default=list)),
                ('loaded_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('loaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'registries',
                'ordering': ['-as_of_on', 'name'],
                'constraints': [models.UniqueConstraint(fields=('name', 'as_of_on'), name='registry_edition_once')],
            },
        ),
        migrations.AddField(
            model_name='findingrun',
            name='registry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='alumni.registry'),
        ),
        migrations.CreateModel(
            name='RegistryEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=120)),
                ('number', models.CharField(max_length=40)),
                ('first_name', models.CharField(max_length=200)),
                ('middle_name', models.CharField(blank=True, max_length=200)),
                ('last_name', models.CharField(max_length=200)),
                ('other_last_name', models.CharField(blank=True, max_length=200)),
                ('sex', models.CharField(blank=True, max_length=20)),
                ('credential', models.CharField(blank=True, max_length=200)),
                ('taxonomy', models.CharField(blank=True, max_length=40)),
                ('enum_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('city', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(blank=True, max_length=40)),
                ('zip5', models.CharField(blank=True, max_length=20)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('med_school', models.CharField(blank=True, max_length=200)),
                ('grad_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('registry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='alumni.registry')),
            ],
            options={
                'verbose_name_plural': 'registry entries',
                'ordering': ['last_name', 'first_name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('series', 'number'), name='registry_entry_once')],
            },
        ),
        migrations.AddField(
            model_name='link',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='alumni.registryentry'),
        ),
        migrations.CreateModel(
            name='RosterFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('received', 'Columns to be matched'), ('mapped', 'To be checked'), ('checked', 'Checked, not yet brought in'), ('applied', 'Brought in'), ('undone', 'Taken back')], db_index=True, default='received', max_length=8)),
                ('shape', models.JSONField(default=dict)),
                ('sample', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict)),
                ('program', models.CharField(blank=True, max_length=160)),
                ('everyone_awarded', models.BooleanField(default=True)),
                ('day_first', models.BooleanField(default=False)),
                ('staged_line', models.PositiveIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('received_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='alumni.roster')),
            ],
            options={
                'ordering': ['-received_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'applied'), _negated=True), ('applied_at__isnull', False), _connector='OR'), name='roster_file_applied_when')],
            },
        ),
        migrations.CreateModel(
            name='RosterChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=60)),
                ('row_id', models.BigIntegerField()),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='alumni.rosterfile')),
            ],
            options={
                'indexes': [models.Index(fields=['file', 'model'], name='alumni_rost_file_id_deefd3_idx')],
            },
        ),
        migrations.CreateModel(
            name='AlumniRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('raw', models.JSONField()),
                ('values', models.JSONField()),
                ('fingerprint', models.CharField(max_length=32)),
                ('identity', models.CharField(max_length=32)),
                ('change', models.CharField(choices=[('new', 'New person'), ('further', 'Further row of a person in this file'), ('changed', 'Adds to a person already known')], max_length=7)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alumni_records', to='people.person')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='alumni.roster')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='alumni.rosterfile')),
            ],
            options={
                'ordering': ['file', 'line'],
                'indexes': [models.Index(fields=['roster', 'identity'], name='alumni_alum_roster__853176_idx')],
                'constraints': [models.UniqueConstraint(fields=('file', 'line'), name='alumni_record_once_a_line'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('roster', 'fingerprint'), name='alumni_record_applied_once')],
            },
        ),
        migrations.CreateModel(
            name='RowProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('column', models.CharField(blank=True, max_length=120)),
                ('value', models.CharField(blank=True, max_length=200)),
                ('problem', models.CharField(max_length=300)),
                ('remedy', models.CharField(max_length=300)),
                ('refuses', models.BooleanField(default=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='alumni.rosterfile')),
            ],
            options={
                'ordering': ['line', 'pk'],
                'indexes': [models.Index(fields=['file', 'refuses', 'line'], name='alumni_rowp_file_id_df4d77_idx')],
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('scholarship', 'Scholarship'), ('fellowship', 'Fellowship'), ('stipend', 'Stipend'), ('grant', 'Grant'), ('loan', 'Loan'), ('prize', 'Prize'), ('fees', 'Help with fees'), ('support', 'Support')], default='support', max_length=12)),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True)),
                ('paid_through_text', models.CharField(blank=True, max_length=200)),
                ('told', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], default='unknown', max_length=7)),
                ('paid_through', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='awards', to='people.person')),
                ('program', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='alumni.alumniprogram')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='awards', to='alumni.alumnirecord')),
            ],
            options={
                'ordering': ['-year', 'pk'],
                'indexes': [models.Index(fields=['program', 'year'], name='alumni_awar_program_cbf60e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gte', 0), _connector='OR'), name='award_amount_positive')],
            },
        ),
        migrations.CreateModel(
            name='DuplicatePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('probability', models.FloatField()),
                ('evidence', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('same', 'Same person'), ('different', 'Not the same'), ('later', 'Decide later')], default='waiting', max_length=9)),
                ('automatic', models.BooleanField(default=False)),
                ('by_hand', models.BooleanField(default=False)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('merge', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.merge')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='alumni.duplicaterun')),
            ],
            options={
                'ordering': ['-probability', 'pk'],
                'indexes': [models.Index(fields=['state', '-probability'], name='alumni_dupl_state_968790_idx')],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='duplicate_pair_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='duplicate_pair_decided_when')],
            },
        ),
        migrations.AddConstraint(
            model_name='decidedlink',
            constraint=models.UniqueConstraint(fields=('decision', 'link'), name='decided_once'),
        ),
        migrations.AddConstraint(
            model_name='findingrun',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('registry',), name='one_run_at_work_per_registry'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(fields=('person', 'entry'), name='link_once'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'confirmed')), fields=('entry',), name='one_live_link_per_entry'),
        ),
    ]
