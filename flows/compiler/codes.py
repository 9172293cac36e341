"""Every code that the check can say, with a short title; codes are for ever and never used twice."""

UNREADABLE = {
    "U01": "a file is not UTF-8",
    "U02": "a file holds characters that no text has",
    "U03": "a file or a line is too long to be content",
}

FRONT_MATTER = {
    "Y01": "no front matter",
    "Y02": "front matter that is not YAML",
    "Y03": "an unknown key in the front matter",
    "Y04": "a missing key in the front matter",
    "Y05": "a front matter value of the wrong kind",
    "Y06": "a date in the future",
    "Y07": "a review that is overdue",
}

HEADINGS = {
    "H01": "a heading that is not a screen's id",
    "H02": "a reserved screen id",
    "H03": "two screens with one id",
    "H04": "a heading of the wrong level",
    "H05": "a button before the first screen",
    "H06": "a file without a screen",
    "H07": "a file name that is not an id",
}

REFERENCES = {
    "R01": "no such file",
    "R02": "no such screen",
    "R03": "a screen that is now called something else",
    "R04": "neither a screen nor a web address",
    "R05": "a link into another language's folder",
    "R06": "a former id that is a screen of today",
    "R07": "a former id that two screens claim",
}

BUTTONS = {
    "B01": "a button without words",
    "B02": "a button without a target",
    "B03": "a button that would call or write a mail",
    "B04": "a button too long for its row",
    "B05": "too many buttons in a row",
    "B06": "a tick box that is not remembered",
    "B07": "words beside a button",
    "B08": "a link to a screen inside prose",
    "B09": "two buttons with one label",
    "B10": "text after buttons",
    "B11": "a button whose words are marked",
    "B12": "a list item with more in it than one paragraph",
    "B13": "a copy button for a text that no clipboard takes",
}

NEAR_MISSES = {
    "N01": "a gap between a button's words and its target",
    "N02": "a space in a target",
    "N03": "a link that is not closed",
    "N04": "a dash that makes no list",
    "N05": "a heading without a space",
    "N06": "a lone backtick",
    "N07": "quotation marks in a link",
    "N08": "a line that Markdown reads as a numbered list",
    "N09": "a button outside a list",
    "N10": "a lone brace",
    "N11": "a tick box that Markdown would not read",
    "N12": "Markdown that no chat can show",
    "N13": "HTML",
    "N14": "an instruction in quotation marks",
    "N15": "bold, italic or struck marks without a partner",
}

INSTRUCTIONS = {
    "I01": "an unknown instruction",
    "I02": "an instruction in the wrong place",
    "I03": "quotation marks in an instruction",
    "I04": "an instruction that lacks something",
    "I05": "an instruction that stands twice",
    "I06": "`otherwise` without an `if` before it",
    "I07": "an unknown insert",
    "I08": "an insert that cannot be filled",
    "I09": "two open `write`s on one screen",
}

MEMORY = {
    "M01": "an unknown memory name",
    "M02": "an unknown memory value",
    "M03": "a memory of the wrong kind",
    "M04": "a memory that nothing sets",
    "M05": "a memory that nothing uses",
    "M06": "more typed text than the memory takes",
}

CONDITIONS = {
    "C01": "a condition that cannot be read",
    "C02": "and mixed with or",
    "C03": "a condition that is never true",
    "C04": "a condition on topics where none can be asked",
    "C05": "a condition on what is at hand inside a list",
}

ACTIONS = {
    "A01": "an unknown action",
    "A02": "an action that is not built yet",
    "A03": "an action with a word that it cannot take",
}

LISTS = {
    "L01": "an unknown list",
    "L02": "a list that is not built yet",
    "L03": "an element named like a memory",
}

QUESTIONS = {
    "Q01": "an unknown question",
    "Q02": "a question that lacks a part",
    "Q03": "an unknown part of a question",
    "Q04": "an unknown topic",
    "Q05": "a question without a topic",
    "Q06": "a part of a question that is not prose",
    "Q07": "a part that stands twice",
    "Q08": "an unknown country",
}

SOURCES = {
    "S01": "an unknown source",
    "S02": "a source that nothing names",
}

VALUES = {
    "V01": "a file that must be there is not",
    "V02": "a file of values that is not YAML",
    "V03": "a value of the wrong kind",
    "V04": "an unknown key",
    "V05": "a missing key",
    "V06": "a name that is not an id",
    "V07": "a word outside a closed list",
    "V08": "a date in the future",
    "V09": "a value that stands twice",
    "V10": "a memory that is neither a choice nor typed text",
    "V11": "a marked value that is no value",
    "V12": "an address that is not https",
    "V13": "a memory of the bot's own that holds something else",
    "V14": "a memory that depends on itself",
}

