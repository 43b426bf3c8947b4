"""A file with something to tell of every severity, for `check` in every format; invented."""

#: A line that is far too long; one with wide letters, a tab and a no-break space before the place.
ODD = f"""REFERAT Byrådet d. 03-03-2021
Mødedato: onsdag den 4. marts 2021

Punkt 1: Sti ved åen

Beslutning

{"Udvalget har set på stien flere gange, og det har taget sin tid. " * 4}Bo Elm stemte vist imod, tror vi. \
{"Derpå gik man videre til det næste. " * 5}

Punkt 3: Havn

Beslutning

Godkendt i 東京 \ten aften.\u00a0 Ib Dal stemte vist imod, tror vi. Så gik man.

Punkt 2: Bro

Beslutning

Udsat.

Punkt 2: Bad

Sagsfremstilling

Det lukkes.
"""
