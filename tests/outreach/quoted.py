"""What programs of mail put below the words of somebody who answers, in our own words; and mails that hold it."""

ASKED = ("Noor of Lantern asks:", "", "How did you choose?", "https://lantern.example/community/question/12.abc/")
OURS = "Lantern <news@lantern.example>"


def marked(*lines):
    return "\n".join(f"> {line}".rstrip() for line in lines)


UNMARKED = "\n".join(ASKED)
WHEN = "On Mon, Nov 23, 2026 at 9:05 AM"
HEADERS = (
    f"From: {OURS}\nSent: Monday, November 23, 2026 9:05 AM\nTo: ada@example.org\nSubject: A question\n\n{UNMARKED}"
)
DE = "De: Lantern\nEnviado el: lunes\nPara: ada@example.org"
RULE = "_" * 32
TAILS = {
    "gmail": f"{WHEN} {OURS} wrote:\n\n{marked(*ASKED)}",
    "gmail in two lines": f"{WHEN} Lantern Fellows Foundation\n<news@lantern.example> wrote:\n\n{marked(*ASKED)}",
    "gmail in Spanish": f"El lun, 23 nov 2026 a las 9:05, {OURS}\nescribió:\n\n{marked(*ASKED)}",
    "gmail in French": f"Le lun. 23 nov. 2026 à 09:05, {OURS} a écrit :\n\n{marked(*ASKED)}",
    "apple": f"> On Nov 23, 2026, at 9:05 AM, {OURS} wrote:\n> \n{marked(*ASKED)}",
    "apple by telephone": f"Sent from my iPhone\n\n> On Nov 23, 2026, at 9:05 AM, {OURS} wrote:\n> \n{marked(*ASKED)}",
    "apple in Spanish": f"Enviado desde mi iPhone\n\n> El 23 nov 2026, a las 9:05, {OURS} escribió:\n{marked(*ASKED)}",
    "yahoo": f"    On Monday, November 23, 2026 at 09:05:11 AM EST, {OURS} wrote:\n{UNMARKED}",
    "outlook": f"{RULE}\n{HEADERS}",
    "outlook of old": f"-----Original Message-----\n{HEADERS}",
    "outlook in Spanish": f"-----Mensaje original-----\n{DE}\n\n{UNMARKED}",
    "outlook in French": f"De : {OURS}\nEnvoyé : lundi 23\nÀ : ada@example.org\nObjet : Une question\n\n{UNMARKED}",
    "outlook by telephone": f"Get Outlook for iOS\n{RULE}\n{HEADERS}",
    "bold headers": f"*From:* {OURS}\n*Sent:* Monday\n*To:* ada@example.org\n*Subject:* A question\n\n{UNMARKED}",
    "thunderbird": f"On 11/23/26 9:05 AM, Lantern wrote:\n{marked(*ASKED)}",
    "german": f"Am Mo., 23. Nov. 2026 um 09:05 Uhr schrieb {OURS}:\n{marked(*ASKED)}",
    "signed": f"-- \nAda Sample, MD\n+1 303 555 0100\n\n{WHEN} {OURS} wrote:\n{marked(*ASKED)}",
    "signature alone": "--\nAda Sample, MD\nDenver",
    "long": f"{WHEN} {OURS} wrote:\n{marked(*ASKED)}\n{marked(*['more'] * 3000)}",
    "nothing": "",
}

OF_GMAIL = """
<div dir="ltr">{words}</div><br><div class="gmail_quote gmail_quote_container"><div class="gmail_attr">
On Mon, Nov 23, 2026 at 9:05 AM Lantern &lt;news@lantern.example&gt; wrote:<br></div>
<blockquote><p>How did you choose?</p></blockquote></div>
"""
OF_OUTLOOK = """
<html><head><style>p {{margin:0}}</style></head><body><p>{words}</p><hr><div id="divRplyFwdMsg"><b>From:</b> Lantern<br>
<b>Sent:</b> Monday<br><b>To:</b> ada@example.org<br><b>Subject:</b> A question</div>
<p>How did you choose?</p></body></html>
"""
OF_APPLE = """
<html><body>{words}<br><div>Sent from my iPad</div><blockquote type="cite"><div>On Nov 23, 2026, Lantern wrote:</div>
<div>How did you choose?</div></blockquote></body></html>
"""
HTML = {"gmail": OF_GMAIL, "outlook": OF_OUTLOOK, "apple": OF_APPLE}


def mail(body, *, kind="text/plain", mail_id="<letter-1-key@127.0.0.1>", encoding="utf-8"):
    head = f"From: Ada <ada@example.org>\nIn-Reply-To: {mail_id}\nSubject: Re: A question\n"
    head += f"MIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\nContent-Type: {kind}; charset={encoding}\n\n"
    return head.replace("\n", "\r\n").encode() + body.replace("\n", "\r\n").encode(encoding)