HELP_LINES = {
    "E01": "a number to call that is not in quotes",
    "E02": "a help line without a number and an address",
    "E03": "two help lines with one id",
    "E04": "a source too weak for a help line",
}

DANGER = {
    "D01": "words of danger that hold no word",
    "D02": "a `*` that does not stand between two words",
    "D03": "an example of danger that is not found",
    "D04": "a harmless example that is taken for danger",
    "D05": "words of danger that stand twice",
}

INVITATIONS = {
    "J01": "a tone or a reason that lacks its words",
    "J02": "a part that no tone has, or has once",
    "J03": "a reason with two sentences",
    "J04": "more than one plain paragraph in an invitation",
    "J05": "an explanation that is too long",
    "J06": "choices and invitations that differ",
    "J07": "words that press and can never be found",
    "J08": "an example of words that press is not found",
    "J09": "a harmless example that is taken for words that press",
    "J10": "a draft too long for a clipboard",
    "J11": "a draft that presses",
}

OWN_WORDS = {
    "O01": "a catalogue that cannot be read",
    "O02": "a phrase that is missing",
    "O03": "an unknown phrase",
    "O04": "a phrase that stands twice",
    "O05": "a phrase whose blanks differ from what is filled in",
    "O06": "a phrase too long for its place",
}

GRAPH = {
    "G01": "a screen without a button",
    "G02": "a screen on which some answers leave nothing to press",
    "G03": "a screen without text",
    "G04": "a screen on which some answers leave no text",
    "G05": "a flow without `start`",
    "G06": "a screen that nothing leads to",
    "G07": "a loop without a way out",
    "G08": "`#return` where nothing has been left",
    "G09": "a safety page that is not locked",
    "G10": "a button with the label of the safety or the Hide button",
    "G11": "a closed door offered after a danger signal",
    "G12": "a safety page behind a closed door",
    "G13": "more situations than can be tried",
    "G14": "a closed flow that shuts its own door",
    "G15": "a safety screen without a way back",
    "G16": "an invitation or a check-in behind an open door",
    "G17": "a PIN that nobody is asked for",
    "G18": "a screen that no PIN may lock",
}

TELEGRAM = {
    "T01": "a message too long for a chat",
    "T02": "a long message",
    "T03": "too many buttons",
    "T04": "a typing hint too long",
    "T05": "a message that can grow too long",
}

RELEASES = {
    "W01": "a released screen that is gone",
    "W02": "a line of released.lock that cannot be read",
    "W03": "a screen that stands twice in released.lock",
}

TRANSLATIONS = {
    "K01": "a text that is not translated",
    "K02": "a file that is not translated",
    "K03": "a part that the translation lacks",
    "K04": "a part that the source does not have",
    "K05": "other inserts than the source",
    "K06": "an instruction or target that differs from the source",
    "K07": "a translation older than its source",
    "K08": "a translation that nobody has accepted",
    "K09": "the same words as the source",
    "K10": "a screen that the source does not have",
    "K11": "a file that the source does not have",
    "K12": "a language that content.yaml does not name",
    "K13": "own words that are not translated",
    "K14": "a line of translations.lock that cannot be read",
}

HOUSE_RULES = {
    "P01": "secrecy promised",
    "P02": "told to stay or to leave",
    "P03": "blame",
    "P04": "a diagnosis",
    "P05": "a claim without ground",
    "P06": "a word that is not ours",
    "P07": "help lines that nobody has checked lately",
    "P08": "a figure without a source",
    "P09": "a text that is hard to read",
    "P10": "a sentence that is too long",
}

CODES: dict[str, str] = {
    **UNREADABLE,
    **FRONT_MATTER,
    **HEADINGS,
    **REFERENCES,
    **BUTTONS,
    **NEAR_MISSES,
    **INSTRUCTIONS,
    **MEMORY,
    **CONDITIONS,
    **ACTIONS,
    **LISTS,
    **QUESTIONS,
    **SOURCES,
    **VALUES,
    **HELP_LINES,
    **DANGER,
    **INVITATIONS,
    **OWN_WORDS,
    **GRAPH,
    **TELEGRAM,
    **RELEASES,
    **TRANSLATIONS,
    **HOUSE_RULES,
}
