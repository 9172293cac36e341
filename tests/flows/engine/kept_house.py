"""The small folder with all that a person takes along or keeps private: list, therapists, PIN, check-ins."""

from functools import lru_cache

from flows.model.snapshot import Snapshot
from tests.flows.engine.house import FILES, FRONT, compiled

MEMORY = """
phone: {values: [mine, shared], discreet: [shared], why: somebody else may read}
reason: {values: [blame, cost], while: "partner is refuses", why: what fits}
tone: {values: [warm], why: how to ask}
draft: {text: 250, while: "tone is known", why: an invitation}
own: {text: 60, why: a question of their own}
name: {text: 40, why: a therapist}
words: {text: 100, why: a note}
day: {text: 30, why: a date}
time-zone: {values: [berlin, new-york], why: no message at night}
return-word: {text: 30, why: after Hide}
"""

LIST = """
## start

`behind pin`

The list.

`if checklist is empty` Nothing yet.

- [Starter](#start) `do add questions`
- [Own](#own)
- [{q.asked}{q.ask}](#one) `each q in checklist`
- [As message](#start) `do export checklist`
- [As text](#start) `do export checklist as text`
- [As PDF](#start) `do export checklist as pdf`
- [Therapists](compare.md)
- [Lock](pin.md) [Home](#home)

## own

Ask what?

- [A question](#start) `write own, up to 60 characters` `do add own question own`
- [Back](#back)

## one

`behind pin`

**{q.ask}** {q.note}

- [Up](#one) `do move question up` [Down](#one) `do move question down`
- [Asked](#one) `if question is not asked` `do mark question asked`
- [Not asked](#one) `if question is asked` `do mark question not asked`
- [Note](#note)
- [Off](#start) `do drop question q`
- [Back](#back)

## note

What did they say to {q.ask}

- [Their answer](#one) `write words, up to 100 characters` `do note question words`
- [Back](#back)
"""

COMPARE = """
## start

`behind pin`

Whom did you ask?

`if therapists is empty` Nobody yet.

`if comparison is not empty` Side by side:

- {c.ask} {c.answers} `each c in comparison`
- Different: {c.ask} `each c in comparison where c is different`
- [{t.name}, {t.state}](#one) `each t in therapists`
- [Add](#add)
- [As message](#start) `do export comparison`
- [As PDF](#start) `do export comparison as pdf`
- [Back](#back)

## add

Who?

- [A name](#one) `write name, up to 40 characters` `do add therapist name`
- [Back](#back)

## rename

Called what?

- [A name](#one) `write name, up to 40 characters` `do rename therapist name`
- [Back](#back)

## one

`behind pin`

**{t.name}** {t.feel}

- [{a.ask}: {a.said}](#answer) `each a in answers`
- [Feel](#feel)
- [Another name](#rename)
- [Drop them](#start) `do drop therapist`
- [Back](#back)

## answer

{t.name} to {q.ask}: {a.said} {a.note}

- [Said yes](#one) `do answer yes` [Said no](#one) `do answer no`
- [In part](#one) `do answer partly` [Not yet](#one) `do answer not asked`
- [A note](#words)
- [Back](#back)

## words

What did they say?

- [A note](#answer) `write words, up to 100 characters` `do note answer words`
- [Back](#back)

## feel

How was it?

- [A note](#one) `write words, up to 100 characters` `do note feel words`
- [Back](#back)
"""

PIN = """
## start

Lock it?

`if pin is set` It is locked.

- [Choose digits](#choose)
- [Take it off](#start) `if pin is set` `do drop pin`
- [Lock now](#start) `if pin is set` `do lock`
- [The list](list.md)
- [Home](#home)

## choose

`if pin is set` Instead of the other.

`otherwise` Which?

- [Four to eight digits](#start) `write pin, up to 8 characters`
- [Back](#back)

## ask

The digits?

- [Your digits](#return) `write pin, up to 8 characters`
- [Back](#back)
"""

CHECK_IN = """
## start

Later?

`if time-zone is not known` Where?

- {r.day} `each r in reminders`
- [Berlin](#start) `remember time-zone = berlin` [New York](#start) `remember time-zone = new-york`
- [In two weeks](#start) `do remind in 14 days`
- [On a day](#day)
- [Stop it](#start) `do stop reminders`
- [Home](#home)

## day

Which?

- [A day](#day-kept) `write day, up to 30 characters` `do remind on day`
- [Back](#back)

## day-kept

Kept.

- [On](#start)
"""

TOLD = """
## start

`behind pin`

What you told.

`if remembered is empty` Nothing.

- [{m.name}: {m.value}](#one) `each m in remembered`
- [Data](#start) `do export data`
- [As JSON](#start) `do export data as json`
- [Hide all](#start) `do hide chat`
- [Home](#home)

## one

`behind pin`

{m.name}

`if answer is safety` Not here.

- [{c.label}](#start) `each c in choices` `do choose`
- [Forget it](#start) `do forget answer`
- [Back](#back)

## words

The word?

- [A word](#start) `write return-word, up to 30 characters`
- [The reader](#start) `remember phone = shared` [Nobody](#start) `remember phone = mine`
- [Blame](#start) `remember reason = blame` [Cost](#start) `remember reason = cost`
"""

INVITE = """
## start

Ask kindly.

- [Warm](#draft) `remember tone = warm` `do draft invitation`
- [Later](check-in.md)
- [Home](#home)

## draft

In your name:

> {draft}

- They may hear "{c.words}": {c.why} `each c in concerns`
- [Copy it](#draft) `if concerns is empty` `copy draft`
- [In other words](#draft) `write draft, up to 250 characters`
- [Home](#home)
"""

INVITATIONS = """
## warm

### opening

I miss us.

### ask

Would you come once?

### easy no

A no is fine.

## when-blame

`reason blame`

Nobody is to blame.

## when-cost

`reason cost`

It need not cost much.
"""

COERCION = """
rules:
  deadline:
    why: A deadline can feel like a threat.
    words: [until friday, or else]
    examples: ["Come until Friday"]
harmless: ["Come when you like"]
"""


def kept_files() -> dict[str, str]:
    """The files that differ from the house's, and those that join it."""
    start = FILES["en/start.md"].replace(
        "- [Invite](#ask) `come back`",
        "- [Invite](#ask) `come back`\n- [List](list.md) [PIN](pin.md)\n"
        "- [Told](told.md) [Words](told.md#words)",
    )
    closed = "after-danger: closed\n"
    return {
        "content.yaml": FILES["content.yaml"] + "pin: pin.md#ask\ncheck-in: check-in.md\n",
        "memory.yaml": FILES["memory.yaml"] + MEMORY,
        "en/start.md": start,
        "en/list.md": FRONT.format(title="The list", more="") + LIST,
        "en/compare.md": FRONT.format(title="Therapists", more="") + COMPARE,
        "en/pin.md": FRONT.format(title="Digits", more="") + PIN,
        "en/told.md": FRONT.format(title="Told", more="") + TOLD,
        "en/check-in.md": FRONT.format(title="Later", more=closed) + CHECK_IN,
        "en/invite.md": FRONT.format(title="Asking", more=closed) + INVITE,
        "en/invitations.md": FRONT.format(title="Drafts", more="") + INVITATIONS,
        "en/coercion.yaml": COERCION,
    }


@lru_cache
def kept_house() -> Snapshot:
    """The folder as it is above."""
    return compiled(kept_files())
