"""What a form is for is told by its questions, in each language that copmetrics knows."""

from __future__ import annotations

import pytest

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
