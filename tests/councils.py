"""Invented councils: cases that go from committee to council over years, with votes, absences, hours and amounts."""

from datetime import date
from pathlib import Path
from random import Random

BODIES = ("Teknikudvalget", "Økonomiudvalget", "Byrådet")
_DAYS = (3, 10, 24)
_MEMBERS = {
    "Asta Birkholm": "A",
    "Bo Lund": "V",
    "Dagny Elkær": "Ø",
    "Egon Holt": "O",
    "Frida Krog": "F",
}
_SIDES = (("A, F og Ø", "V og O"), ("A, V og F", "Ø"), ("V og O", "A, F og Ø"), ("A, V og O", "F og Ø"))
_ENDS = ("Godkendt.", "Taget til efterretning.", "Udsat.", "Drøftet.")
_AMOUNTS = ("12,5 mio. kr.", "500.000 kr.", "9.412,50 kr.", "2 mia. kr.", "750 kr.")


def council(folder: Path, authority: str, months: int, *, seed: int = 1) -> Path:
    """The minutes of three bodies a month, from January 2019 on; a case goes through all of them, or stays behind."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(seed)
    for month in range(months):
        cases = [month * 3 + n for n in range(1, 4)]
        for body, day in zip(BODIES, _DAYS, strict=True):
            held = date(2019 + month // 12, month % 12 + 1, day)
            text = _minutes(rng, authority, body, held, cases)
            (folder / f"{held.isoformat()}.txt").write_text(text, "utf-8")
            cases = [case for case in cases if rng.random() < 0.8]
    return folder


def _minutes(rng: Random, authority: str, body: str, held: date, cases: list[int]) -> str:
    lines = [authority, f"REFERAT {body} d. {held:%d-%m-%Y}", "Mødested Rådhuset", *_there(rng)]
    if rng.random() < 0.7:
        begun = rng.randrange(60)
        lines.append(
            f"Mødet startede kl. 16.{begun:02} og blev hævet kl. {rng.randint(17, 20)}.{rng.randrange(60):02}."
        )
    for n, case in enumerate(cases, 1):
        lines += [f"Punkt {n}: Cykelsti nummer {case}", f"1-00-{case}-20", "Sagsfremstilling"]
        lines.append(f"Der afsættes {rng.choice(_AMOUNTS)} i 2022." if rng.random() < 0.7 else "Stien er smal.")
        lines += ["Beslutning", *_decision(rng)]
    return "\n\n".join(lines) + "\n"


def _there(rng: Random) -> list[str]:
    members = [f"{name} ({party})" for name, party in _MEMBERS.items()]
    kind = rng.choice(["list", "exceptions", "silent"])
    absent = rng.sample(members, rng.choice([1, 1, 2, 3]))
    if kind == "list":
        present = [member for member in members if member not in absent]
        return [f"Til stede: {', '.join(present)}", f"Fraværende: {', '.join(absent)}"]
    if kind == "exceptions":
        return [f"Alle medlemmer var mødt undtagen {absent[0]}, der havde meldt afbud."]
    return []


def _decision(rng: Random) -> list[str]:
    if rng.random() < 0.6:
        return [rng.choice(_ENDS)]
    ayes, noes = rng.choice(_SIDES)
    return ["Vedtaget.", f"For stemte: {ayes}.", f"Imod stemte: {noes}."]


def agenda(authority: str, body: str, held: date) -> str:
    """An agenda of one item that nobody has decided."""
    head = f"{authority}\n\nDAGSORDEN {body} d. {held:%d-%m-%Y}\n\nMødested Rådhuset\n\n"
    return f"{head}Punkt 1: Cykelsti\n\n1-00-900-20\n\nSagsfremstilling\n\nStien koster 40 kroner.\n"
