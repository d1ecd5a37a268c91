"""What a form is for is told by its questions, in each language that copmetrics knows."""

from __future__ import annotations

import pytest
from reading import read

from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.files import sheets_in

GOOGLE = {
    "spanish": "Marca temporal,Nombre completo,Correo electrónico,{}",
    "french": "Horodateur,Nom et prénom,Adresse e-mail,{}",
    "german": "Zeitstempel;Vor- und Nachname;E-Mail-Adresse;{}",
    "italian": "Informazioni cronologiche,Nome e cognome,Indirizzo email,{}",
    "portuguese": "Carimbo de data/hora;Nome completo;E-mail;{}",
    "dutch": "Tijdstempel;Volledige naam;E-mailadres;{}",
}
PLACE = {
    "spanish": "Hospital",
    "french": "Hôpital",
    "german": "Klinik",
    "italian": "Ospedale",
    "portuguese": "Hospital",
    "dutch": "Ziekenhuis",
}
WHY = {
    "spanish": "¿Por qué quiere unirse a la comunidad?",
    "french": "Pourquoi souhaitez-vous rejoindre la communauté ?",
    "german": "Warum möchten Sie der Community beitreten?",
    "italian": "Perché vuole unirsi alla comunità?",
    "portuguese": "Por que quer juntar-se à comunidade?",
    "dutch": "Waarom wilt u lid worden?",
}
WHO_READS = {
    "spanish": "¿Quién puede leer su respuesta?",
    "french": "Qui peut lire votre réponse ?",
    "german": "Wer darf das lesen?",
    "italian": "Chi può leggere la risposta?",
    "portuguese": "Quem pode ler a sua resposta?",
    "dutch": "Wie mag dit lezen?",
}


@pytest.fixture
def readers_of(tmp_path):
    def _readers_of(text):
        path = tmp_path / "form.csv"
        path.write_text(text, encoding="utf-8")
        (sheet,) = sheets_in(path, file="form.csv", known=KNOWN_HEADINGS)
        return [each.name for each in READERS if each.claims(sheet)]

    return _readers_of


@pytest.mark.parametrize("language", GOOGLE)
@pytest.mark.parametrize(
    ("questions", "reader"),
    [
        (PLACE, "Google Forms sign-in"),
        (WHY, "Google Forms joining form"),
        (WHO_READS, "Google Forms stories"),
    ],
    ids=["place", "why", "who reads"],
)
def test_what_a_form_asks_says_what_it_is_for(readers_of, language, questions, reader):
    row = GOOGLE[language].format(questions[language])
    assert readers_of(row + "\n14/05/2024 13:02:03\n") == [reader]


WILL_COME = {
    "english": ("Timestamp,Full name,Email,{}", "Are you coming?"),
    "spanish": (GOOGLE["spanish"], "¿Asistirá a la reunión?"),
    "french": (GOOGLE["french"], "Participerez-vous ?"),
    "german": (GOOGLE["german"], "Nehmen Sie teil?"),
    "italian": (GOOGLE["italian"], "Parteciperà all'incontro?"),
    "portuguese": (GOOGLE["portuguese"], "Vai participar?"),
    "dutch": (GOOGLE["dutch"], "Komt u?"),
}


@pytest.mark.parametrize("language", WILL_COME)
def test_a_form_that_asks_whether_people_will_come_is_asked_about(tmp_path, language):
    row, asks = WILL_COME[language]
    mark = ";" if ";" in row else ","
    answers = mark.join(("14/05/2024 13:02:03", "Asha One", "asha@example.org", "-"))
    _, reading = read(tmp_path, f"{row.format(asks)}\n{answers}\n")
    assert ["did those who answered this form come?" in str(each) for each in reading.problems] == [
        True
    ]


@pytest.mark.parametrize(
    "asks",
    [
        "Are you attending in person, online or sending apologies?",
        "Attending / apologies",
        "Apologies",
    ],
)
def test_a_form_to_sign_in_by_counts_those_who_say_that_they_are_there(tmp_path, asks):
    """In person and online are two who came; the third sends apologies."""
    rows = (("Asha One", "In person"), ("Ben Two", "Sending apologies"), ("Cy Three", "Online"))
    lines = [f'2024-05-14 13:02:0{at},{who},"{said}"' for at, (who, said) in enumerate(rows)]
    text = "\n".join((f'Timestamp,Full name,"{asks}"', *lines))
    _, reading = read(tmp_path, text, name="Sign in.csv")
    assert reading.problems == ()
    assert list(reading.tables["attendance"]["status"]) == ["attended", "absent", "attended"]
