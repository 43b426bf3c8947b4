"""The closed vocabularies of the contract: what a document, a section and an outcome can be.

The models, the layout files and the idioms are all held to these; they need no pydantic.
"""

from typing import Literal

DocumentType = Literal["minutes", "agenda", "supplementary_agenda", "unknown"]
SectionKind = Literal[
    "summary",
    "topic",
    "recommendation",
    "alternative_recommendation",
    "case_presentation",
    "background",
    "assessment",
    "economy",
    "personnel",
    "legal_basis",
    "consultation",
    "communication",
    "consequences",
    "timeline",
    "case_route",
    "history",
    "decision",
    "previous_decision",
    "attachments",
    "attendance",
    "remarks",
    "admin",
    "other",
]
Outcome = Literal[
    "approved",
    "noted",
    "informed",
    "discussed",
    "recommended",
    "postponed",
    "returned",
    "rejected",
    "withdrawn",
    "appointed",
    "none",
]
