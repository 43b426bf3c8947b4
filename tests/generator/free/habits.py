"""The habits that a document can have, each with all the ways that the printer knows, and what no reader could tell."""

from dataclasses import asdict, dataclass
from random import Random

# One wording of each label for a whole document, of those that municipalities and regions print.
LABELS: dict[str, tuple[str, ...]] = {
    "summary": ("Resume", "Resumé", "Sagsresumé", "Sagens kerne", "Indledning", "Sagens formål"),
    "topic": ("Beslutningstema", "Problemstilling", "Anledning"),
    "recommendation": ("Indstilling", "Administrativ indstilling", "Administrationens indstilling", "Indstillinger"),
    "case_presentation": ("Sagsfremstilling", "Sagsbeskrivelse", "Beskrivelse af sagen", "Løsning"),
    "background": ("Baggrund", "Baggrund og vurdering"),
    "assessment": ("Vurdering", "Forvaltningens bemærkninger"),
    "economy": ("Økonomi", "Økonomiske konsekvenser", "Økonomi og afledt drift", "Økonomiske forhold og konsekvenser"),
    "personnel": ("Personale", "Personalemæssige konsekvenser"),
    "legal_basis": ("Lovgrundlag", "Retsgrundlag", "Retligt grundlag", "Lov- og plangrundlag"),
    "consultation": ("Høring", "Inddragelse og høring", "Borgerinddragelse"),
    "communication": ("Kommunikation", "Information"),
    "consequences": ("Konsekvenser", "Øvrige konsekvenser"),
    "timeline": ("Tidsplan", "Videre proces", "Tidsperspektiv"),
    "case_route": ("Beslutningskompetence", "Sagsgang", "Sagens gang", "Kompetence"),
    "history": ("Historik", "Tidligere beslutninger", "Sagshistorik"),
    "decision": ("Beslutning", "Konklusion", "Udvalgets beslutning", "Vedtagelse"),
    "attachments": ("Bilag", "Vedlagte bilag", "Bilagsliste"),
    "attendance": ("Fraværende", "Afbud", "Ikke til stede", "Fraværende med afbud"),
}

ALTERNATIVES: dict[str, tuple[str, ...]] = {
    "numbering": (
        "{n}. ",
        "{n}.  ",
        "{n}.",
        "{n} ",
        "{n}   ",
        "{n}) ",
        "{n}: ",
        "{n} - ",
        "({n}) ",
        "Punkt {n}: ",
        "Punkt {n} ",
        "Punkt {n}. ",
        "Punkt {n} - ",
        "Pkt. {n} ",
        "Pkt. {n}: ",
        "Pkt. {n}. ",
        "PUNKT {n}: ",
        "Sag nr. {n} ",
        "Sag nr. {n}: ",
        "Sag {n}: ",
        "Nr. {n} ",
        "Nr. {n}. ",
        "Ad {n} ",
        "Ad {n}. ",
        "Ad {n}: ",
        "Ad pkt. {n} ",
        "Dagsordenspunkt {n}: ",
        "{n}.\n",
        "Punkt {n}\n",
        "Pkt. {n}:\n",
        "Sag nr. {n}\n",
        "",
    ),
    "first_number": ("one", "one", "year", "middle"),
    "title": ("plain", "plain", "plain", "capitals", "underlined", "bold", "hash", "colon"),
    "case": ("none", "none", "above", "below", "below", "below label", "behind", "in brackets", "at the end", "before"),
    "case_label": (
        "",
        "Sagsnr.: ",
        "Sagsnr. ",
        "Sagsnr: ",
        "Sagnr.: ",
        "Sag: ",
        "J.nr.: ",
        "J.nr. ",
        "Journalnr.: ",
        "Journal nr.: ",
        "Sagsnummer: ",
        "Sagsid.: ",
        "Sags nr.: ",
        "Sagsnr.:",
        "Acadre sagsnr.: ",
    ),
    "case_form": ("kle", "year", "region", "long year", "year-dash", "archive"),
    "access": ("none", "none", "none", "line", "word line", "sag line", "in the heading", "with the case"),
    "closed": ("none", "own line", "own word", "title mark", "title head", "capitals head", "group"),
    "label": (
        "plain",
        "colon",
        "capitals",
        "capitals colon",
        "spaced",
        "underlined",
        "bold",
        "hash",
        "bullet",
        "bold colon",
    ),
    "label_stands": ("own line", "own line", "own line, blank", "run in"),
    "order": ("any", "any", "decision last", "decision first", "decision middle"),
    "blanks": ("none", "paragraphs", "paragraphs", "labels", "double", "items"),
    "width": ("none", "none", "60", "72", "80", "95", "110"),
    "indent": ("none", "none", "all", "body", "text", "deep"),
    "contents": ("none", "none", "number page", "leaders", "tab", "numbers", "bare", "table", "bullets", "page first"),
    "contents_head": (
        "Indholdsfortegnelse",
        "Indhold",
        "Dagsorden",
        "Punkter på dagsordenen",
        "INDHOLD",
        "Indholdsfortegnelse:",
    ),
    "head": (
        "labels",
        "labels",
        "one line",
        "sentence",
        "letterhead",
        "bars",
        "columns",
        "next line",
        "possessive",
        "below",
    ),
    "date": (
        "den long",
        "long",
        "numeric dash",
        "numeric dot",
        "weekday den",
        "weekday d.",
        "weekday",
        "d. long",
        "slashes",
    ),
    "clock": ("kl. dot", "kl. colon", "colon", "kl. range", "kl. hour"),
    "people": (
        "none",
        "none",
        "commas",
        "lines",
        "lines roles",
        "commas roles",
        "bullets",
        "ticks",
        "party comma",
        "semicolons",
    ),
    "people_label": ("Medlemmer", "Deltagere", "Til stede", "Tilstede", "Mødedeltagere", "Deltog", "Til stede var"),
    "absence": (
        "none",
        "head list",
        "head list",
        "head sentence",
        "item line",
        "item list",
        "item sentence",
        "decision tail",
    ),
    "page": ("none", "none", "running", "number", "both", "feeds"),
    "page_number": (
        "Side {p}",
        "Side {p} af {m}",
        "{p}",
        "- {p} -",
        "[{p}]",
        "s. {p}",
        "{p}/{m}",
        "{p} af {m}",
        "SIDE {p}",
        "Side {p}/{m}",
    ),
    "recommendation": ("sender", "sender", "sender label", "bare", "passive", "sentence"),
    "points": ("at", "numbered", "bullets", "dashes", "letters", "brackets"),
    "attachments": ("lines", "bullets", "dashes", "numbered"),
    "decision": ("plain", "plain", "votes", "points", "dissent", "label date", "label body", "body first"),
    "foot": ("none", "none", "closed", "signatures", "lines", "next meeting", "closed and signatures"),
    "menu": ("none", "none", "site", "print", "cookies"),
    "item_foot": ("none", "none", "none", "top", "print", "rule", "stars"),
    "traps": ("none", "none", "some"),
}


