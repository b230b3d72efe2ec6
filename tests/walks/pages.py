"""Every page of the platform: who opens it, and on which page a link to it stands."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, get_resolver, resolve, reverse

VISITOR, MEMBER, MANAGER, ADMINISTRATOR = "", "member", "program manager", "administrator"

# (name of the address, who opens it, the page that links to it; none for an address that is always the same)
PAGES = [
    ("home", VISITOR, ""),
    ("home", MANAGER, ""),
    ("components", VISITOR, ""),
    ("privacy", VISITOR, ""),
    ("security", VISITOR, ""),
    ("how-figures-are-made", VISITOR, ""),
    ("how-decisions-are-made", VISITOR, ""),
    ("how-decisions-are-made", MANAGER, ""),
    ("figure", VISITOR, "/how-figures-are-made/"),
    ("figure", MANAGER, "/monday/"),
    ("account_login", VISITOR, ""),
    ("account_request_login_code", VISITOR, ""),
    ("account_signup", VISITOR, ""),
    ("account_inactive", VISITOR, ""),
    ("account_logout", MEMBER, ""),
    ("socialaccount_login_cancelled", VISITOR, ""),
    ("mfa_index", MEMBER, ""),
    ("mfa_view_recovery_codes", MEMBER, ""),
    ("mfa_generate_recovery_codes", MEMBER, ""),
    ("people:claim", VISITOR, ""),
    ("people:invitations", ADMINISTRATOR, ""),
    ("monday", MANAGER, ""),
    ("network-settings", ADMINISTRATOR, ""),
    ("people:directory", MEMBER, ""),
    ("people:directory", MANAGER, ""),
    ("people:me", MEMBER, ""),
    ("people:known", MEMBER, ""),
    ("people:who", MEMBER, "/people/me/known/"),
    ("people:who", MANAGER, "people:person"),
    ("people:seen_as", MEMBER, "/people/me/known/"),
    ("people:export", MANAGER, "/people/"),
    ("people:person", MEMBER, "/people/"),
    ("people:person", ADMINISTRATOR, "/people/"),
    ("people:edit", MANAGER, "people:person"),
    ("people:merge", MANAGER, ""),
    ("people:my_history", MEMBER, ""),
    ("people:bulk_edits", MANAGER, ""),
    ("people:new_bulk_edit", MANAGER, ""),
    ("ledger:history", MANAGER, "people:person"),
    ("people:my_data", MEMBER, ""),
    ("people:my_data_pdf", MEMBER, ""),
    ("people:leave", MEMBER, ""),
    ("people:left", VISITOR, ""),
    ("people:erasures", MANAGER, ""),
    ("people:data_of", MANAGER, "people:person"),
    ("people:erase", MANAGER, "people:person"),
    ("people:giving_time", MEMBER, ""),
    ("people:sign_agreement", MEMBER, ""),
    ("people:my_expertise", MEMBER, ""),
    ("people:agreement", VISITOR, ""),
    ("people:agreements", MANAGER, ""),
    ("people:agreement_version", MANAGER, "/people/agreement/versions/"),
    ("people:volunteers", MANAGER, ""),
    ("people:volunteer", MANAGER, "/people/volunteers/"),
    ("people:experts", MANAGER, ""),
    ("people:organizations", MANAGER, ""),
    ("people:new_organization", MANAGER, ""),
    ("people:accounts", ADMINISTRATOR, ""),
    ("people:new_account", ADMINISTRATOR, ""),
    ("people:account", ADMINISTRATOR, "/people/accounts/"),
    ("outreach:home", MANAGER, ""),
    ("outreach:came_back", MANAGER, ""),
    ("outreach:service_letters", MANAGER, ""),
    ("community:asks", MEMBER, ""),
    ("community:new_ask", MEMBER, ""),
    ("community:waiting_asks", MANAGER, ""),
    ("community:near", MEMBER, ""),
    ("outreach:messages", MANAGER, ""),
    ("outreach:new_message", MANAGER, ""),
    ("outreach:message", MANAGER, "/messages/all/?state=draft"),
    ("outreach:edit_message", MANAGER, "outreach:message"),
    ("outreach:preview", MANAGER, "outreach:message"),
    ("outreach:discard_message", MANAGER, "outreach:message"),
    ("outreach:deliveries", MANAGER, "/messages/all/ > Evening for the Mountain states"),
    ("outreach:templates", MANAGER, ""),
    ("outreach:new_template", MANAGER, ""),
    ("outreach:audiences", MANAGER, ""),
    ("outreach:new_audience", MANAGER, ""),
    ("outreach:audience", MANAGER, "/messages/audiences/"),
    ("outreach:edit_audience", MANAGER, "outreach:audience"),
    ("outreach:audience_people", MANAGER, "outreach:audience"),
    ("outreach:notifications", MEMBER, ""),
    ("outreach:preferences", MEMBER, ""),
    ("identity:questions", MEMBER, ""),
    ("identity:question", MEMBER, "/about-you/"),
    ("identity:remove_all", MEMBER, ""),
    ("identity:totals", MANAGER, ""),
    ("identity:definitions", ADMINISTRATOR, ""),
    ("identity:new_definition", ADMINISTRATOR, ""),
    ("gatherings:events", VISITOR, ""),
    ("gatherings:events", MANAGER, ""),
    ("gatherings:event", VISITOR, "/events/"),
    ("gatherings:event", MANAGER, "/events/"),
    ("gatherings:new", MANAGER, ""),
    ("gatherings:change", MANAGER, "/events/ > Calling classmates we lost"),
    ("gatherings:preview", MANAGER, "/events/ > Calling classmates we lost"),
    ("gatherings:cancel", MANAGER, "/events/ > Calling classmates we lost"),
    ("gatherings:cancel_slot", MANAGER, "/events/ > Calling classmates we lost"),
    ("gatherings:recording", MANAGER, "/events/?over=1 > Clinics that stay"),
    ("gatherings:register", VISITOR, "gatherings:event+"),
    ("gatherings:mine", MEMBER, ""),
    ("gatherings:own", MEMBER, "/events/mine/"),
    ("gatherings:registrations", MANAGER, "/events/?over=1 > Clinics that stay"),
    ("gatherings:check_in", MANAGER, "gatherings:registrations"),
    ("gatherings:attendance", MANAGER, "gatherings:registrations"),
    ("community:opportunities", VISITOR, ""),
    ("community:opportunity", VISITOR, "/community/opportunities/"),
    ("community:for_me", MEMBER, ""),
    ("community:my_opportunities", MEMBER, ""),
    ("community:month", MEMBER, ""),
    ("community:stated", MEMBER, ""),
    ("community:opportunity", MEMBER, "/community/opportunities/"),
    ("community:send_opportunity", MEMBER, "community:opportunity"),
    ("community:new_opportunity", MANAGER, ""),
    ("community:opportunity", MANAGER, "/community/opportunities/"),
    ("community:change_opportunity", MANAGER, "community:opportunity"),
    ("community:clauses", MANAGER, "community:opportunity"),
    ("community:new_clause", MANAGER, "community:clauses"),
    ("community:practicum_sites", MANAGER, "community:opportunity"),
    ("community:check_source", MANAGER, "community:opportunity"),
    ("community:close_opportunity", MANAGER, "community:opportunity"),
    ("community:withdraw_opportunity", MANAGER, "community:opportunity"),
    ("community:feed", VISITOR, ""),
    ("community:feed", MANAGER, ""),
    ("community:search", VISITOR, ""),
    ("community:following", MEMBER, ""),
    ("community:new_post", MEMBER, ""),
    ("community:paste", MANAGER, ""),
    ("community:proposals", MANAGER, ""),
    ("community:post", VISITOR, "/community/"),
    ("community:change_post", MANAGER, "community:post"),
    ("library:home", VISITOR, ""),
    ("library:home", MANAGER, ""),
    ("library:resource", VISITOR, "/library/"),
    ("library:resource", MANAGER, "/library/"),
    ("library:version", VISITOR, "library:resource"),
    ("library:new_resource", MANAGER, ""),
    ("library:change_resource", MANAGER, "library:resource"),
    ("library:new_solution", MANAGER, ""),
    ("library:new_brief", MANAGER, ""),
    ("library:adopt", MANAGER, "library:resource"),
    ("library:paths", VISITOR, ""),
    ("library:path", VISITOR, "/library/paths/"),
    ("library:path", MEMBER, "/library/paths/"),
    ("library:change_path", MANAGER, "library:path"),
    ("library:new_step", MANAGER, "library:path"),
    ("library:change_step", MANAGER, "library:path"),
    ("library:loans", VISITOR, ""),
    ("library:savings", VISITOR, ""),
    ("groups:home", VISITOR, ""),
    ("groups:home", MANAGER, ""),
    ("groups:new", MANAGER, ""),
    ("groups:group", VISITOR, "/groups/"),
    ("groups:group", MANAGER, "/groups/"),
    ("groups:inside", MANAGER, "groups:group"),
    ("groups:table", MANAGER, "groups:inside"),
    ("groups:edit", MANAGER, "groups:inside"),
    ("groups:end", MANAGER, "groups:inside"),
    ("groups:seat", MANAGER, "groups:inside"),
    ("groups:membership", MANAGER, "groups:inside"),
    ("groups:change_role", MANAGER, "groups:membership"),
    ("groups:change_term", MANAGER, "groups:membership"),
    ("groups:end_membership", MANAGER, "groups:membership"),
    ("groups:replace_member", MANAGER, "groups:membership"),
    ("groups:add_document", MANAGER, "groups:inside"),
    ("groups:new_election", MANAGER, "groups:inside"),
    ("groups:election", MANAGER, "/groups/ > National Alumni Council"),
    ("groups:stand", MANAGER, "groups:election+"),
    ("groups:vote", MANAGER, "groups:election+"),
    ("groups:cancel", MANAGER, "groups:election"),
    ("groups:meetings", VISITOR, ""),
    ("groups:meeting", VISITOR, "/groups/meetings/"),
    ("groups:meeting", MANAGER, "/groups/meetings/"),
    ("groups:plan_meeting", MANAGER, "groups:inside"),
    ("groups:change_meeting", MANAGER, "/groups/meetings/ > Winter meeting"),
    ("groups:cancel_meeting", MANAGER, "/groups/meetings/ > Winter meeting"),
    ("groups:agenda", MANAGER, "/groups/meetings/ > Fall meeting"),
    ("groups:attendance", MANAGER, "/groups/meetings/ > Fall meeting"),
    ("groups:record_decision", MANAGER, "/groups/meetings/ > Fall meeting"),
    ("groups:minutes", MANAGER, "/groups/meetings/ > Fall meeting"),
    ("groups:approve_minutes", MANAGER, "/groups/meetings/ > Fall meeting"),
    ("groups:open_minutes_again", MANAGER, "groups:approve_minutes+"),
    ("groups:preview", MANAGER, "/groups/meetings/ > Spring meeting"),
    ("groups:unpublish_minutes", MANAGER, "/groups/meetings/ > Spring meeting"),
    ("groups:decisions", VISITOR, ""),
    ("groups:decision", VISITOR, "/groups/decisions/"),
    ("groups:decision", MANAGER, "/groups/decisions/"),
    ("groups:correct_decision", MANAGER, "groups:decision"),
    ("groups:note_step", MANAGER, "groups:decision"),
    ("groups:recommendations", VISITOR, ""),
    ("groups:recommendation", VISITOR, "/groups/recommendations/"),
    ("groups:make_recommendation", MANAGER, "groups:inside"),
    ("groups:change_recommendation", MANAGER, "groups:reply_to_answer+"),
    ("groups:answer_recommendation", ADMINISTRATOR, "/groups/recommendations/ > Publish who was refused"),
    ("groups:reply_to_answer", MANAGER, "/groups/recommendations/ > Ask for names"),
    ("library:courses", VISITOR, ""),
    ("library:courses", MANAGER, ""),
    ("library:new_course", MANAGER, ""),
    ("library:learning", MEMBER, ""),
    ("library:credit", MANAGER, ""),
    ("library:trainings", MANAGER, ""),
    ("library:new_requirement", MANAGER, ""),
    ("alumni:home", MANAGER, ""),
    ("alumni:rosters", MANAGER, ""),
    ("alumni:new-roster", MANAGER, ""),
    ("alumni:roster", MANAGER, "/finding/rosters/"),
    ("alumni:map-roster", MANAGER, "alumni:roster"),
    ("alumni:undo-roster", MANAGER, "/finding/rosters/ > LEDGER"),
    ("alumni:duplicates", MANAGER, ""),
    ("alumni:review-duplicates", MANAGER, ""),
    ("alumni:duplicate-run", MANAGER, "/finding/duplicates/"),
    ("alumni:duplicate", MANAGER, "alumni:duplicate-run"),
    ("alumni:finding", MANAGER, ""),
    ("alumni:finding-run", MANAGER, "/finding/search/"),
    ("alumni:desk", MANAGER, ""),
    ("alumni:sure", MANAGER, ""),
    ("alumni:links", MANAGER, ""),
    ("alumni:decisions", MANAGER, ""),
    ("alumni:registries", MANAGER, ""),
    ("alumni:registry", MANAGER, "/finding/registries/"),
    ("mentoring:home", MANAGER, ""),
    ("mentoring:rounds", MANAGER, ""),
    ("mentoring:program", MANAGER, "/mentoring/"),
    ("mentoring:mentors", MANAGER, ""),
    ("mentoring:students", MANAGER, ""),
    ("mentoring:mine", MEMBER, ""),
    ("mentoring:offer", MEMBER, "/mentoring/mine/"),
    ("mentoring:wish", MEMBER, "/mentoring/mine/"),
    ("mentoring:round", MANAGER, "/mentoring/rounds/"),
    ("mentoring:pairing", MANAGER, "mentoring:round"),
    ("mentoring:decisions", MANAGER, "mentoring:round"),
    ("mentoring:waiting", MANAGER, "mentoring:round+"),
    ("mentoring:places", MANAGER, "mentoring:round"),
    ("mentoring:proof", MANAGER, "mentoring:round"),
    ("mentoring:publish", MANAGER, "mentoring:round"),
    ("mentoring:letters", MANAGER, "/mentoring/rounds/ > Fall 2026"),
    ("accountability:plans", VISITOR, ""),
    ("accountability:plans", MANAGER, ""),
    ("accountability:plan", VISITOR, "/plans/"),
    ("accountability:plan", MANAGER, "/plans/"),
    ("accountability:action", VISITOR, "accountability:plan"),
    ("accountability:action", MANAGER, "accountability:plan"),
    ("accountability:owner", MANAGER, "accountability:action"),
    ("accountability:target", MANAGER, "accountability:action+"),
    ("accountability:measure", MANAGER, "accountability:action"),
    ("accountability:observe", MANAGER, ""),
    ("ledger:jobs", MANAGER, ""),
    ("ledger:job", MANAGER, "/work/"),
]

# What answers with a file or a word instead of a page, and pages that only another story can reach.
FILES = (
    "groups:document", "library:file", "library:certificate", "library:my_statements",
    "gatherings:entry", "gatherings:code", "gatherings:own_certificate",
    "alumni:roster-refused", "alumni:registry-refused", "mentoring:certificate", "healthz", "security-txt",
)  # fmt: skip
ELSEWHERE = {
    "community:applied_for": "tests/community/test_opportunities.py: one has to be saved",
    "community:ask": "test_quick_ask.py: a question has to be asked",
    "community:question": "test_quick_ask.py: a link from a letter",
    "community:waiting_ask": "tests/community/test_asking.py: a question has to wait for five days",
    "community:ask_introduction": "test_quick_ask.py: somebody has to want introductions",
    "community:introduction": "test_quick_ask.py: a link from a letter",
    "library:page": "tests/library/test_content.py: it leads on to the page of a resource",
    "library:solution": "tests/library/test_resources.py: one has to be written down",
    "library:change_solution": "tests/library/test_resources.py: one has to be written down",
    "library:brief": "tests/library/test_resources.py: one has to be written down",
    "library:change_brief": "tests/library/test_resources.py: one has to be written down",
    "gatherings:certificate": "test_registering.py: somebody has to have been there",
    "gatherings:discard": "tests/gatherings/test_events.py: a draft has to be planned",
    "gatherings:series": "tests/gatherings/test_event_series.py: a series has to be planned",
    "groups:count": "tests/groups/test_elections.py: voting has to be over",
    "library:course": "browser/test_course_pages.py: a course has to be written",
    "library:module": "browser/test_course_pages.py: a course has to be written",
    "library:before_course": "browser/test_course_pages.py: a course has to be written",
    "library:after_course": "browser/test_course_pages.py: a course has to be written",
    "library:learning_of": "browser/test_course_pages.py: a course has to be written",
    "library:check_certificate": "browser/test_course_pages.py: a course has to be written",
    "library:claim_credit": "browser/test_course_pages.py: a course has to be written",
    "library:write_course": "browser/test_course_pages.py: a course has to be written",
    "library:change_course": "browser/test_course_pages.py: a course has to be written",
    "library:new_module": "browser/test_course_pages.py: a course has to be written",
    "library:change_module": "browser/test_course_pages.py: a course has to be written",
    "library:new_practice": "browser/test_course_pages.py: a course has to be written",
    "library:new_question": "browser/test_course_pages.py: a course has to be written",
    "library:change_question": "browser/test_course_pages.py: a course has to be written",
    "library:credit_of": "browser/test_course_pages.py: a course has to be written",
    "library:credit_export": "browser/test_course_pages.py: a course has to be written",
    "library:training_of": "browser/test_course_pages.py: a course has to be written",
    "people:agreement_changes": "test_volunteering.py: two versions have to be written",
    "people:edit_agreement": "test_volunteering.py: a draft has to be begun",
    "people:expert": "test_volunteering.py: somebody has to write an entry",
    "identity:definition": "test_identity.py: a definition has to be entered",
    "people:undo_merge": "test_records.py: two records have to be merged",
    "people:bulk_edit": "test_records.py: a change has to be drawn up",
    "setup": "test_empty.py: a network is set up once",
    "mfa_activate_totp": "test_signing_in.py: one is set up",
    "mfa_add_webauthn": "test_signing_in.py: one is added",
    "mfa_authenticate": "test_sign_in_pages.py: asked in the middle of signing in",
    "mfa_reauthenticate": "test_sign_in_pages.py: asked of whoever has a second factor",
    "mfa_reauthenticate_webauthn": "test_sign_in_pages.py: asked of whoever has a passkey",
    "mfa_deactivate_totp": "test_sign_in_pages.py: for whoever has an app",
    "mfa_remove_webauthn": "test_sign_in_pages.py: for whoever has a passkey",
    "mfa_login_webauthn": "test_signing_in.py: asked by the script of the sign-in page",
    "mfa_download_recovery_codes": "test_second_factor.py: a text, shown once",
    "openid_connect_login": "test_organization_sign_in.py: only where the organization has its own",
    "openid_connect_callback": "test_organization_sign_in.py: only where the organization has its own",
    "people:invitation": "test_signing_in.py: a link from a letter",
    "people:open_claim": "test_signing_in.py: a link from a letter",
    "outreach:template": "browser/test_message_pages.py: one has to be kept",
    "outreach:letter": "test_reached_by_mail.py: a message to herself",
    "outreach:stop": "test_reached_by_mail.py: a link from a mail",
    "outreach:preferences_by_mail": "test_reached_by_mail.py: a link from a mail",
    "outreach:answer": "test_reached_by_mail.py: a link from a mail",
    "account_confirm_login_code": "test_every_page.py: a code has to be asked for",
    "demo-sign-in": "sites.py: a link of the demonstration signs in and goes on",
    "set_language": "an act that goes back to where the reader was",
}


def addresses(patterns=None, space="", path="") -> dict[str, str]:
    """The name of every address with its pattern."""
    found = {}
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            found[space + one.name] = path + str(one.pattern)
        else:
            inside = f"{one.namespace}:" if one.namespace else ""
            found |= addresses(one.url_patterns, space + inside, path + str(one.pattern))
    return found


def name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@dataclass
class Atlas:
    """The addresses one role has come upon so far, each as a reader does: always the same, or behind links.

    "/rounds/ > Fall" is the page behind the link "Fall" of that page. Ending in "+" it says that the page is
    reached by a link only at times; then its address is put together from that of the page before.
    """

    found: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def remember(self, page, address: str) -> None:
        """The links of a page that stands open, each with its words, so that nobody has to open it for them."""
        links = page.get_by_role("main").get_by_role("link")
        self.links[address] = links.evaluate_all("all => all.map(a => [a.ariaLabel || a.innerText, a.pathname])")

    def address(self, page, name: str, linked_from: str) -> str:
        if name not in self.found:
            self.found[name] = self._look_up(page, name, linked_from) if linked_from else reverse(name)
        return self.found[name]

    def _look_up(self, page, name: str, linked_from: str) -> str:
        before, _arrow, words = linked_from.removesuffix("+").partition(" > ")
        address = before if before.startswith("/") else self.address(page, before, WHERE[before])
        if linked_from.endswith("+"):
            return reverse(name, kwargs=resolve(urlsplit(address).path).kwargs)
        if words:
            address = next(path for said, path in self._links(page, address) if words.casefold() in said.casefold())
        leading = [path for _said, path in self._links(page, address) if name_of(path) == name]
        assert leading, f"No link to {name} stands on {address}"
        return leading[0]

    def _links(self, page, address: str) -> list[tuple[str, str]]:
        if address not in self.links:
            page.goto(address)
            self.remember(page, address)
        return self.links[address]


WHERE = {name: linked_from for name, _role, linked_from in PAGES}
