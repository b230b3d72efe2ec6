"""The learner batch template of PARS: headings, guidance and names of states as they stand there, in English.

See `credit_rules` for the sources and for what each column may hold.
"""

# The headings of the template, as they stand there. Boards, which come after the credits, are left empty.
ACTION, ACTIVITY, COMPLETED = "Record Action", "ACCME Activity ID", "Completion Date"
FIRST, LAST, BORN = "First Name", "Last Name", "Date of Birth"
STATE, LICENSE, CREDITS = "Licensing State", "Licensing ID or NPI", "Number of CME Credits"
HOURS = "Hours"
BOARDS = (
    "Certifying Board",
    "Certifying Board ID",
    "Total Board Credits",
    "Credit Type",
    "Credits Awarded for Credit Type",
)
PARS = (ACTION, ACTIVITY, COMPLETED, FIRST, LAST, BORN, STATE, LICENSE, CREDITS, *BOARDS)
# Providers of other credit get the same columns without those that only PARS knows.
PLAIN = (COMPLETED, FIRST, LAST, BORN, STATE, LICENSE, HOURS)
FIRST_LINE = 3
GUIDANCE = "One learner in each row from the third on. The headings in the second row stay as they are."

ADD = "Add"

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "GU": "Guam", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "MP": "Northern Mariana Islands", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VI": "Virgin Islands", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
