"""The samples that differ in nothing but their language: what a vendor writes, in the words of each.

`make_samples.py` writes them. Everybody in them is invented, and what must come of each stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["language_samples"]

ZOOM_REGISTRATIONS = """\
{report}
{made},22/10/2025 06:26:00 PM
{topic},{number},{start},{minutes},{registered}
"{title}",900 0000 0003,21/10/2025 02:00:00 PM,60,4
{details}
{first_name},{surname},{address},{registered_at},{approval},{organisation}
Asha,O'Neil,asha.oneil@example.org,01/10/2025 03:23:29 PM,{approved},"{hospital}"
Zoë,Dupont,zoe.dupont@example.org,13/10/2025 11:24:57 AM,{pending},

Inés,Vega,ines.vega@example.org,14/10/2025 11:24:57 AM,{denied},
Cy,Marsh,cy.marsh@example.org,15/10/2025 11:24:57 AM,{cancelled},
"""
ZOOM_WORDS = {
    "spanish": {
        "report": "Informe de inscripción",
        "made": "Informe generado:",
        "topic": "Tema",
        "number": "ID del seminario web",
        "start": "Hora programada",
        "minutes": "Duración (minutos)",
        "registered": "Inscritos",
        "title": "Sepsis, temprano",
        "details": "Detalles del asistente",
        "first_name": "Nombre",
        "surname": "Apellidos",
        "address": "Correo electrónico",
        "registered_at": "Hora de registro",
        "approval": "Estado de aprobación",
        "organisation": "Organización",
        "hospital": "Hospital, Norte",
        "approved": "aprobado",
        "pending": "pendiente",
        "denied": "denegado",
        "cancelled": "cancelado",
    },
    "italian": {
        "report": "Report registrazioni",
        "made": "Report generato:",
        "topic": "Argomento",
        "number": "ID webinar",
        "start": "Ora pianificata",
        "minutes": "Durata (minuti)",
        "registered": "Iscritti",
        "title": "Sepsi, presto",
        "details": "Dettagli partecipante",
        "first_name": "Nome",
        "surname": "Cognome",
        "address": "E-mail",
        "registered_at": "Ora di registrazione",
        "approval": "Stato di approvazione",
        "organisation": "Organizzazione",
        "hospital": "Ospedale, Nord",
        "approved": "approvato",
        "pending": "in attesa",
        "denied": "negato",
        "cancelled": "annullato",
    },
    "portuguese": {
        "report": "Relatório de inscrição",
        "made": "Relatório gerado:",
        "topic": "Tópico",
        "number": "ID do webinar",
        "start": "Hora agendada",
        "minutes": "Duração (minutos)",
        "registered": "Inscritos",
        "title": "Sepse, cedo",
        "details": "Detalhes do participante",
        "first_name": "Nome",
        "surname": "Sobrenome",
        "address": "E-mail",
        "registered_at": "Hora de inscrição",
        "approval": "Status de aprovação",
        "organisation": "Organização",
        "hospital": "Hospital, Norte",
        "approved": "aprovado",
        "pending": "pendente",
        "denied": "negado",
        "cancelled": "recusado",
    },
    "french": {
        "report": "Rapport d’inscription",
        "made": "Rapport généré :",
        "topic": "Sujet",
        "number": "ID de webinaire",
        "start": "Heure prévue",
        "minutes": "Durée (minutes)",
        "registered": "Inscrits",
        "title": "Sepsis, tôt",
        "details": "Détails du participant",
        "first_name": "Prénom",
        "surname": "Nom de famille",
        "address": "Adresse e-mail",
        "registered_at": "Heure d’inscription",
        "approval": "Statut d’approbation",
        "organisation": "Organisation",
        "hospital": "Hôpital, Nord",
        "approved": "approuvé",
        "pending": "en attente",
        "denied": "refusé",
        "cancelled": "annulé",
    },
}

TEAMS_LIST = """\
{name}\t{action}\t{timestamp}
"One, Inès"\t{joined}\t14/05/2024, 13:00:02
Zoë O'Two\t{before}\t14/05/2024, 13:01:10

"One, Inès"\t{left}\t14/05/2024, 13:40:00
"One, Inès"\t{joined}\t14/05/2024, 13:45:00
"""
TEAMS_WORDS = {
    "italian": (
        "Nome completo",
        "Azione dell'utente",
        "Timbro data/ora",
        "Partecipazione",
        "Partecipazione precedente",
        "Uscita",
    ),
    "dutch": (
        "Volledige naam",
        "Gebruikersactie",
        "Tijdstempel",
        "Deelgenomen",
        "Eerder deelgenomen",
        "Verlaten",
    ),
    "polish": (
        "Pełne imię i nazwisko",
        "Akcja użytkownika",
        "Sygnatura czasowa",
        "Dołączono",
        "Dołączono wcześniej",
        "Opuszczono",
    ),
    "finnish": (
        "Koko nimi",
        "Käyttäjän toiminto",
        "Aikaleima",
        "Liittyi",
        "Liittyi aiemmin",
        "Poistui",
    ),
    "japanese": (
        "氏名",
        "ユーザー アクション",
        "タイムスタンプ",
        "参加済み",
        "以前に参加済み",
        "退出済み",
    ),
}

GOOGLE_FRENCH = """\
Horodateur,Adresse e-mail,Nom et prénom,Quel est votre établissement ?
14/05/2024 19:07:17,asha.dun@example.org,Asha D'Un,"Hôpital, Nord"

14/05/2024 19:08:02,zoe.deux@example.org,Zoë Deux,
14/05/2024 19:08:40,asha.dun@example.org,Asha D'Un,"Hôpital, Nord"
"""
MICROSOFT_FRENCH = """\
ID;Heure de début;Heure de fin;Adresse de messagerie;Nom;Heure de la dernière modification;Votre établissement
1;14/05/2024 13:01:10;14/05/2024 13:02:44;asha.dun@example.org;Asha D'Un;;"Hôpital; Nord"

2;14/05/2024 13:05:00;14/05/2024 13:06:30;zoe.deux@example.org;Zoë Deux;;
"""
SIGN_IN_PORTUGUESE = """\
Lista de presença – Círculo de úlceras – 23 de abril de 2026;;;
Nome;Apelido;Instituição;Endereço de e-mail
Inês;D'Uma;"Hospital Exemplo; Norte";ines.duma@example.org
João;Três;Hospital Exemplo;

Inês;D'Uma;"Hospital Exemplo; Norte";ines.duma@example.org
Total: 2;;;
"""


def language_samples() -> Iterator[tuple[str, str, str, str]]:
    """Go through the samples: folder, file, text and encoding."""
    for language, words in ZOOM_WORDS.items():
        yield (
            f"zoom_registrations_{language}",
            "report.csv",
            ZOOM_REGISTRATIONS.format(**words),
            "utf-8-sig",
        )
    for language, words in TEAMS_WORDS.items():
        named = dict(
            zip(("name", "action", "timestamp", "joined", "before", "left"), words, strict=True)
        )
        yield f"teams_list_{language}", "list.csv", TEAMS_LIST.format(**named), "utf-16"
    yield "google_forms_french", "Présence.csv", GOOGLE_FRENCH, "utf-8"
    yield "microsoft_forms_french", "Feuille de présence.csv", MICROSOFT_FRENCH, "cp1252"
    yield "sign_in_portuguese", "Folha.csv", SIGN_IN_PORTUGUESE, "cp1252"
