import bigtent.ledger.clock
import bigtent.ledger.demonstration
import bigtent.ledger.keys
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0002_job_permission'),
        ('people', '0006_writing_and_volunteering'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=160)),
                ('text', models.TextField(blank=True)),
                ('minutes_long', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('presenter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='agenda_items', to='people.person')),
            ],
            options={
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('text', models.CharField(max_length=400)),
                ('reasons', models.TextField(blank=True)),
                ('how', models.CharField(choices=[('consensus', 'By consensus'), ('vote', 'By vote')], max_length=9)),
                ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('votes_against', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('abstained', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('decided_on', models.DateField()),
                ('state', models.CharField(choices=[('open', 'To be done'), ('under_way', 'Under way'), ('done', 'Done'), ('dropped', 'Dropped')], default='open', max_length=9)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('agenda_item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='groups.agendaitem')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions_proposed', to='people.person')),
            ],
            options={
                'ordering': ['-decided_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DecisionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('text', models.CharField(max_length=400)),
                ('state', models.CharField(choices=[('open', 'To be done'), ('under_way', 'Under way'), ('done', 'Done'), ('dropped', 'Dropped')], max_length=9)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='groups.decision')),
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('council', 'Council'), ('circle', 'Circle'), ('panel', 'Advisory panel'), ('team', 'Staff team')], max_length=8)),
                ('purpose', models.TextField()),
                ('seating', models.CharField(choices=[('elected', 'Elected by its members'), ('appointed', 'Appointed'), ('open', 'Open to whoever wants to join')], default='appointed', max_length=9)),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('term_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('division', models.CharField(blank=True, max_length=20)),
                ('is_public', models.BooleanField(default=False)),
                ('answers', models.CharField(blank=True, max_length=120)),
                ('answer_days', models.PositiveSmallIntegerField(default=60)),
                ('founded_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers_for_groups', to=settings.AUTH_USER_MODEL)),
                ('specialty', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.specialty')),
            ],
            options={
                'ordering': ['kind', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Election',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice chair'), ('secretary', 'Secretary'), ('member', 'Member'), ('liaison', 'Staff liaison')], default='member', max_length=10)),
                ('seats', models.PositiveSmallIntegerField()),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('term_from_on', models.DateField()),
                ('term_until_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('counted', 'Counted'), ('cancelled', 'Cancelled')], default='open', max_length=9)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('counted_at', models.DateTimeField(blank=True, null=True)),
                ('tie_settled', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='elections', to='groups.group')),
            ],
            options={
                'ordering': ['-closes_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='election_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('seats__gte', 1)), name='election_has_a_seat')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='groups.group'),
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('starts_at', models.DateTimeField()),
                ('minutes_long', models.PositiveSmallIntegerField(default=60)),
                ('zone', models.CharField(max_length=40)),
                ('where', models.CharField(blank=True, max_length=200)),
                ('link', models.URLField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=9)),
                ('minutes', models.TextField(blank=True)),
                ('minutes_state', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved'), ('published', 'Published')], default='draft', max_length=9)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='groups.group')),
            ],
            options={
                'ordering': ['-starts_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('minutes_state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='minutes_published_when')],
            },
        ),
        migrations.CreateModel(
            name='GroupDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('is_public', models.BooleanField(default=False)),
                ('added_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='groups.group')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='documents', to='groups.meeting')),
            ],
            options={
                'ordering': ['-added_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='groups.meeting'),
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice chair'), ('secretary', 'Secretary'), ('member', 'Member'), ('liaison', 'Staff liaison')], max_length=10)),
                ('came', models.CharField(choices=[('present', 'Present'), ('excused', 'Excused'), ('absent', 'Absent')], max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meeting_attendances', to='people.person')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='groups.meeting')),
            ],
            options={
                'ordering': ['person__family_name', 'person__given_name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='attendance_once')],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='groups.meeting'),
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice chair'), ('secretary', 'Secretary'), ('member', 'Member'), ('liaison', 'Staff liaison')], default='member', max_length=10)),
                ('seated', models.CharField(choices=[('founding', 'Founding member'), ('elected', 'Elected'), ('appointed', 'Appointed'), ('joined', 'Joined')], max_length=9)),
                ('started_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('left_because', models.CharField(blank=True, choices=[('resigned', 'Resigned'), ('replaced', 'Took another role'), ('removed', 'Was asked to leave'), ('other', 'Left for another reason')], max_length=8)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('election', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seated', to='groups.election')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='groups.group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='group_memberships', to='people.person')),
            ],
            options={
                'ordering': ['started_on', 'pk'],
                'indexes': [models.Index(fields=['group', 'started_on', 'until_on'], name='membership_term')],
                'constraints': [models.UniqueConstraint(fields=('group', 'person', 'started_on'), name='membership_begins_once'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('started_on')), _connector='OR'), name='term_ends_after_it_began'), models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('started_on')), _connector='OR'), name='left_after_it_began'), models.CheckConstraint(condition=models.Q(models.Q(('left_because', ''), ('left_on__isnull', True)), models.Q(('left_on__isnull', False), models.Q(('left_because', ''), _negated=True)), _connector='OR'), name='left_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Present',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice chair'), ('secretary', 'Secretary'), ('member', 'Member'), ('liaison', 'Staff liaison')], max_length=10)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='present', to='groups.decision')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions_attended', to='people.person')),
            ],
            options={
                'ordering': ['person__family_name', 'person__given_name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'person'), name='present_once')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('sent_on', models.DateField(blank=True, null=True)),
                ('answer_due_on', models.DateField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('in_part', 'Accepted in part'), ('refused', 'Refused')], max_length=8)),
                ('answer_reason', models.TextField(blank=True)),
                ('changed', models.TextField(blank=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('reply', models.TextField(blank=True)),
                ('replied_on', models.DateField(blank=True, null=True)),
                ('is_public', models.BooleanField(default=True)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='recommendations', to='groups.decision')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='groups.group')),
                ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-sent_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer', ''), models.Q(('answered_on__isnull', False), ('sent_on__isnull', False)), _connector='OR'), name='answered_when_sent'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'accepted']), models.Q(('answer_reason', ''), _negated=True), _connector='OR'), name='refused_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.TextField(blank=True)),
                ('stands_since', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('votes', models.PositiveIntegerField(default=0)),
                ('elected', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidacies', to='people.person')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='groups.election')),
            ],
            options={
                'ordering': ['person__family_name', 'person__given_name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('election', 'person'), name='candidate_once')],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='people.person')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='groups.election')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('election', 'person'), name='ballot_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'order'), name='agenda_order_once'),
        ),
    ]
