import bigtent.gatherings.models.registration
import bigtent.ledger.clock
import bigtent.ledger.demonstration
import bigtent.ledger.encryption
import bigtent.ledger.keys
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0003_job_language'),
        ('people', '0009_rooms_of_daily_life'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('text', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
            ],
            options={
                'verbose_name_plural': 'series',
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CalendarImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('checked', 'Checked, not brought in'), ('applied', 'Brought in'), ('undone', 'Taken back')], default='checked', max_length=8)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.document')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CalendarSubscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_subscription', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('webinar', 'Webinar'), ('meeting', 'Meeting'), ('training', 'Training'), ('meet_up', 'Meet-up'), ('grand_rounds', 'Grand rounds'), ('pitch', 'Pitch'), ('hearing', 'Hearing'), ('phonebank', 'Phonebank shift')], max_length=12)),
                ('text', models.TextField(blank=True)),
                ('mode', models.CharField(choices=[('in_person', 'In person'), ('online', 'Online'), ('hybrid', 'In person and online')], default='online', max_length=9)),
                ('zone', models.CharField(max_length=40)),
                ('where', models.CharField(blank=True, max_length=300)),
                ('join_link', models.URLField(blank=True, max_length=300)),
                ('host_name', models.CharField(blank=True, max_length=200)),
                ('seen_by', models.CharField(choices=[('everybody', 'Everybody'), ('network', 'Whoever belongs to the network'), ('inside', 'Whoever belongs to the group')], default='everybody', max_length=9)),
                ('inside', models.CharField(blank=True, max_length=40)),
                ('belongs_at', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('cancelled', 'Canceled')], default='draft', max_length=9)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_because', models.CharField(blank=True, max_length=300)),
                ('registering', models.CharField(choices=[('here', 'Here'), ('elsewhere', 'On another site'), ('none', 'Nobody needs to register')], default='here', max_length=9)),
                ('external_link', models.URLField(blank=True, max_length=300)),
                ('capacity', models.PositiveIntegerField(blank=True, null=True)),
                ('has_waiting_list', models.BooleanField(default=True)),
                ('offer_hours', models.PositiveSmallIntegerField(default=24)),
                ('captions', models.BooleanField(default=False)),
                ('languages', models.JSONField(blank=True, default=list)),
                ('access', models.CharField(blank=True, max_length=400)),
                ('asks_access_needs', models.BooleanField(default=True)),
                ('asks_questions', models.BooleanField(default=False)),
                ('gives_certificate', models.BooleanField(default=False)),
                ('hours', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True)),
                ('recording_link', models.URLField(blank=True, max_length=300)),
                ('transcript', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(blank=True, null=True)),
                ('source_link', models.URLField(blank=True, max_length=300)),
                ('foreign_uid', models.CharField(blank=True, max_length=255)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('imported', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='gatherings.calendarimport')),
                ('topics', models.ManyToManyField(blank=True, related_name='events', to='people.topic')),
                ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='gatherings.series')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'seen_by'], name='event_shown'), models.Index(condition=models.Q(('inside', ''), _negated=True), fields=['inside'], name='event_inside')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('seen_by', 'inside'), _negated=True), models.Q(('inside', ''), _negated=True), _connector='OR'), name='event_inside_what'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', False), _connector='OR'), name='event_cancelled_when'), models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('capacity__gte', 1), _connector='OR'), name='event_has_a_place'), models.UniqueConstraint(condition=models.Q(('foreign_uid', ''), _negated=True), fields=('foreign_uid',), name='event_brought_in_once')],
            },
        ),
        migrations.CreateModel(
            name='CoHost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200)),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cohosts', to='gatherings.event')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Panelist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=1)),
                ('name', models.CharField(max_length=120)),
                ('credentials', models.CharField(blank=True, max_length=60)),
                ('role', models.CharField(choices=[('speaker', 'Speaker'), ('moderator', 'Moderator')], default='speaker', max_length=9)),
                ('about', models.CharField(blank=True, max_length=400)),
                ('organization_name', models.CharField(blank=True, max_length=200)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='panel', to='gatherings.event')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='panels', to='people.person')),
            ],
            options={
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('capacity', models.PositiveIntegerField(blank=True, null=True)),
                ('line', models.PositiveIntegerField(default=0)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='gatherings.event')),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
                'indexes': [models.Index(fields=['starts_at'], name='gatherings__starts__4a2471_idx'), models.Index(fields=['ends_at'], name='gatherings__ends_at_573746_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='slot_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('capacity__gte', 1), _connector='OR'), name='slot_has_a_place'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('event', 'starts_at'), name='slot_once')],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(max_length=254)),
                ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish')], default='en', max_length=2)),
                ('zone', models.CharField(blank=True, max_length=40)),
                ('access_needs', bigtent.ledger.encryption.EncryptedField(blank=True, null=True)),
                ('question', models.CharField(blank=True, max_length=500)),
                ('state', models.CharField(choices=[('confirmed', 'Registered'), ('waiting', 'On the waiting list'), ('offered', 'A place is offered'), ('lapsed', 'The offer was not taken'), ('cancelled', 'Does not come')], max_length=9)),
                ('number', models.PositiveIntegerField()),
                ('offered_until', models.DateTimeField(blank=True, null=True)),
                ('code', models.CharField(default=bigtent.gatherings.models.registration.new_code, max_length=6)),
                ('checked_in_at', models.DateTimeField(blank=True, null=True)),
                ('joined_at', models.DateTimeField(blank=True, null=True)),
                ('came', models.CharField(blank=True, choices=[('yes', 'Was there'), ('no', 'Was not there')], max_length=3)),
                ('said_herself', models.BooleanField(default=False)),
                ('certificate_key', models.CharField(blank=True, max_length=12)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('changed_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='people.person')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='gatherings.slot')),
            ],
            options={
                'ordering': ['number', 'pk'],
                'indexes': [models.Index(fields=['slot', 'state', 'number'], name='registration_line'), models.Index(fields=['state', 'offered_until'], name='registration_offer'), models.Index(fields=['email'], name='gatherings__email_d2dc34_idx')],
                'constraints': [models.UniqueConstraint(fields=('slot', 'email'), name='registered_once'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('slot', 'person'), name='person_registered_once'), models.UniqueConstraint(fields=('slot', 'number'), name='registration_number_once'), models.UniqueConstraint(fields=('slot', 'code'), name='registration_code_once'), models.UniqueConstraint(condition=models.Q(('certificate_key', ''), _negated=True), fields=('certificate_key',), name='attendance_certificate_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_until__isnull', False), _connector='OR'), name='offered_until_when')],
            },
        ),
    ]
