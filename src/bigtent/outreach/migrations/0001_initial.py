import bigtent.ledger.clock
import bigtent.ledger.demonstration
import bigtent.ledger.keys
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0006_writing_and_volunteering'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('because', models.CharField(choices=[('bounce', 'The address does not exist or takes no mail'), ('complaint', 'The reader reported a message as unwanted'), ('staff', 'Staff were asked not to write there')], max_length=9)),
                ('at', models.DateTimeField(default=bigtent.ledger.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='Audience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('source', models.CharField(blank=True, max_length=80)),
                ('criteria', models.CharField(blank=True, max_length=1000)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('digest', 'In the next digest'), ('handing_over', 'Being handed over'), ('sent', 'Sent'), ('uncertain', 'Uncertain'), ('failed', 'Not sent'), ('left_out', 'Left out'), ('bounced', 'Came back'), ('complained', 'Reported as unwanted')], default='waiting', max_length=12)),
                ('because', models.CharField(blank=True, choices=[('consent', 'has not agreed to news, or no longer does'), ('topic', 'wants nothing on this topic'), ('channel', 'wants no e-mail'), ('suppressed', 'the address must not be written to'), ('address', 'no e-mail address is known'), ('stopped', 'the message was stopped')], max_length=10)),
                ('language', models.CharField(default='en', max_length=2)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('mail_id', models.CharField(blank=True, max_length=120)),
                ('not_before', models.DateTimeField(blank=True, null=True)),
                ('handed_over_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('auto_replied_at', models.DateTimeField(blank=True, null=True)),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried', to='outreach.delivery')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='people.person')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('mail_id', ''), _negated=True), fields=('mail_id',), name='mail_id_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['handing_over', 'sent', 'uncertain', 'bounced', 'complained']), _negated=True), models.Q(('handed_over_at__isnull', False), models.Q(('mail_id', ''), _negated=True)), _connector='OR'), name='delivery_handed_over_has_mail_id'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'left_out'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='delivery_left_out_because')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('delivery', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='answer', to='outreach.delivery')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_en', models.CharField(blank=True, max_length=120)),
                ('body_en', models.TextField(blank=True)),
                ('subject_es', models.CharField(blank=True, max_length=120)),
                ('body_es', models.TextField(blank=True)),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('news', 'News or invitation'), ('digest', 'Weekly digest')], default='news', max_length=6)),
                ('name', models.CharField(max_length=120)),
                ('choices', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('scheduled', 'Scheduled'), ('sending', 'Being sent'), ('sent', 'Sent'), ('stopped', 'Stopped')], default='draft', max_length=9)),
                ('send_at', models.DateTimeField(blank=True, null=True)),
                ('per_minute', models.PositiveIntegerField(default=0)),
                ('tested_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('addressed_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('audience', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='outreach.audience')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.topic')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'send_at'], name='outreach_me_state_5115f6_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'stopped']), ('send_at__isnull', False), _connector='OR'), name='message_has_an_hour')],
            },
        ),
        migrations.AddField(
            model_name='delivery',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='outreach.message'),
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('text', models.CharField(blank=True, max_length=400)),
                ('url', models.CharField(blank=True, max_length=200)),
                ('about', models.CharField(max_length=80)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notifications', to='outreach.delivery')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='people.person')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['person', 'seen_at'], name='outreach_no_person__cbdce2_idx')],
                'constraints': [models.UniqueConstraint(fields=('person', 'about'), name='told_once')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('email', 'By e-mail'), ('platform', 'Only on the pages of the network')], default='email', max_length=8)),
                ('rhythm', models.CharField(choices=[('each', 'Each message when it is sent'), ('weekly', 'One mail a week with everything')], default='each', max_length=6)),
                ('called', models.CharField(blank=True, max_length=80)),
                ('from_hour', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('to_hour', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('zone', models.CharField(blank=True, max_length=40)),
                ('changed_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='preference', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_en', models.CharField(blank=True, max_length=120)),
                ('body_en', models.TextField(blank=True)),
                ('subject_es', models.CharField(blank=True, max_length=120)),
                ('body_es', models.TextField(blank=True)),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('changed_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.topic')),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='message',
            name='template',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='outreach.template'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['message', 'state', 'not_before'], name='delivery_to_do'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('message', 'person'), name='delivery_once'),
        ),
    ]
