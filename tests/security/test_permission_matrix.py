"""Who may open what, and who may do what: every address of the platform for every role.

in    asked to sign in            403   told that the right is missing
go    led on to another page      404   not told whether there is anything
"of-part" manages one school and one mentoring program, and has no role over the network; the person, the
program and the round of a line are theirs, unless it says "@outside her school" or "@other program".
A name with "@" is the same address with another thing: somebody who consented, a plan that is not public,
the work of somebody else. An act is tried with nothing filled in; one that is refused leaves no trace.
"""

import pytest
from django.test import Client

from tests.security.opened import ROLES, answer
from tests.security.scene import make_scene, named_addresses

CLOSED = ("in", "403", "404")

PAGES = """
                                               visitor  stranger member   of-part  reviewer manager  administrator
home                                           200      200      200      200      200      200      200
monday                                         in       go       go       200      200      200      200
figure                                         200      200      200      200      200      200      200
setup                                          404      404      404      404      404      404      go
network-settings                               in       403      403      403      403      403      200
healthz                                        200      200      200      200      200      200      200
privacy                                        200      200      200      200      200      200      200
security                                       200      200      200      200      200      200      200
security-txt                                   200      200      200      200      200      200      200
how-figures-are-made                           200      200      200      200      200      200      200
how-decisions-are-made                         200      200      200      200      200      200      200
components                                     200      200      200      200      200      200      200
account_login                                  200      go       go       go       go       go       go
account_request_login_code                     200      go       go       go       go       go       go
account_confirm_login_code                     go       go       go       go       go       go       go
account_logout                                 go       200      200      200      200      200      200
account_signup                                 200      go       go       go       go       go       go
account_inactive                               200      200      200      200      200      200      200
mfa_login_webauthn                             go       go       go       go       go       go       go
mfa_authenticate                               go       go       go       go       go       go       go
openid_connect_login                           404      404      404      404      404      404      404
openid_connect_callback                        404      404      404      404      404      404      404
socialaccount_login_cancelled                  200      200      200      200      200      200      200
mfa_index                                      in       200      200      200      200      200      200
mfa_reauthenticate                             in       403      403      403      403      403      403
mfa_reauthenticate_webauthn                    in       403      403      403      403      403      403
mfa_activate_totp                              in       200      200      200      200      200      200
mfa_deactivate_totp                            in       404      404      404      404      404      404
mfa_add_webauthn                               in       200      200      200      200      200      200
mfa_remove_webauthn                            in       404      404      404      404      404      404
mfa_view_recovery_codes                        in       200      200      200      200      200      200
mfa_download_recovery_codes                    in       go       go       go       go       go       go
mfa_generate_recovery_codes                    in       200      200      200      200      200      200
people:invitations                             in       403      403      403      403      403      200
people:invitation                              200      200      200      200      200      200      200
people:claim                                   200      200      200      200      200      200      200
people:open_claim                              200      200      200      200      200      200      200
demo-sign-in                                   404      404      404      404      404      404      404
people:directory                               in       403      200      200      200      200      200
people:me                                      in       200      200      200      200      200      200
people:my_history                              in       200      200      200      200      200      200
people:merge                                   in       403      403      403      403      200      200
people:undo_merge                              in       403      403      403      403      200      200
people:bulk_edits                              in       403      403      403      403      200      200
people:new_bulk_edit                           in       403      403      403      403      200      200
people:bulk_edit                               in       403      403      403      403      200      200
ledger:history                                 in       404      404      200      404      200      200
ledger:history@account                         in       404      404      404      404      404      200
people:organizations                           in       403      200      200      200      200      200
people:new_organization                        in       403      403      403      403      200      200
people:accounts                                in       403      403      403      403      403      200
people:new_account                             in       403      403      403      403      403      200
people:account                                 in       403      403      403      403      403      200
people:person                                  in       404      404      200      200      200      200
people:person@listed                           in       404      200      404      200      200      200
people:edit                                    in       404      404      200      403      200      200
identity:questions                             in       200      200      200      200      200      200
identity:question                              in       200      200      200      200      200      200
identity:remove_all                            in       200      200      200      200      200      200
identity:totals                                in       403      403      403      403      200      200
identity:definitions                           in       403      403      403      403      200      200
identity:definition                            in       403      403      403      403      200      200
identity:new_definition                        in       403      403      403      403      403      200
outreach:home                                  in       go       go       go       go       200      200
outreach:came_back                             in       403      403      403      403      200      200
outreach:messages                              in       403      403      403      403      200      200
outreach:new_message                           in       403      403      403      403      200      200
outreach:message                               in       403      403      403      403      200      200
outreach:deliveries                            in       403      403      403      403      200      200
outreach:edit_message                          in       403      403      403      403      200      200
outreach:preview                               in       403      403      403      403      200      200
outreach:discard_message                       in       403      403      403      403      200      200
outreach:templates                             in       403      403      403      403      200      200
outreach:new_template                          in       403      403      403      403      200      200
outreach:template                              in       403      403      403      403      200      200
outreach:audiences                             in       403      403      403      403      200      200
outreach:new_audience                          in       403      403      403      403      200      200
outreach:audience                              in       403      403      403      403      200      200
outreach:edit_audience                         in       403      403      403      403      200      200
outreach:audience_people                       in       403      403      403      403      404      404
outreach:notifications                         in       200      200      200      200      200      200
outreach:letter                                in       404      404      404      404      404      404
outreach:preferences                           in       200      200      200      200      200      200
outreach:preferences_by_mail                   200      200      200      200      200      200      200
outreach:stop                                  200      200      200      200      200      200      200
outreach:answer                                200      200      200      200      200      200      200
outreach:stop@guess                            404      404      404      404      404      404      404
people:my_data                                 in       200      200      200      200      200      200
people:my_data_pdf                             in       200      200      200      200      200      200
people:leave                                   in       200      200      200      200      200      200
people:left                                    200      200      200      200      200      200      200
people:erasures                                in       403      403      403      403      200      200
people:data_of                                 in       404      404      200      403      200      200
people:erase                                   in       403      403      403      403      200      200
people:giving_time                             in       200      200      200      200      200      200
people:sign_agreement                          in       200      200      200      200      200      200
people:my_expertise                            in       200      200      200      200      200      200
people:agreement                               go       go       go       go       go       go       go
people:agreement_version                       200      200      200      200      200      200      200
people:agreement_version@draft                 404      404      404      404      404      200      200
people:agreement_changes                       go       go       go       go       go       go       go
people:agreements                              in       403      403      403      403      200      200
people:edit_agreement                          in       403      403      403      403      200      200
people:volunteers                              in       403      403      403      403      200      200
people:volunteer                               in       403      403      403      403      200      200
people:experts                                 in       403      403      403      200      200      200
people:expert                                  in       403      403      403      200      200      200
people:expert@not agreed                       in       403      403      403      404      404      404
groups:home                                    200      200      200      200      200      200      200
groups:new                                     in       403      403      403      403      200      200
groups:group                                   200      200      200      200      200      200      200
groups:group@inside the network                404      404      200      404      200      200      200
groups:inside                                  in       403      403      403      200      200      200
groups:inside@inside the network               in       404      403      404      200      200      200
groups:table                                   in       403      403      403      200      200      200
groups:table@inside the network                in       404      403      404      200      200      200
groups:edit                                    in       403      403      403      403      200      200
groups:edit@inside the network                 in       404      403      404      403      200      200
groups:end                                     in       403      403      403      403      200      200
groups:seat                                    in       403      403      403      403      200      200
groups:seat@inside the network                 in       404      403      404      403      200      200
groups:membership                              in       403      403      403      403      200      200
groups:change_role                             in       403      403      403      403      200      200
groups:change_term                             in       403      403      403      403      200      200
groups:end_membership                          in       403      403      403      403      200      200
groups:replace_member                          in       403      403      403      403      200      200
groups:new_election                            in       403      403      403      403      200      200
groups:election                                in       404      200      404      200      200      200
groups:stand                                   in       404      200      404      200      200      200
groups:vote                                    in       404      200      404      200      200      200
groups:count                                   in       404      403      404      403      go       go
groups:cancel                                  in       404      403      404      403      200      200
groups:add_document                            in       403      403      403      403      200      200
groups:document                                200      200      200      200      200      200      200
groups:document@inside the network             404      404      404      404      200      200      200
groups:meetings                                200      200      200      200      200      200      200
groups:meeting                                 200      200      200      200      200      200      200
groups:meeting@not published                   404      404      404      404      200      200      200
groups:plan_meeting                            in       403      403      403      403      200      200
groups:change_meeting                          in       404      404      404      403      200      200
groups:cancel_meeting                          in       404      404      404      403      200      200
groups:agenda                                  in       404      404      404      403      200      200
groups:attendance                              in       404      404      404      403      200      200
groups:minutes                                 in       404      404      404      403      200      200
groups:approve_minutes                         in       404      404      404      403      200      200
groups:open_minutes_again                      in       404      404      404      403      200      200
groups:preview                                 in       403      403      403      403      200      200
groups:unpublish_minutes                       in       403      403      403      403      200      200
groups:record_decision                         in       404      404      404      403      200      200
groups:decisions                               200      200      200      200      200      200      200
groups:decision                                200      200      200      200      200      200      200
groups:decision@not published                  404      404      404      404      200      200      200
groups:correct_decision                        in       403      403      403      403      200      200
groups:note_step                               in       403      403      403      403      200      200
groups:recommendations                         200      200      200      200      200      200      200
groups:recommendation                          200      200      200      200      200      200      200
groups:recommendation@not sent                 404      404      404      404      200      200      200
groups:make_recommendation                     in       403      403      403      403      200      200
groups:change_recommendation                   in       403      403      403      403      200      200
groups:answer_recommendation                   in       403      403      403      403      403      200
groups:reply_to_answer                         in       403      403      403      403      200      200
alumni:home                                    in       403      403      403      200      200      200
alumni:rosters                                 in       403      403      403      200      200      200
alumni:new-roster                              in       403      403      403      403      200      200
alumni:roster                                  in       403      403      403      200      200      200
alumni:map-roster                              in       403      403      403      403      go       go
alumni:undo-roster                             in       403      403      403      403      200      200
alumni:roster-refused                          in       403      403      403      200      200      200
alumni:duplicates                              in       403      403      403      200      200      200
alumni:review-duplicates                       in       403      403      403      go       go       go
alumni:duplicate                               in       403      403      403      200      200      200
alumni:duplicate-run                           in       403      403      403      200      200      200
alumni:finding                                 in       403      403      403      200      200      200
alumni:finding-run                             in       403      403      403      200      200      200
alumni:desk                                    in       403      403      403      200      200      200
alumni:sure                                    in       403      403      403      403      200      200
alumni:links                                   in       403      403      403      200      200      200
alumni:decisions                               in       403      403      403      200      200      200
alumni:registries                              in       403      403      403      200      200      200
alumni:registry                                in       403      403      403      200      200      200
alumni:registry-refused                        in       403      403      403      404      404      404
mentoring:home                                 in       403      go       200      200      200      200
mentoring:rounds                               in       403      403      200      200      200      200
mentoring:program                              in       403      403      200      200      200      200
mentoring:offer                                in       403      200      200      200      200      200
mentoring:wish                                 in       403      200      200      200      200      200
mentoring:mentors                              in       403      403      200      200      200      200
mentoring:students                             in       403      403      200      200      200      200
mentoring:mine                                 in       403      200      200      200      200      200
mentoring:round                                in       403      403      200      200      200      200
mentoring:pairing                              in       403      403      200      200      200      200
mentoring:decisions                            in       403      403      200      200      200      200
mentoring:waiting                              in       403      403      200      200      200      200
mentoring:places                               in       403      403      200      200      200      200
mentoring:proof                                in       403      403      200      200      200      200
mentoring:certificate                          in       403      403      200      200      200      200
mentoring:publish                              in       403      403      200      403      200      200
mentoring:letters                              in       403      403      200      200      200      200
accountability:plans                           200      200      200      200      200      200      200
accountability:observe                         in       403      403      403      200      200      200
accountability:plan                            200      200      200      200      200      200      200
accountability:plan@hidden                     404      404      200      404      200      200      200
accountability:action                          200      200      200      200      200      200      200
accountability:action@hidden                   404      404      200      404      200      200      200
accountability:owner                           in       403      403      403      403      200      200
accountability:owner@hidden                    in       403      403      403      403      200      200
accountability:target                          in       403      403      403      403      200      200
accountability:target@hidden                   in       403      403      403      403      200      200
accountability:measure                         in       403      403      403      403      200      200
accountability:measure@hidden                  in       403      403      403      403      200      200
ledger:jobs                                    in       200      200      200      200      200      200
ledger:job                                     in       404      404      404      404      200      200
ledger:job@administrator's                     in       404      404      404      404      200      200
people:known                                   in       200      200      200      200      200      200
people:seen_as                                 in       200      200      200      200      200      200
people:export                                  in       403      403      403      200      200      200
people:who                                     in       404      404      200      403      200      200
people:person@outside her school               in       404      404      404      200      200      200
people:edit@outside her school                 in       404      404      404      403      200      200
people:who@outside her school                  in       404      404      404      403      200      200
mentoring:program@other program                in       403      403      404      200      200      200
mentoring:round@other program                  in       403      403      404      200      200      200
mentoring:decisions@other program              in       403      403      404      200      200      200
mentoring:waiting@other program                in       403      403      404      200      200      200
mentoring:places@other program                 in       403      403      404      200      200      200
mentoring:publish@other program                in       403      403      404      403      200      200
mentoring:letters@other program                in       403      403      404      200      200      200
mentoring:pairing@other program                in       403      403      404      200      200      200
mentoring:proof@other program                  in       403      403      404      200      200      200
mentoring:certificate@other program            in       403      403      404      200      200      200
"""

