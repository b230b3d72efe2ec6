"""Columns of words that an erasure passes over, with the reason; each is decided by hand."""

PUBLISHED = "a published work: its title, publisher, address and license"
NAMES_OF_THINGS = "names and words of the organization's own things, never of a person"
MADE = "made by the platform: keys, codes, counts, names of tables and columns"
PUBLIC = "a list that everybody can look up"
BY_ITSELF = "looked through line by line by the room itself (alumni.services.erasing)"

REASONS = {
    ("accountability.Action", "key page measure further"): MADE,
    ("accountability.Approach", "name"): NAMES_OF_THINGS,
    ("accountability.Observation", "measure"): MADE,
    ("accountability.Plan", "key name template summary source"): NAMES_OF_THINGS,
    ("alumni.AlumniProgram", "name"): NAMES_OF_THINGS,
    ("alumni.ColumnMapping", "signature columns"): "headings of lists, no cells",
    ("alumni.DuplicateRun", "key counts plan"): "counts, and ids of records that are gone",
    ("alumni.FindingRun", "key bands columns_read report"): "counts over thousands, names of columns",
    ("alumni.LinkDecision", "key"): MADE,
    ("alumni.Registry", "key name source license digest columns"): NAMES_OF_THINGS,
    (
        "alumni.RegistryEntry",
        "series number first_name middle_name last_name other_last_name sex credential taxonomy city state zip5 phone "
        "med_school",
    ): BY_ITSELF,
    ("alumni.Roster", "key name"): NAMES_OF_THINGS,
    ("alumni.RosterChange", "model before after"): BY_ITSELF,
    ("alumni.RosterFile", "key shape columns program counts"): "headings, counts, the name of a program",
    ("alumni.RowProblem", "column value problem remedy"): BY_ITSELF,
    ("auth.Group", "name"): MADE,
    ("auth.Permission", "name codename"): MADE,
    ("contenttypes.ContentType", "app_label model"): MADE,
    ("community.HelpLine", "code name for_whom phone text_to link states hours languages source source_link"): PUBLIC,
    ("gatherings.CalendarImport", "key"): MADE,
    (
        "gatherings.Event",
        "key zone join_link external_link inside languages foreign_uid belongs_at recording_link source_link",
    ): MADE,
    ("gatherings.Panelist", "credentials organization_name"): "beside a name that is looked for; no name themselves",
    ("gatherings.Series", "key"): MADE,
    ("groups.Decision", "key"): MADE,
    ("groups.Election", "key"): MADE,
    ("groups.Group", "key name division"): NAMES_OF_THINGS,
    ("groups.GroupDocument", "key"): MADE,
    ("groups.Meeting", "key link zone"): "where the link to join leads, on the clocks of which place",
    ("groups.Recommendation", "key"): MADE,
    ("identity.Definition", "key name basis source population geography population_source question shares"): (
        "a definition over groups and a population, with its public source"
    ),
    ("ledger.AuditEntry", "verb object_type object_id"): "which row it was, by a number that leads nowhere any more",
    ("ledger.Document", "key digest"): MADE,
    ("ledger.Job", "key verb permission worker language"): MADE,
    ("community.Opportunity", "key link zone currency stipend_text where clauses source_link"): (
        "what a sponsor announces to everybody: where, how much, whom it is for"
    ),
    ("community.Post", "key link source_link about page"): "a post: where it is and where it leads",
    ("community.PracticumSite", "name where"): "a place",
    ("library.Brief", "key source source_link"): PUBLISHED,
    ("library.Path", "digest"): MADE,
    ("library.PathStep", "link"): "where a step leads",
    ("library.Resource", "key link source license sources shipped"): PUBLISHED,
    ("library.ResourceVersion", "link sources digest"): PUBLISHED,
    ("library.Solution", "key link"): PUBLISHED,
    ("library.Attempt", "answers"): "numbers of the choices taken; the room deletes them itself",
    ("library.Course", "key activity_id"): NAMES_OF_THINGS,
    ("library.CreditExport", "key"): MADE,
    ("library.Learning", "key provider"): "a number made by the platform; which organization offered credit",
    ("library.Module", "link"): "where a video is",
    ("library.ModuleDone", "answers"): "numbers of the choices taken; the room deletes them itself",
    ("library.Question", "right"): "numbers of choices",
    ("library.Requirement", "key role"): MADE,
    ("mentoring.MatchRound", "key name"): NAMES_OF_THINGS,
    ("mentoring.MentoringProgram", "key name description factors rules tables"): NAMES_OF_THINGS,
    ("mentoring.Proposal", "run program columns_read"): "the program as the engine read it, names of columns",
    ("outreach.Audience", "key source"): MADE,
    ("outreach.Message", "key"): MADE,
    ("outreach.Suppression", "digest"): "a keyed hash of an address, so that nothing is ever sent there again",
    ("outreach.Template", "key"): MADE,
    ("people.Agreement", "text_en text_es"): "the same words for everybody who signs; a published text never changes",
    ("people.AgreementRole", "text_en text_es"): "the same words for everybody who signs",
    ("people.BulkEdit", "key change"): MADE,
    ("people.Erasure", "key erased kept"): "counts by table",
    (
        "people.Network",
        "name mission contact_email postal_address word_alumni word_scholars word_members word_schools rooms "
        "support_links",
    ): "what the organization says of itself in public",
    ("people.Organization", "key name short_name other_names sector degree source"): PUBLIC,
    ("people.Place", "zip city state"): PUBLIC,
    ("people.Profession", "code name"): PUBLIC,
    ("people.Specialty", "code name family taxonomy_codes"): PUBLIC,
    ("people.Suppression", "digest"): "a keyed hash; it is meant to stay",
    ("people.Topic", "code name"): PUBLIC,
    ("sessions.Session", "session_key session_data"): "read and ended one by one",
    ("socialaccount.SocialApp", "provider provider_id name client_id secret key settings"): MADE,
}
GOES_WITH_NOBODY = {
    f"{label}.{column}": reason for (label, columns), reason in REASONS.items() for column in columns.split()
}
