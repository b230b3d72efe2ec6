import bigtent.ledger.clock
import bigtent.ledger.demonstration
import bigtent.ledger.keys
import bigtent.people.models.network
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name of your organization')),
                ('mission', models.CharField(blank=True, max_length=300, verbose_name='what it does, in one sentence')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='address people may write to')),
                ('word_alumni', models.CharField(default='alumni', max_length=30, verbose_name='those you supported')),
                ('word_scholars', models.CharField(default='scholars', max_length=30, verbose_name='those you support now')),
                ('word_members', models.CharField(default='members', max_length=30, verbose_name='those who belong')),
                ('word_schools', models.CharField(default='schools', max_length=30, verbose_name='places of learning')),
                ('rooms', models.JSONField(default=bigtent.people.models.network.all_rooms)),
                ('set_up_at', models.DateTimeField(null=True)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=40)),
                ('other_names', models.JSONField(blank=True, default=list)),
                ('kind', models.CharField(choices=[('host', 'Host of this network'), ('school', 'School'), ('association', 'Professional association'), ('nonprofit', 'Nonprofit organization'), ('agency', 'Government agency'), ('care', 'Clinic, hospital or health center'), ('employer', 'Employer'), ('company', 'Company'), ('media', 'Publisher or media'), ('other', 'Other body')], max_length=12)),
                ('sector', models.CharField(blank=True, max_length=60)),
                ('is_partner', models.BooleanField(default=False)),
                ('degree', models.CharField(blank=True, max_length=10)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('name', 'kind'), name='organization_once')],
            },
        ),
        migrations.CreateModel(
            name='Profession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('order', models.PositiveSmallIntegerField(default=50)),
            ],
            options={
                'ordering': ['order', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('order', models.PositiveSmallIntegerField(default=50)),
            ],
            options={
                'ordering': ['order', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=bigtent.ledger.keys.new_key, max_length=12, unique=True)),
                ('given_name', models.CharField(blank=True, max_length=80)),
                ('middle_name', models.CharField(blank=True, max_length=80)),
                ('family_name', models.CharField(max_length=120)),
                ('former_name', models.CharField(blank=True, max_length=120)),
                ('also_known_as', models.CharField(blank=True, max_length=300)),
                ('credential', models.CharField(blank=True, max_length=40)),
                ('search_text', models.CharField(editable=False, max_length=400)),
                ('name_source', models.CharField(choices=[('self', 'as they told us'), ('staff', 'entered by staff'), ('roster', 'from one of our lists'), ('registry', 'from a public register')], default='staff', max_length=8)),
                ('specialty_source', models.CharField(choices=[('self', 'as they told us'), ('staff', 'entered by staff'), ('roster', 'from one of our lists'), ('registry', 'from a public register')], default='staff', max_length=8)),
                ('place_source', models.CharField(choices=[('self', 'as they told us'), ('staff', 'entered by staff'), ('roster', 'from one of our lists'), ('registry', 'from a public register')], default='staff', max_length=8)),
                ('about', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('demonstration', models.BooleanField(default=bigtent.ledger.demonstration.building, editable=False)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged_records', to='people.person')),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['family_name', 'given_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('filled', models.JSONField(default=dict)),
                ('consents_ended', models.JSONField(default=list)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_received', to='people.person')),
                ('merged', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_given', to='people.person')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('merged',), name='merged_once_at_a_time'), models.CheckConstraint(condition=models.Q(('kept', models.F('merged')), _negated=True), name='merged_into_another')],
            },
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Telephone'), ('address', 'Postal address')], max_length=8)),
                ('value', models.CharField(max_length=254)),
                ('source', models.CharField(choices=[('self', 'as they told us'), ('staff', 'entered by staff'), ('roster', 'from one of our lists'), ('registry', 'from a public register')], max_length=8)),
                ('source_detail', models.CharField(blank=True, max_length=200)),
                ('checked_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_points', to='people.person')),
            ],
            options={
                'ordering': ['kind', 'pk'],
                'indexes': [models.Index(fields=['value'], name='people_cont_value_0f37fc_idx')],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'value'), name='contact_point_once')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('directory', 'Be found by other members'), ('mentoring', 'Be paired with a mentor or a student'), ('outreach', 'Receive news and invitations'), ('reporting', 'Be counted in totals'), ('research', 'Research under an agreement'), ('press', 'Be named in public')], max_length=10)),
                ('given', models.BooleanField()),
                ('at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('words_version', models.PositiveSmallIntegerField(default=1)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='people.person')),
            ],
            options={
                'ordering': ['purpose', '-at'],
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True), ('given', True)), fields=['purpose', 'person'], name='consent_given')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person', 'purpose'), name='consent_in_force_once')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization_text', models.CharField(blank=True, max_length=200)),
                ('role', models.CharField(choices=[('student', 'Student'), ('graduate', 'Graduate'), ('faculty', 'Faculty'), ('staff', 'Staff'), ('practice', 'In practice'), ('representative', 'Representative')], max_length=14)),
                ('class_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(choices=[('self', 'as they told us'), ('staff', 'entered by staff'), ('roster', 'from one of our lists'), ('registry', 'from a public register')], default='staff', max_length=8)),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='people.organization')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='people.person')),
            ],
            options={
                'ordering': ['-class_year', 'pk'],
                'indexes': [models.Index(fields=['role', 'class_year', 'person'], name='affiliation_class')],
            },
        ),
        migrations.AddField(
            model_name='account',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='account', to='people.person'),
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zip', models.CharField(blank=True, max_length=5)),
                ('city', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(max_length=2)),
                ('division', models.CharField(choices=[('new-england', 'New England'), ('middle-atlantic', 'Middle Atlantic'), ('east-north-central', 'East North Central'), ('west-north-central', 'West North Central'), ('south-atlantic', 'South Atlantic'), ('east-south-central', 'East South Central'), ('west-south-central', 'West South Central'), ('mountain', 'Mountain'), ('pacific', 'Pacific'), ('territory', 'Puerto Rico and other territories')], max_length=20)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
            ],
            options={
                'ordering': ['state', 'city', 'zip'],
                'indexes': [models.Index(fields=['state'], name='people_plac_state_d33028_idx'), models.Index(fields=['division'], name='people_plac_divisio_1e2f6f_idx')],
                'constraints': [models.UniqueConstraint(fields=('zip', 'city', 'state'), name='place_once')],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='place',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.place'),
        ),
        migrations.AddField(
            model_name='organization',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.place'),
        ),
        migrations.AddField(
            model_name='person',
            name='profession',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.profession'),
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('program_manager', 'Program manager'), ('reviewer', 'Reviewer'), ('member', 'Member')], max_length=20)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('granted_at', models.DateTimeField(default=bigtent.ledger.clock.now)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='grants_made', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'role'), name='role_once')],
            },
        ),
        migrations.CreateModel(
            name='Specialty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('family', models.CharField(max_length=80)),
                ('taxonomy_codes', models.JSONField(blank=True, default=list)),
                ('profession', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='specialties', to='people.profession')),
            ],
            options={
                'verbose_name_plural': 'specialties',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='specialty',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.specialty'),
        ),
        migrations.CreateModel(
            name='MovedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=60)),
                ('field', models.CharField(max_length=40)),
                ('row_id', models.BigIntegerField()),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moved_rows', to='people.merge')),
            ],
            options={
                'indexes': [models.Index(fields=['merge', 'model'], name='people_move_merge_i_0254ab_idx')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mentor', 'Be a mentor'), ('answer', 'Answer a question by e-mail'), ('speak', 'Speak at an event'), ('review', 'Read an application or a résumé'), ('shadow', 'Let a student come along for a day'), ('advocate', 'Write or speak to decision-makers')], max_length=10)),
                ('made_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='people.person')),
            ],
            options={
                'ordering': ['kind'],
                'indexes': [models.Index(condition=models.Q(('ended_on__isnull', True)), fields=['kind', 'person'], name='offer_in_force')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'kind'), name='offer_once')],
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['merged_into', 'family_name', 'given_name', 'id', 'search_text', 'profession', 'specialty', 'place'], name='people_directory'),
        ),
    ]
