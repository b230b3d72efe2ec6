import bigtent.ledger.clock
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outreach', '0003_notifications_go_with_their_person'),
        ('people', '0009_rooms_of_daily_life'),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('about', models.CharField(max_length=80)),
                ('of', models.PositiveBigIntegerField()),
                ('address', models.EmailField(max_length=254)),
                ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish')], default='en', max_length=2)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('handing_over', 'Being handed over'), ('sent', 'Sent'), ('uncertain', 'Uncertain'), ('failed', 'Not sent'), ('left_out', 'Left out'), ('bounced', 'Came back'), ('complained', 'Reported as unwanted')], default='waiting', max_length=12)),
                ('because', models.CharField(blank=True, choices=[('not_needed', 'it is needed no more'), ('too_late', 'its time is over'), ('suppressed', 'the address must not be written to'), ('channel', 'told on the pages of the network')], max_length=10)),
                ('not_before', models.DateTimeField(blank=True, null=True)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('mail_id', models.CharField(blank=True, max_length=120)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('handed_over_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('auto_replied_at', models.DateTimeField(blank=True, null=True)),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='service_letters', to='people.person')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['state', 'not_before'], name='service_letter_to_do'), models.Index(fields=['kind', 'of'], name='service_letter_of'), models.Index(fields=['address'], name='outreach_se_address_56f647_idx')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'about'), name='service_letter_once'), models.UniqueConstraint(condition=models.Q(('mail_id', ''), _negated=True), fields=('mail_id',), name='service_mail_id_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['handing_over', 'sent', 'uncertain', 'bounced', 'complained']), _negated=True), models.Q(('handed_over_at__isnull', False), models.Q(('mail_id', ''), _negated=True)), _connector='OR'), name='service_letter_has_mail_id')],
            },
        ),
    ]
