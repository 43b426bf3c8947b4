"""Invented Danish to draw from. Plain sentences state nothing that a field could hold; traps look as if they did."""

FIRST = [
    "Asta",
    "Bo",
    "Dagny",
    "Egon",
    "Frida",
    "Gorm",
    "Hedvig",
    "Ingolf",
    "Jytte",
    "Karl-Åge",
    "Øjvind",
    "Ægir",
    "Anne-Marie",
]
MIDDLE = ["", "", "", "Lund", "P.", "von der", "la", "Bro"]
LAST = [
    "Birkholm",
    "Nordlund",
    "Elkær",
    "Thorsø",
    "Lindebjerg",
    "Haslev",
    "Ravnkær",
    "Stenvad",
    "Moselund",
    "Østerå",
    "Holm-Juhl",
]
PARTIES = ["A", "B", "C", "F", "I", "O", "V", "Ø", "Æ", "Å"]
ROLES = ["formand", "næstformand"]

BODIES = [
    "Regionsrådet",
    "Hospitalsudvalget",
    "forretningsudvalget",
    "Udvalg for regional udvikling",
    "HMU Psykiatri og Social",
    "samarbejde med nabobyer",
    "Byrådet 2022-2025",
    "Børne- og Ungeudvalget",
]
PLACES = [
    "Regionshuset Nordby, mødelokale F8, 1. sal, Skolegade 26, 8888 Nordby",
    "C2, parterre (908), Regionshuset Nordby",
    "Byrådssalen",
    "Videomøde - link@eksempel.dk",
    "F1 stuen, Regionshuset",
]
SENDERS = ["Direktionen", "Administrationen", "Forretningsudvalget", "Udvalget for regional udvikling", "Formandskabet"]

TITLES = [
    "Godkendelse af referat",
    "Gensidig orientering",
    "Drøftelse af arbejdsplan",
    "Cykelsti ved Engvejen",
    "Ny aftale om madservice",
    "Eventuelt",
    "Status for tilsyn",
    "Tema: Egnens kultur",
    "Orientering fra formanden",
    "Mødeplan for næste år",
]
TITLE_TRAPS = [
    "2. behandling af budget 2021",
    "1. maj-arrangement på havnen",
    "3. økonomirapport",
    "Bilag til budget 2022",
    "Beslutning om ny skole",
    "Høring af planforslag",
    "Referat fra mødet den 3. maj 2020",
    "Indstilling fra Vækstforum",
    "Budget 2021",
    "Resume af rapporten",
    "Sagsfremstilling af forløbet",
    "Punkt til drøftelse: næste skridt",
    "Navn: en sag med kolon",
    "Afbud og stedfortrædere",
    'Forslag om "Mere natur" i byen',
    "Konference i 2030 (foreløbig titel)",
    "100 dage med den nye ordning",
    "Status - herunder økonomi",
]
LONG_TITLES = [
    "Gennemgang af aftalerne med byens idrætsforeninger om haller og baner i hele kommunen samt de nye regler for fælles brug af lokaler",
    "Endelig godkendelse af den samlede plan for sygehusenes bygninger, herunder forslag til finansiering af de sidste fire etaper i perioden",
    "Orientering om høringssvar vedrørende forslag til ny struktur for de midlertidige udvalg og deres sekretariatsbetjening i valgperioden",
]
PLAIN = [
    "Forvaltningen har gennemgået ordningen og beskriver her de vigtigste forskelle i forhold til sidste år.",
    "Der er i budgettet afsat midler til opgaven, og arbejdet ventes afsluttet inden sommerferien.",
    "Forslaget har været i høring hos de berørte parter, som generelt bakker op om den valgte løsning.",
    "Baggrunden er et ønske om bedre sammenhæng mellem de enkelte tilbud og en enklere administration.",
    "Ordningen løber fra 1. august 2018 og frem til 30. juni 2022.",
    "Udgifterne er på 12,5 mio. kr. om året, jf. § 20 i loven, og fordeles efter befolkningstal.",
    "Et notat om arbejdet kl. 9.00-12.00 på ca. 30 steder er sendt ud.",
]
RECOMMENDING = ["Det indstilles, at udvalget drøfter opgaverne nærmere og fastlægger en plan for arbejdet."]
TRAPS = [
    "1. januar 2021 trådte loven i kraft, og ordningen blev derefter udvidet til hele landet.",
    "Punkt 3 i aftalen om finansiering er opfyldt, og de øvrige punkter følger til foråret.",
    *RECOMMENDING,
    "2021: 3,6 mio. kr.",
    "14.00-14.10 Velkomst ved sekretariatet",
    "10 minutter til hvert oplæg",
    "Beslutning: se protokollen fra sidste år, hvor sagen var oppe to gange.",
    "Bilag til sagen blev omdelt på forhånd.",
    "Resume af høringssvarene findes i notatet.",
    "Sagsfremstillingen er den samme som ved behandlingen i 2019.",
    "Videre proces er beskrevet i notatet.",
    "Baggrund for arbejdet og det nye samarbejde",
    "Byrådet vedtog i 2014 en plan for havnen.",
    "24.09.2019 blev planen sendt ud.",
    "Program:",
    " 1. Indledning",
    " 1. Fra høringen: tre korte film (3- 4 minutter)",
    "- Skole – og kulturhuse i de nye bydele.",
    " • Forslag om skilte (2 minutter)",
    "Kl. 9.00 mødes alle i kantinen.",
    "01.02.05-P16-111-15 er en anden sag.",
]
LINKS = ["https://www.eksempel.dk/job/frivillig", "http://eksempel.dk/a_(b)?c=1&d=2", "www.eksempel.dk/plan"]
POINTS = [
    "at udvalget drøfter opgaver og arbejdsplan",
    "at redegørelsen om skolevejene tages til efterretning",
    "at regnskabet for den 3. kvartalsperiode godkendes",
    'at forslag nr. 1 "Mad til ledsagere" godkendes, når der er tale om en ledsager',
    "at der afsættes 2,1 mio. kr. i 2022. Udgiften holdes inden for rammen",
    "at planen sendes i høring i otte uger",
]
BULLET_POINTS = ["godkender dagsorden for mødet", "drøfter punktet", "tager orienteringen til efterretning"]
DECISIONS: list[tuple[str, list[str]]] = [
    ("Udvalget godkendte referatet.", ["approved"]),
    ("Godkendt.", ["approved"]),
    ("Drøftet.", ["discussed"]),
    ("Planen for næste år blev drøftet. Den kan blive ændret senere.", ["discussed"]),
    ("Intet til punktet.", ["none"]),
    ("Orienteringen blev taget til efterretning.", ["noted"]),
    ("Udvalget aftalte følgende program for dagen:", ["approved"]),
    ("Sagen blev udsat til næste møde.", ["postponed"]),
    ("Formanden orienterede om, at der kommer en ny aftale.", ["informed"]),
    ("Punktet udgik.", ["withdrawn"]),
    ("Indstillingen blev godkendt.", ["approved"]),
    ("Sagen blev drøftet. Udvalget godkendte planen.", ["discussed", "approved"]),
]
ATTACHMENTS = [
    "Kommissorium for udvalget 2020 - 2021",
    "Notat om samarbejdet",
    "Forslag til arbejdsplan",
    "Beslutning fra sidste møde",
    "Bilag 1 - Budget",
    "2. udkast til plan",
    "Referat fra mødet den 3. maj 2020",
]
CASE_NUMBERS = ["1-00-11-19", "1-13-3-11-14", "1-51-71-1111-08", "00.22.00-P35-9-21", "1-22-70-9-12"]
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
WEEKDAYS = ["Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag"]