@dataclass(frozen=True)
class Habits:
    """How one document is printed: a way for each habit, and the label of each sort of section."""

    ways: dict[str, str]
    labels: dict[str, str]

    def __getitem__(self, habit: str) -> str:
        return self.ways[habit]

    def pairs(self) -> dict[str, object]:
        """Everything drawn, for those who count failures by habit."""
        return asdict(self)


def draw(rng: Random) -> Habits:
    """Each habit by itself; drawn again as long as nobody could tell what the document says."""
    while True:
        ways = {habit: rng.choice(known) for habit, known in ALTERNATIVES.items()}
        if not any(untellable(ways) for untellable in UNTELLABLE):
            return Habits(ways, {kind: rng.choice(words) for kind, words in LABELS.items()})


def _no_sign_of_a_heading(ways: dict[str, str]) -> bool:
    """A title without a number is one by its letters, its case number or the blank lines around it."""
    if ways["numbering"]:
        return False
    return ways["title"] in ("plain", "colon") and (ways["case"] not in ("above", "below") or ways["blanks"] == "none")


def _a_number_without_a_mark_is_lost(ways: dict[str, str]) -> bool:
    """ "12 Title" among lines that have no blank lines and no case number is a line of a table as well."""
    return ways["numbering"] in ("{n} ", "{n}.") and ways["case"] in ("none", "at the end") and ways["blanks"] == "none"


def _plain_labels_run_in(ways: dict[str, str]) -> bool:
    """Before its text, a label without any mark is the beginning of a sentence."""
    marked = "colon" in ways["label"] or ways["label"] == "bold"
    return ways["label_stands"] == "run in" and not marked


def _a_case_number_needs_its_label(ways: dict[str, str]) -> bool:
    """Behind a title or below the label's line, a number without a label may be anything."""
    stands = ways["case"] in ("below label", "behind", "at the end", "before")
    return stands and not ways["case_label"].strip()


def _titles_and_points_alike(ways: dict[str, str]) -> bool:
    """A list in the form of the headings, with the very number that comes next, is no list to anybody."""
    alike = {"{n}. ": "numbered", "{n}.  ": "numbered", "{n}.": "numbered", "{n}) ": "brackets"}.get(ways["numbering"])
    return alike is not None and (ways["points"] == alike or ways["attachments"] == alike)


def _labels_like_titles(ways: dict[str, str]) -> bool:
    """Titles without number in the style of the labels: only whoever knows every label tells them apart."""
    return (
        not ways["numbering"]
        and {"capitals": "capitals", "hash": "hash", "bold": "bold"}.get(ways["title"]) == ways["label"]
    )


def _numbers_alone_twice(ways: dict[str, str]) -> bool:
    """Pages numbered by a figure alone among items numbered by a figure alone, and titles that wrap below it."""
    return ways["numbering"] in ("{n}.\n",) and ways["page_number"] == "{p}" and ways["page"] in ("number", "both")


def _closed_group_without_end(ways: dict[str, str]) -> bool:
    """Titles alone below the group's head, without number or blank line, are one text."""
    return ways["closed"] == "group" and not ways["numbering"]


def _closed_without_number(ways: dict[str, str]) -> bool:
    """A closed item is a title and nothing else: without a number nobody sees that it is one."""
    return ways["closed"] != "none" and not ways["numbering"]


def _answers_without_points(ways: dict[str, str]) -> bool:
    """ "Ad 1" as the headings' own form and as an answer to a point."""
    return ways["numbering"].startswith("Ad") and ways["decision"] == "points"


def _access_of_nothing(ways: dict[str, str]) -> bool:
    """What stands with the case number needs one on a line of its own."""
    return ways["access"] == "with the case" and ways["case"] not in ("above", "below")


def _label_like_the_running_line(ways: dict[str, str]) -> bool:
    """A decision headed by body and date, on pages that are headed by body and date."""
    return ways["decision"] == "body first" and ways["page"] in ("running", "both")


UNTELLABLE = (
    _label_like_the_running_line,
    _no_sign_of_a_heading,
    _a_number_without_a_mark_is_lost,
    _plain_labels_run_in,
    _a_case_number_needs_its_label,
    _titles_and_points_alike,
    _labels_like_titles,
    _numbers_alone_twice,
    _closed_group_without_end,
    _closed_without_number,
    _answers_without_points,
    _access_of_nothing,
)
