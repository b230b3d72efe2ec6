from django.urls import path

from bigtent.mentoring.views import home, own, people, pictures, programs, publishing, rounds

app_name = "mentoring"

urlpatterns = [
    path("", home.home, name="home"),
    path("rounds/", home.rounds, name="rounds"),
    path("programs/standard/", programs.set_up, name="set-up-program"),
    path("programs/<slug:key>/", programs.program, name="program"),
    path("programs/<slug:key>/offer/", own.offer, name="offer"),
    path("programs/<slug:key>/wish/", own.wish, name="wish"),
    path("mentors/", people.mentors, name="mentors"),
    path("students/", people.students, name="students"),
    path("mine/", own.mine, name="mine"),
    path("mine/offer/<int:pk>/pause/", own.pause, name="pause"),
    path("mine/offer/<int:pk>/end/", own.end_offer, name="end-offer"),
    path("mine/wish/<int:pk>/withdraw/", own.withdraw_wish, name="withdraw-wish"),
    path("rounds/<slug:key>/", rounds.match_round, name="round"),
    path("rounds/<slug:key>/propose/", rounds.propose, name="propose"),
    path("rounds/<slug:key>/withdraw/", rounds.withdraw, name="withdraw"),
    path("rounds/<slug:key>/lock/", rounds.lock, name="lock"),
    path("rounds/<slug:key>/unlock/", rounds.unlock, name="unlock"),
    path("rounds/<slug:key>/block/", rounds.block, name="block"),
    path("rounds/<slug:key>/unblock/", rounds.unblock, name="unblock"),
    path("rounds/<slug:key>/pairs/<int:pk>/", rounds.pairing, name="pairing"),
    path("rounds/<slug:key>/pairs/<int:pk>/end/", rounds.end, name="end-pairing"),
    path("rounds/<slug:key>/decisions/", rounds.decisions, name="decisions"),
    path("rounds/<slug:key>/waiting/", rounds.waiting, name="waiting"),
    path("rounds/<slug:key>/places/", pictures.places, name="places"),
    path("rounds/<slug:key>/proof/<int:number>/", pictures.proof, name="proof"),
    path("rounds/<slug:key>/proof/<int:number>/certificate/", pictures.certificate, name="certificate"),
    path("rounds/<slug:key>/publish/", publishing.publish, name="publish"),
    path("rounds/<slug:key>/publish/take-back/", publishing.take_back, name="take-back-publishing"),
    path("rounds/<slug:key>/letters/", publishing.letters, name="letters"),
    path("rounds/<slug:key>/letters/send/", publishing.send, name="send-letters"),
    path("rounds/<slug:key>/letters/settle/", publishing.settle, name="settle-letters"),
]
