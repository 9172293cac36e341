"""Documents to render, and what a reader finds in the files."""

import re

import pypdfium2 as pdfium

from flows.model.document import Document, FileFormat, Line, Section

TITLES = {
    "en": "Your questions",
    "es": "Tus preguntas",
    "ar": "أسئلتك",
    "he": "השאלות שלך",
    "ja": "質問リスト",
}
PAGES = {
    "en": "{number} / {count}",
    "es": "Página {number} de {count}",
    "ar": "صفحة {number} من {count}",
    "he": "עמוד {number} מתוך {count}",
    "ja": "{number}／{count}ページ",
}
QUESTIONS = {
    "en": (
        "What training do you have in working with couples, and how do you keep it up to date?",
        "What happens if one of us feels unsafe in a session?",
        "How much does a session cost (including the first one)?",
    ),
    "es": (
        "¿Qué formación tiene para trabajar con parejas y cómo la mantiene al día?",
        "¿Qué pasa si uno de los dos no se siente seguro en una sesión?",
        "¿Cuánto cuesta una sesión (también la primera)?",
    ),
    "ar": (
        "ما التدريب الذي حصلت عليه للعمل مع الأزواج، وكيف تحافظ على تحديثه؟",
        "ماذا يحدث إذا لم يشعر أحدنا بالأمان خلال الجلسة؟",
        "كم تكلفة الجلسة الواحدة (بما في ذلك الجلسة الأولى)؟",
    ),
    "he": (
        "איזו הכשרה יש לך בעבודה עם זוגות, ואיך היא מתעדכנת?",
        "מה קורה אם אחד מאיתנו לא מרגיש בטוח בפגישה?",
        "כמה עולה פגישה (כולל הפגישה הראשונה)?",
    ),
    "ja": (
        "カップルを対象とした支援について、どのような訓練を受けましたか。",
        "面談中にどちらかが不安を感じたときは、どう対応してもらえますか？",
        "一回の費用は「いくら」ですか（初回を含みます）？",
    ),
}
LABELS = {"en": "Note:", "es": "Nota:", "ar": "ملاحظة:", "he": "הערה:", "ja": "メモ："}
NOTES = {
    "en": "She said “it depends”; ask again about the fee: 80–120 €.",
    "es": "Dijo que «depende»; volver a preguntar mañana: 60 €.",
    "ar": "قالت Sarah إن السعر 250 ريالًا للجلسة (60 دقيقة)، ولا خصم. شكرًا جدًّا.",
    "he": "דיברתי עם David ב-14:30, והוא אמר 400 ש״ח לפגישה (50 דקות).",
    "ja": "田中先生（Tanaka Clinic）は一回12,000円、50分と言っていました。次は取り消しについて聞きます。",
}
LANGUAGES = tuple(TITLES)


def questions(language: str, count: int, kind: FileFormat = FileFormat.PDF) -> Document:
    """A list of so many questions, each with a note, as the bot would put it together."""
    asked = QUESTIONS[language]
    note = Line(NOTES[language], LABELS[language])
    sections = tuple(Section(f"{n + 1}. {asked[n % len(asked)]}", (note,)) for n in range(count))
    return Document("questions", kind, TITLES[language], language, sections, PAGES[language])


def note(text: str, language: str = "en", kind: FileFormat = FileFormat.PDF) -> Document:
    """A document that says one thing."""
    return Document("notes", kind, "", language, (Section("", (Line(text),)),), page="")


def words(document: Document) -> str:
    """All words of a document in their order, without its pages'."""
    parts = [document.title]
    for section in document.sections:
        parts += [section.heading, *(f"{line.label} {line.text}" for line in section.lines)]
    return " ".join(parts)


def squeezed(text: str) -> str:
    """The text without blanks, which fall at line ends, and without marks that nobody sees."""
    return re.sub(r"[\s\u200e\u200f\u2060\u2066-\u2069]", "", text)


def read(content: bytes) -> list[str]:
    """The words of every page, as a reader copies them."""
    with pdfium.PdfDocument(content) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def bookmarks(content: bytes) -> list[tuple[str, int]]:
    """The headings that a reader can jump to, each with its page."""
    with pdfium.PdfDocument(content) as pdf:
        found = [(mark.get_title(), mark.get_dest()) for mark in pdf.get_toc()]
        return [(title, dest.get_index() or 0) for title, dest in found if dest]


def box_of(content: bytes, text: str) -> tuple[float, float]:
    """How far left and right the words stand on the first page, which holds them once."""
    with pdfium.PdfDocument(content) as pdf:
        page = pdf[0].get_textpage()
        found = page.search(text).get_next()
        assert found is not None, text
        boxes = [page.get_charbox(found[0] + n) for n in range(found[1])]
        return min(box[0] for box in boxes), max(box[2] for box in boxes)