ACTS = """
                                               visitor  stranger member   of-part  reviewer manager  administrator
setup                                          404      404      404      404      404      404      go
network-settings                               in       403      403      403      403      403      200
account_login                                  200      go       go       go       go       go       go
account_request_login_code                     200      go       go       go       go       go       go
account_confirm_login_code                     go       go       go       go       go       go       go
account_logout                                 go       go       go       go       go       go       go
account_signup                                 200      go       go       go       go       go       go
mfa_login_webauthn                             go       go       go       go       go       go       go
mfa_authenticate                               go       go       go       go       go       go       go
openid_connect_login                           404      404      404      404      404      404      404
mfa_reauthenticate                             in       403      403      403      403      403      403
mfa_reauthenticate_webauthn                    in       403      403      403      403      403      403
mfa_activate_totp                              in       200      200      200      200      200      200
mfa_deactivate_totp                            in       404      404      404      404      404      404
mfa_add_webauthn                               in       200      200      200      200      200      200
mfa_remove_webauthn                            in       404      404      404      404      404      404
mfa_view_recovery_codes                        in       go       go       go       go       go       go
mfa_generate_recovery_codes                    in       200      200      200      200      200      200
end_session                                    in       404      404      404      404      404      404
end_other_sessions                             in       go       go       go       go       go       go
people:send_invitation_again                   in       403      403      403      403      403      go
people:withdraw_invitation                     in       403      403      403      403      403      go
people:reset_second_factor                     in       403      403      403      403      403      go
people:invitation                              404      404      404      404      404      404      404
people:claim                                   200      200      200      200      200      200      200
people:open_claim                              404      404      404      404      404      404      404
set_language                                   go       go       go       go       go       go       go
people:my_facts                                in       200      200      200      200      200      200
people:my_offers                               in       go       go       go       go       go       go
people:add_my_contact_point                    in       200      200      200      200      200      200
people:end_my_contact_point                    in       404      404      404      404      404      404
people:new_organization                        in       403      403      403      403      200      200
people:partner                                 in       403      403      403      403      go       go
people:new_account                             in       403      403      403      403      403      200
people:grant_role                              in       403      403      403      403      403      200
people:end_role                                in       403      403      403      403      403      go
people:close_account                           in       403      403      403      403      403      go
people:reopen_account                          in       403      403      403      403      403      go
people:edit                                    in       404      404      200      403      200      200
people:undo_merge                              in       403      403      403      403      go       go
people:merge                                   in       403      403      403      403      200      200
people:new_bulk_edit                           in       403      403      403      403      200      200
people:apply_bulk_edit                         in       403      403      403      403      go       go
people:release_bulk_edit                       in       403      403      403      403      go       go
people:undo_bulk_edit                          in       403      403      403      403      go       go
people:leave                                   in       200      200      200      200      200      200
people:my_data                                  in       200      200      200      200      200      200
people:my_data_pdf                              in       200      200      200      200      200      200
people:leave_instead                           in       go       go       go       go       go       go
people:erasures                                in       403      403      403      403      200      200
people:data_of                                 in       404      404      200      403      200      200
people:erase                                   in       403      403      403      403      200      200
people:carry_out_erasure                       in       403      403      403      403      go       go
people:withdraw_erasure                        in       403      403      403      403      go       go
identity:question                              in       200      200      200      200      200      200
identity:remove                                in       go       go       go       go       go       go
identity:remove_all                            in       go       go       go       go       go       go
identity:new_definition                        in       403      403      403      403      403      200
identity:end_definition                        in       403      403      403      403      403      200
people:sign_agreement                          in       200      200      200      200      200      200
people:end_my_role                             in       404      404      404      404      404      404
people:take_back_end                           in       404      404      404      404      404      404
people:my_expertise                            in       200      200      200      200      200      200
people:take_off_roster                         in       go       go       go       go       go       go
people:put_back_on_roster                      in       go       go       go       go       go       go
people:draft_agreement                         in       403      403      403      403      go       go
people:edit_agreement                          in       403      403      403      403      200      200
people:publish_agreement                       in       403      403      403      403      go       go
people:take_back_agreement                     in       403      403      403      403      go       go
people:record_checks                           in       403      403      403      403      200      200
people:export_volunteers                       in       403      403      403      403      200      200
people:end_role_of_volunteer                   in       403      403      403      403      200      200
people:go_on_as_volunteer                      in       403      403      403      403      go       go
people:record_use                              in       403      403      403      200      200      200
alumni:new-roster                              in       403      403      403      403      200      200
alumni:map-roster                              in       403      403      403      403      go       go
alumni:check-roster                            in       403      403      403      403      go       go
alumni:apply-roster                            in       403      403      403      403      go       go
alumni:undo-roster                             in       403      403      403      403      go       go
alumni:discard-roster                          in       403      403      403      403      409      409
alumni:find-duplicates                         in       403      403      403      403      go       go
alumni:duplicate                               in       403      403      403      go       go       go
alumni:undo-duplicate                          in       403      403      403      go       go       go
alumni:undo-duplicate-run                      in       403      403      403      403      go       go
alumni:start-finding                           in       403      403      403      403      go       go
alumni:new-sitting                             in       403      403      403      go       go       go
alumni:decide                                  in       403      403      403      404      404      404
alumni:sure                                    in       403      403      403      403      go       go
alumni:undo-decision                           in       403      403      403      go       go       go
alumni:registries                              in       403      403      403      200      200      200
mentoring:rounds                               in       403      403      200      200      200      200
mentoring:set-up-program                       in       403      403      403      403      go       go
mentoring:program                              in       403      403      403      403      200      200
mentoring:offer                                in       403      200      200      200      200      200
mentoring:wish                                 in       403      200      200      200      200      200
mentoring:pause                                in       403      404      404      404      404      404
mentoring:end-offer                            in       403      404      404      404      404      404
mentoring:withdraw-wish                        in       403      404      404      404      404      404
mentoring:propose                              in       403      403      go       403      go       go
mentoring:withdraw                             in       403      403      go       403      go       go
mentoring:lock                                 in       403      403      404      403      404      404
mentoring:unlock                               in       403      403      404      403      404      404
mentoring:block                                in       403      403      404      403      404      404
mentoring:unblock                              in       403      403      404      403      404      404
mentoring:end-pairing                          in       403      403      go       403      go       go
mentoring:publish                              in       403      403      200      403      200      200
mentoring:take-back-publishing                 in       403      403      go       403      go       go
mentoring:send-letters                         in       403      403      404      403      404      404
mentoring:settle-letters                       in       403      403      404      403      404      404
groups:new                                     in       403      403      403      403      200      200
groups:edit                                    in       403      403      403      403      200      200
groups:edit@inside the network                 in       404      403      404      403      200      200
groups:end                                     in       403      403      403      403      200      200
groups:seat                                    in       403      403      403      403      200      200
groups:seat@inside the network                 in       404      403      404      403      200      200
groups:join                                    in       403      go       403      go       go       go
groups:join@inside the network                 in       404      go       404      go       go       go
groups:leave                                   in       403      go       403      go       go       go
groups:come_back                               in       403      404      403      404      404      404
groups:change_role                             in       403      403      403      403      200      200
groups:change_term                             in       403      403      403      403      200      200
groups:end_membership                          in       403      403      403      403      200      200
groups:replace_member                          in       403      403      403      403      200      200
groups:take_back_seat                          in       403      403      403      403      go       go
groups:take_back_leaving                       in       403      403      403      403      go       go
groups:new_election                            in       403      403      403      403      200      200
groups:stand                                   in       404      200      404      200      200      200
groups:withdraw                                in       404      go       404      go       go       go
groups:vote                                    in       404      200      404      200      200      200
groups:count                                   in       404      403      404      403      go       go
groups:cancel                                  in       404      403      404      403      200      200
groups:add_document                            in       403      403      403      403      200      200
groups:show_document                           in       403      403      403      403      go       go
groups:show_document@inside the network        in       404      404      404      403      go       go
groups:remove_document                         in       403      403      403      403      go       go
groups:remove_document@inside the network      in       404      404      404      403      go       go
groups:restore_document                        in       403      403      403      403      go       go
groups:plan_meeting                            in       403      403      403      403      200      200
groups:change_meeting                          in       404      404      404      403      200      200
groups:cancel_meeting                          in       404      404      404      403      200      200
groups:plan_again                              in       404      404      404      403      go       go
groups:agenda                                  in       404      404      404      403      200      200
groups:attendance                              in       404      404      404      403      200      200
groups:minutes                                 in       404      404      404      403      200      200
groups:approve_minutes                         in       404      404      404      403      200      200
groups:open_minutes_again                      in       404      404      404      403      200      200
groups:publish_minutes                         in       404      404      404      403      go       go
groups:unpublish_minutes                       in       403      403      403      403      200      200
groups:record_decision                         in       404      404      404      403      200      200
groups:correct_decision                        in       403      403      403      403      200      200
groups:note_step                               in       403      403      403      403      200      200
groups:take_back_step                          in       403      403      403      403      go       go
groups:make_recommendation                     in       403      403      403      403      200      200
groups:change_recommendation                   in       403      403      403      403      200      200
groups:discard_recommendation                  in       403      403      403      403      go       go
groups:send_recommendation                     in       403      403      403      403      go       go
groups:take_back_recommendation                in       403      403      403      403      go       go
groups:answer_recommendation                   in       403      403      403      403      403      200
groups:take_back_answer                        in       403      403      403      403      403      go
groups:reply_to_answer                         in       403      403      403      403      200      200
groups:take_back_reply                         in       403      403      403      403      go       go
accountability:adopt                           in       403      403      403      403      go       go
accountability:observe                         in       403      403      403      go       go       go
accountability:show                            in       403      403      403      403      go       go
accountability:show@hidden                     in       403      403      403      403      go       go
accountability:owner                           in       403      403      403      403      200      200
accountability:owner@hidden                    in       403      403      403      403      200      200
accountability:target                          in       403      403      403      403      200      200
accountability:target@hidden                   in       403      403      403      403      200      200
accountability:measure                         in       403      403      403      403      200      200
accountability:measure@hidden                  in       403      403      403      403      200      200
ledger:stop                                    in       404      404      404      404      go       go
ledger:stop@administrator's                    in       404      404      404      404      go       go
ledger:again                                   in       404      404      404      404      go       go
ledger:again@administrator's                   in       404      404      404      404      go       go
outreach:new_message                           in       403      403      403      403      200      200
outreach:edit_message                          in       403      403      403      403      200      200
outreach:schedule_message                      in       403      403      403      403      200      200
outreach:new_template                          in       403      403      403      403      200      200
outreach:template                              in       403      403      403      403      200      200
outreach:new_audience                          in       403      403      403      403      200      200
outreach:edit_audience                         in       403      403      403      403      200      200
outreach:test_message                          in       403      403      403      403      go       go
outreach:release_message                       in       403      403      403      403      go       go
outreach:stop_message                          in       403      403      403      403      go       go
outreach:discard_message                       in       403      403      403      403      go       go
outreach:end_template                          in       403      403      403      403      go       go
outreach:end_audience                          in       403      403      403      403      go       go
outreach:settle_delivery                       in       403      403      403      403      404      404
outreach:seen                                  in       go       go       go       go       go       go
outreach:preferences                           in       200      200      200      200      200      200
outreach:write_again                           in       409      409      409      409      409      409
outreach:preferences_by_mail                   200      200      200      200      200      200      200
outreach:stop                                  200      200      200      200      200      200      200
outreach:stop@guess                            404      404      404      404      404      404      404
outreach:answer                                go       go       go       go       go       go       go
people:known                                   in       200      200      200      200      200      200
people:export                                  in       403      403      403      200      200      200
people:edit@outside her school                 in       404      404      404      403      200      200
mentoring:program@other program                in       403      403      404      403      200      200
mentoring:propose@other program                in       403      403      404      403      go       go
mentoring:withdraw@other program               in       403      403      404      403      go       go
mentoring:lock@other program                   in       403      403      404      403      404      404
mentoring:unlock@other program                 in       403      403      404      403      404      404
mentoring:block@other program                  in       403      403      404      403      404      404
mentoring:unblock@other program                in       403      403      404      403      404      404
mentoring:publish@other program                in       403      403      404      403      200      200
mentoring:take-back-publishing@other program   in       403      403      404      403      go       go
mentoring:send-letters@other program           in       403      403      404      403      404      404
mentoring:settle-letters@other program         in       403      403      404      403      404      404
mentoring:end-pairing@other program            in       403      403      404      403      go       go
"""


