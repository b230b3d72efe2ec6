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
            name='MentoringProgram',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('description', models.TextField(blank=True, verbose_name='what it is for')),
                ('factors', models.JSONField(default=list)),
                ('rules', models.JSONField(default=list)),
                ('tables', models.JSONField(default=dict)),
                ('objective', models.CharField(choices=[('participation', 'Place the most students, then give the most points'), ('points', 'Give the most points'), ('worst_off', 'Place the most students, then raise the least-served one, then points')], default='participation', max_length=14, verbose_name='what a proposal aims for')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='MatchRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('state', models.CharField(choices=[('draft', 'Opened'), ('proposed', 'Proposed'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], db_index=True, default='draft', max_length=10)),
                ('opened_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='mentoring.mentoringprogram')),
            ],
            options={
                'ordering': ['-opened_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('program', 'name'), name='round_name_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'proposed'])), fields=('program',), name='one_open_round_per_program'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('state', 'published')), models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', True)), _connector='OR'), name='round_published_has_moment')],
            },
        ),
        migrations.CreateModel(
            name='Mentee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('college', 'Before professional school'), ('preclinical', 'First years of professional school'), ('clinical', 'Clinical years'), ('training', 'Residency or other training'), ('early', 'First years in practice')], default='preclinical', max_length=12, verbose_name='where you are')),
                ('in_person', models.BooleanField(default=False, verbose_name='only in person')),
                ('hours', models.PositiveSmallIntegerField(default=2, verbose_name='hours a month you hope for')),
                ('slots', models.JSONField(default=list)),
                ('topics', models.JSONField(default=list)),
                ('wanted_languages', models.JSONField(default=list)),
                ('wanted_backgrounds', models.JSONField(default=list)),
                ('text', models.TextField(blank=True)),
                ('asked_on', models.DateField(default=bigtent.ledger.clock.today)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_wishes', to='people.person')),
                ('specialty', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.specialty')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentees', to='mentoring.mentoringprogram')),
            ],
            options={
                'ordering': ['person__family_name', 'person__given_name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('program', 'person'), name='mentee_once_per_program'), models.CheckConstraint(condition=models.Q(('hours__gte', 1), ('hours__lte', 40)), name='mentee_hours_in_range')],
            },
        ),
        migrations.CreateModel(
            name='Mentor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.PositiveSmallIntegerField(default=1, verbose_name='students at a time')),
                ('stage', models.CharField(choices=[('student', 'Student in the clinical years'), ('training', 'In residency or other training'), ('early', 'First years in practice'), ('middle', 'Established in practice'), ('senior', 'Senior'), ('retired', 'Retired')], default='middle', max_length=10, verbose_name='where you are in your career')),
                ('meets', models.CharField(choices=[('online', 'Online'), ('in_person', 'In person'), ('either', 'Online or in person')], default='online', max_length=10, verbose_name='how you meet')),
                ('hours', models.PositiveSmallIntegerField(default=2, verbose_name='hours a month for each student')),
                ('slots', models.JSONField(default=list)),
                ('topics', models.JSONField(default=list)),
                ('languages', models.JSONField(default=list)),
                ('backgrounds', models.JSONField(default=list)),
                ('text', models.TextField(blank=True)),
                ('joined_on', models.DateField(default=bigtent.ledger.clock.today)),
                ('paused_until', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_offers', to='people.person')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentors', to='mentoring.mentoringprogram')),
            ],
            options={
                'ordering': ['person__family_name', 'person__given_name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('program', 'person'), name='mentor_once_per_program'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1), ('capacity__lte', 20)), name='mentor_capacity_in_range'), models.CheckConstraint(condition=models.Q(('hours__gte', 1), ('hours__lte', 40)), name='mentor_hours_in_range')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('student', 'Student'), ('mentor', 'Mentor')], max_length=8)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('handing_over', 'Being handed over'), ('sent', 'Sent'), ('uncertain', 'Uncertain'), ('failed', 'Not sent')], default='waiting', max_length=12)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('message_id', models.CharField(blank=True, max_length=120)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('handed_over_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('match_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='mentoring.matchround')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentoring_notices', to='people.person')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['match_round', 'state'], name='mentoring_n_match_r_a802ed_idx')],
                'constraints': [models.UniqueConstraint(fields=('match_round', 'person', 'side'), name='notice_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['handing_over', 'sent', 'uncertain']), _negated=True), models.Q(('handed_over_at__isnull', False), models.Q(('message_id', ''), _negated=True)), _connector='OR'), name='notice_handed_over_has_message_id')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('run', models.CharField(max_length=12, unique=True)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('program', models.JSONField()),
                ('program_version', models.PositiveIntegerField()),
                ('mentees', models.PositiveIntegerField()),
                ('mentors', models.PositiveIntegerField()),
                ('places', models.PositiveIntegerField()),
                ('placed', models.PositiveIntegerField()),
                ('total', models.BigIntegerField()),
                ('bound', models.BigIntegerField()),
                ('gap', models.BigIntegerField()),
                ('points', models.BigIntegerField()),
                ('most_points', models.PositiveIntegerField()),
                ('least_served', models.PositiveIntegerField(null=True)),
                ('changes', models.PositiveIntegerField(null=True)),
                ('blocking_pairs', models.PositiveIntegerField(null=True)),
                ('columns_read', models.JSONField(default=list)),
                ('engine_seconds', models.FloatField()),
                ('check_seconds', models.FloatField()),
                ('verified_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document')),
                ('match_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='mentoring.matchround')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('match_round', 'number'), name='proposal_number_once'), models.CheckConstraint(condition=models.Q(('gap', 0)), name='proposal_is_proven')],
            },
        ),
        migrations.CreateModel(
            name='Price',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.IntegerField()),
                ('points', models.BigIntegerField()),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring.mentor')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='mentoring.proposal')),
            ],
            options={
                'ordering': ['-places', '-points', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('proposal', 'mentor'), name='price_once')],
            },
        ),
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.PositiveIntegerField()),
                ('reasons', models.JSONField(default=dict)),
                ('nearest', models.JSONField(default=list)),
                ('is_locked', models.BooleanField(default=False)),
                ('is_new', models.BooleanField(default=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to='mentoring.mentee')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to='mentoring.mentor')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to='mentoring.proposal')),
            ],
            options={
                'ordering': ['-points', 'pk'],
                'indexes': [models.Index(fields=['proposal', 'points'], name='mentoring_p_proposa_3517f9_idx'), models.Index(fields=['mentor', 'published_at', 'ended_on'], name='mentoring_p_mentor__acc184_idx')],
                'constraints': [models.UniqueConstraint(fields=('proposal', 'mentee'), name='mentee_once_per_proposal'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), ('published_at__isnull', False)), fields=('mentee',), name='one_mentor_at_a_time'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('published_at__isnull', False), _connector='OR'), name='only_published_pairings_end')],
            },
        ),
        migrations.CreateModel(
            name='Unmatched',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hurdles', models.JSONField(default=list)),
                ('nearest', models.JSONField(default=list)),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring.mentee')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unmatched', to='mentoring.proposal')),
            ],
            options={
                'verbose_name_plural': 'unmatched',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Lock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locks', to='mentoring.matchround')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring.mentee')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring.mentor')),
            ],
            options={
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('match_round', 'mentee'), name='one_lock_per_mentee')],
            },
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='mentoring.matchround')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring.mentee')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring.mentor')),
            ],
            options={
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('match_round', 'mentee', 'mentor'), name='one_block_per_pair')],
            },
        ),
    ]
