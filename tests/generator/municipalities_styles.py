"""How each family of municipal minutes prints an item's sections: their order, their labels, their forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Style:
    """How one family prints the sections of an item."""

    order: str
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decided: tuple[str, ...] = ("Beslutning",)
    earlier: tuple[str, ...] = ()
    points: tuple[str, ...] = ("at", "numbered", "sentence", "bullets", "bare")
    absent: tuple[str, ...] = ("{names} var fraværende.", "{names} var forhindret i at deltage i sagens behandling.")
    always: tuple[str, ...] = ()
    label_is_sender: bool = False
    indent: str = ""
    bullet: str | None = None
    tight: bool = False
    anchored: bool = True


COMMON: dict[str, tuple[str, ...]] = {
    "summary": ("Resume", "Resumé"),
    "topic": ("Beslutningstema",),
    "recommendation": ("Indstilling",),
    "case_presentation": ("Sagsfremstilling",),
    "economy": ("Økonomi", "Økonomiske konsekvenser"),
    "consultation": ("Høring",),
    "attachments": ("Bilag",),
}


BROENDERSLEV = Style(
    "summary case_presentation personnel economy decision attachments",
    {"summary": ("Resume",), "personnel": ("Personale",), "economy": ("Økonomi",)},
    absent=("{names} var fraværende.",),
)

GRIBSKOV = Style(
    "summary recommendation case_presentation legal_basis economy decision attachments",
    {"legal_basis": ("Lovgrundlag",)},
    points=("indented",),
    label_is_sender=True,
)

VEJEN = Style(
    "recommendation previous_decision decision case_presentation history economy "
    "personnel legal_basis consultation attachments",
    {
        "recommendation": ("Administrativ indstilling",),
        "history": ("Tidligere behandling",),
        "economy": ("Økonomiske konsekvenser",),
        "personnel": ("Personalemæssige konsekvenser",),
        "legal_basis": ("Retsregler og andre forskrifter",),
    },
    decided=("Beslutning {body} den {numeric}",),
    earlier=("Beslutning {body} den {numeric}",),
)

KOEGE = Style(
    "recommendation background economy decision attachments case_presentation",
    {"background": ("Baggrund og vurdering",), "economy": ("Økonomi",)},
    absent=("line|Fraværende: {names} (A)", "line|Afbud: {names} (A)"),
)

HVIDOVRE = Style(
    "topic recommendation previous_decision decision case_presentation economy attachments",
    decided=("Beslutning i {body} den {numeric}",),
    earlier=("Beslutning i {body} den {numeric}",),
    anchored=False,
)

HALSNAES = Style(
    "summary recommendation decision case_presentation economy attachments",
    {"summary": ("Sagens kerne",)},
    absent=("line|Fraværende med afbud: {names} (A)", "line|Fraværende: {names} (A)"),
    anchored=False,
)

FREDENSBORG = Style(
    "topic case_presentation background legal_basis recommendation previous_decision decision attachments",
    {
        "case_presentation": ("Sagsfremstilling og økonomi",),
        "background": ("Baggrund",),
        "legal_basis": ("Retsgrundlag",),
    },
    decided=("Beslutning i {body} den {numeric}",),
    earlier=("Beslutning i {body} den {numeric}",),
    absent=("none|",),
)

FREDERIKSSUND = Style(
    "summary recommendation previous_decision decision case_presentation economy consultation attachments",
    earlier=("Beslutning fra {body}, {long}, pkt. {number}:",),
    decided=("Beslutning", "Beslutning i {body} den {numeric}"),
    anchored=False,
)

POLWEB = Style(
    "summary recommendation decision case_presentation economy legal_basis attachments",
    {"legal_basis": ("Retsgrundlag",), "summary": ("Resumé", "Resume", "Indledning")},
    points=("at", "dots", "numbered"),
    decided=("Beslutning", "Beslutning i {body} den {numeric}"),
)

ROEDOVRE = Style(
    "case_route summary recommendation previous_decision decision case_presentation legal_basis economy attachments",
    {
        "case_route": ("Beslutningskompetence: KB", "Beslutningskompetence: ØU"),
        "summary": ("Sagens kerne",),
        "legal_basis": ("Lov- og plangrundlag",),
        "economy": ("Økonomiske konsekvenser",),
    },
    points=("at", "sentence"),
    earlier=("{body}, {long}, pkt. {number}:",),
    absent=("none|",),
    always=("case_route",),
)

SLAGELSE = Style(
    "case_route topic background legal_basis assessment economy "
    "consequences recommendation previous_decision decision attachments",
    {
        "case_route": ("Kompetence: {body}",),
        "background": ("Baggrund",),
        "legal_basis": ("Retligt grundlag",),
        "assessment": ("Handlemuligheder", "Vurdering"),
        "economy": ("Økonomiske og personalemæssige konsekvenser",),
        "consequences": ("Konsekvenser for andre udvalg",),
    },
    decided=("Beslutning i {body} den {long}:",),
    earlier=("Beslutning i {body} den {long}:",),
    points=("wide",),
    absent=("first:Fraværende: {names}",),
    always=("case_route",),
    tight=True,
)

STEVNS = Style(
    "summary recommendation previous_decision decision case_presentation economy",
    {"summary": ("Resume",)},
    points=("numbered", "at", "sentence"),
    earlier=("{body}, {long}, pkt. {number}:", "Beslutning fra {body}, {long}, pkt. {number}:"),
    absent=("first:Ikke til stede: {names}(A)",),
    indent="    ",
)

SYDDJURS = Style(
    "summary case_presentation economy recommendation previous_decision decision attachments",
    {"summary": ("Resumé",), "economy": ("Økonomi og organisatoriske konsekvenser",)},
    points=("sentence", "at", "numbered"),
    decided=("Beslutning i {body} den {numeric}",),
    earlier=("Beslutning i {body} den {numeric}",),
    indent="    ",
    bullet="  • ",
)

FAXE = Style(
    "summary case_presentation economy recommendation decision attachments",
    {"summary": ("Resume",)},
    absent=("list|Fraværende:>{}",),
    anchored=False,
)

ROSKILDE = Style(
    "summary recommendation case_route case_presentation economy decision",
    {"summary": ("Resume",), "case_route": ("Beslutningskompetence",), "economy": ("Økonomi",)},
    points=("sentence", "numbered", "at"),
    decided=("{body}, {numeric}, pkt. {number}",),
    absent=("none|",),
    indent="  ",
)

VIBORG = Style(
    "recommendation previous_decision decision case_presentation history consultation "
    "assessment timeline economy legal_basis attachments",
    {
        "history": ("Historik",),
        "consultation": ("Inddragelse og høring",),
        "assessment": ("Alternativer",),
        "timeline": ("Tidsperspektiv",),
        "economy": ("Økonomiske forhold og konsekvenser",),
        "legal_basis": ("Juridiske og planmæssige forhold",),
    },
    points=("at", "numbered", "sentence"),
    decided=("Beslutning", "Beslutning i {body} den {numeric}"),
    earlier=("Beslutning i {body} den {numeric}",),
    indent="      ",
    bullet="   • ",
)

AABENRAA = Style(
    "case_presentation economy recommendation decision",
    {"economy": ("Økonomi og afledt drift",)},
    points=("at", "sentence"),
    decided=("Beslutning {body} den {numeric}",),
    always=("case_presentation",),
    indent="  ",
)

AALBORG = Style(
    "recommendation decision case_presentation attachments",
    points=("sentence", "bullets"),
    absent=("{names} var fraværende.",),
)

HEDENSTED = Style(
    "topic history case_presentation economy consultation recommendation decision",
    {"history": ("Historik",), "economy": ("Økonomi",)},
    points=("at", "numbered", "sentence"),
    absent=("{names} var fraværende.",),
    always=("topic", "case_presentation"),
    tight=True,
)

SBSYS = Style(
    "summary recommendation decision case_presentation consequences economy attachments",
    {
        "summary": ("RESUMÉ",),
        "recommendation": ("INDSTILLING",),
        "case_presentation": ("SAGSFREMSTILLING",),
        "consequences": ("EFFEKT",),
        "economy": ("ØKONOMI",),
        "attachments": ("BILAG",),
    },
    decided=("BESLUTNING",),
)

ODENSE_LOTUS = Style(
    "summary recommendation decision case_presentation economy",
    {"summary": ("Sagsresumé",), "economy": ("Økonomi",)},
    points=("ones",),
)

SBSYS_PREVIEW = Style(
    "case_route topic recommendation case_presentation economy decision attachments",
    {"case_route": ("Forventet sagsgang",), "topic": ("Anledning",), "economy": ("Økonomi",)},
)

BORNHOLM = Style(
    "case_route summary recommendation previous_decision decision timeline case_presentation economy attachments",
    {
        "case_route": ("Hvem beslutter",),
        "recommendation": ("Indstilling og beslutning",),
        "timeline": ("Den videre sagsbehandling",),
        "economy": ("Økonomiske konsekvenser",),
    },
    decided=("{body}, d. {long}:",),
    earlier=("{body}, d. {long}:",),
)

_UNTITLED: dict[str, tuple[str, ...]] = {
    "summary": ("Resume",),
    "legal_basis": ("Lovgrundlag",),
    "economy": ("Økonomi",),
    "consequences": ("CO2-Konsekvensvurdering",),
}
ISHOEJ = Style(
    "case_presentation legal_basis economy recommendation decision case_route topic attachments",
    {**_UNTITLED, "case_route": ("Beslutningskompetence",)},
    points=("bare", "at", "sentence"),
    always=("case_presentation", "topic"),
)
SVENDBORG = Style(
    "topic case_presentation economy consequences case_route recommendation decision attachments",
    {**_UNTITLED, "case_route": ("Sagen afgøres i",)},
    points=("at", "sentence"),
    always=("topic", "case_presentation"),
)
STEVNS_2022 = Style(
    "summary recommendation decision case_presentation economy attachments",
    _UNTITLED,
    points=("numbered", "at", "sentence"),
    always=("summary", "case_presentation"),
)