def table(text: str) -> dict[str, tuple[str, ...]]:
    """The name of a line may have blanks; its cells do not."""
    rows = [line.rsplit(maxsplit=len(ROLES)) for line in text.splitlines()[2:]]
    return {name: tuple(cells) for name, *cells in rows}


def differences(rows, opened, method):
    """Where the platform answers otherwise than the table says, a closed door lets through, or a look acts."""
    for name, expected in rows.items():
        given = opened.of_each(method, name)
        for role, wanted in zip(ROLES, expected, strict=True):
            one = given[role]
            if one.status != wanted or (one.traced and (one.status in CLOSED or method == "get")):
                yield f"{method} {name} as {role}: {one.status}, not {wanted}" + (", with a trace" * one.traced)


def test_every_address_stands_in_a_table():
    listed = {name.partition("@")[0] for name in table(PAGES) | table(ACTS)}
    assert listed == set(named_addresses())


def test_who_may_open_what(opened):
    assert list(differences(table(PAGES), opened, "get")) == []


def test_who_may_do_what(opened):
    assert list(differences(table(ACTS), opened, "post")) == []


def test_nothing_is_done_by_following_a_link(opened):
    """Not even for an administrator does opening the address of an act do anything."""
    for name in table(ACTS).keys() - table(PAGES).keys():
        one = opened.answers["get", name, "administrator"]
        assert (one.status in ("405", "go"), one.traced) == (True, False), name


def test_a_page_without_an_act_takes_none(opened):
    for name in table(PAGES).keys() - table(ACTS).keys():
        assert not opened.answers["post", name, "administrator"].traced, name


# Mail services stop messages for their readers by one POST without cookies: the signed link is what lets them in.
WITHOUT_TOKEN = {"outreach:stop", "outreach:stop@guess"}


@pytest.mark.django_db
def test_every_act_needs_the_token_of_its_page(manager, administrator):
    careless, scene = Client(enforce_csrf_checks=True), make_scene(manager, administrator)
    careless.cookies = administrator.client.cookies
    for name in table(ACTS).keys() - WITHOUT_TOKEN:
        assert answer(careless, "post", scene.address(name))[:2] == ("403", False), name
