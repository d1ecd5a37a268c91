"""Who there could be: invented organisations, names and professions. Nobody here is real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = [
    "GIVEN",
    "NEAR_MISS",
    "NICKNAMES",
    "ORGANISATIONS",
    "PROFESSIONS",
    "SURNAMES",
    "Organisation",
]


@dataclass(frozen=True)
class Organisation:
    """One organisation: its full name, its own mail domain, and how people also write it."""

    name: str
    domain: str
    since: date
    """When its first people heard of the community."""
    weight: float
    """How many of the people are there, compared with the others."""
    shared: float = 0.2
    """Which part of its people uses NHSmail or a private address."""
    spellings: tuple[str, ...] = ()
    kind: str = "trust"

    @property
    def sector(self) -> str:
        """Of which sector the community says that it is."""
        return "Community" if "Community" in self.name else SECTORS[self.kind]


SECTORS = {
    "trust": "Acute",
    "ambulance": "Ambulance",
    "university": "Education",
    "icb": "Commissioning",
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


START = date(2023, 11, 1)
NEAR_MISS = "Northmoor Hospital NHS Foundation Trust"  # one s short; `check` should ask about it

ORGANISATIONS = (
    Organisation(
        "Northmoor Hospitals NHS Foundation Trust",
        "northmoor.example",
        START,
        1.7,
        spellings=(
            "Northmoor Hospitals NHS FT",
            "NORTHMOOR HOSPITALS NHS FOUNDATION TRUST",
            "Northmoor Hospital's NHS Foundation Trust",
            "Northmoor Hosp",
        ),
    ),
    Organisation(
        "Wrenford University Hospitals NHS Trust",
        "wrenford.example",
        START,
        1.4,
        spellings=("Wrenford University Hospitals", "WUHT"),
    ),
    Organisation("Castle Ings NHS Foundation Trust", "castleings.example", START, 1.0),
    Organisation(
        "Aldermere and Thorley Hospitals NHS Trust",
        "aldermere-thorley.example",
        START,
        1.0,
        spellings=("Aldermere & Thorley Hospitals NHS Trust",),
    ),
    Organisation("Saltby General Hospital NHS Foundation Trust", "saltby.example", START, 0.8, 0.5),
    Organisation("Brackwater Acute NHS Trust", "brackwater.example", START, 0.8),
    Organisation(
        "Helmsgate Teaching Hospitals NHS Foundation Trust",
        "helmsgate.example",
        START,
        1.1,
        spellings=("Helmsgate Teaching Hospitals NHS FT",),
    ),
    Organisation("Larkholme Royal Infirmary NHS Trust", "larkholme.example", START, 0.8),
    Organisation(
        "University of Wrenford", "wrenford-university.example", START, 0.4, 0.1, kind="university"
    ),
    Organisation("East Tarrow NHS Foundation Trust", "easttarrow.example", date(2024, 9, 1), 1.0),
    Organisation(
        "St Elvan's NHS Foundation Trust",
        "stelvans.example",
        date(2025, 1, 10),
        1.0,
        spellings=("St Elvans NHS Foundation Trust",),
    ),
    Organisation(
        "Merrowland Ambulance Service NHS Trust",
        "merrowland-ambulance.example",
        date(2025, 3, 1),
        0.8,
        0.1,
        kind="ambulance",
    ),
    Organisation("Quenby Vale NHS Trust", "quenbyvale.example", date(2026, 3, 20), 2.6, 0.6),
    Organisation(
        "Ferrisdale Community Hospitals NHS Trust", "ferrisdale.example", date(2026, 4, 10), 2.6
    ),
    Organisation(
        "NHS Merrowland Integrated Care Board",
        "merrowland-icb.example",
        date(2026, 4, 1),
        0.9,
        0.3,
        spellings=("Merrowland ICB",),
        kind="icb",
    ),
)

PROFESSIONS = {
    "trust": {
        "critical care outreach nurse": 22,
        "ward sister": 14,
        "staff nurse": 12,
        "physiotherapist": 8,
        "consultant": 9,
        "resident doctor": 9,
        "healthcare assistant": 7,
        "improvement lead": 8,
        "pharmacist": 5,
        "advanced clinical practitioner": 6,
    },
    "ambulance": {"paramedic": 8, "improvement lead": 2},
    "university": {"lecturer": 7, "researcher": 3},
    "icb": {"improvement lead": 6, "programme manager": 4},
    "none": {"patient partner": 1},
}

NICKNAMES = {
    "Benjamin": "Ben",
    "Christopher": "Chris",
    "Daniel": "Dan",
    "Dominic": "Dom",
    "Elizabeth": "Liz",
    "Katherine": "Kath",
}

GIVEN = _words(
    """
Adaeze Aidan Aisha Alasdair Amara Anaïs Aneta Anjali Aoife Arjun Ayesha Beatriz Benjamin Beth
Bronwen Caitlín Callum Carys Chidi Chloë Christopher Ciara Clara Conor Daisy Damilola Daniel Deepa
Delyth Dominic Eilidh Elizabeth Ellis Emeka Ewa Farah Fatima Fergus Fiona Folasade Gareth Gemma
Gethin Grace Gurpreet Hamza Hannah Harpreet Heledd Hugo Ibrahim Imogen Iona Isaac Isla Jasmine
Joaquín Jodie José Joshua Kamal Karolina Katherine Kavita Kieran Kwame Laila Lauren Leila Lorna
Lucía Łukasz Magda Malachy Manisha Marcus Mairéad Meera Mehmet Mercy Miriam Mohammed Morag Nadia
Naomi Nasreen Niamh Nkechi Oluwaseun Oscar Owain Padraig Parveen Patience Precious Priya Rafael
Rahul Renée Rhiannon Rosalind Ruth Saira Samira Seán Shanthi Shona Siân Sinéad Sofía Søren Stella
Tamsin Tariq Tendai Theo Thandiwe Tomasz Uzma Vikram Wendy Xanthe Yasmin Yusuf Zainab Zoë
"""
)

SURNAMES = _words(
    """
Abernethy-Cole Achterberg Adebanjo Akhundzada Alderwick Anquetil-Ross Arkwell Ashgrove Balewa
Banerji-Holt Barrowclough Belgrave-Tunde Birtwhistle Blackmoore Bowerbank Brackenridge Bukhari
Burnsall Caddick Çelikoğlu Chatterley Chaudhry-Webb Chukwuma Claverdon Coldbeck Cottingley
Crabtree D'Albret D'Costa Dalgarno Dearnley Delacourt Dhaliwal Dinsdale Dunwoodie Eastaugh Ekwensi
Ellerby Etchells Fairweather Faulconbridge Fernández-Lowe Fothergill Frostwick Gaskarth Ghattaora
Girvan Glendower Goswick Grzelak Hallworthy Harbottle Hathersage Heptonstall Hoddesdon
Holroyd-Bassi Iveson Jagpal Jankovskis Kettlewell Khatun-Reid Kirkbride Kowalczuk Lampeter
Langstroth Leyburn Lindqvist Lofthouse Lovelock M'Bala MacAskill-Dunn Mablethorpe Maddocks Makoni
Malham Mandalia Marchbanks McCorquodale McGillivray McNeish Mellor-Khan Micklethwaite
Mirzakhani-Poole Mossop Müllenberg Muchemwa Naismith Netherwood Nuñez Nwachukwu O'Brannigan
O'Dwyer O'Halloran-Pike O'Shea Oakenshaw Okereke Olanrewaju Öztekin Pakeerah Pangbourne
Papadimitriou Penhaligon Pickersgill Postlethwaite Quarmby Ramsbottom Rasheeduddin Ravenscroft
Rhydderch Rigglesworth Rosseter Sabharwal Sandiford Sathasivam Scholefield Shuttleworth Siddall
Sørbye Stainforth Subramani Swinbank Szymkowiak Tadcaster Thackeray-Obi Thistlewood Tolleshunt
Trelawney Tunnicliffe Udoh Vaishnav Vanterpool Wadsworth Wainfleet Wensley Whinfell Whitlock
Wigglesworth Winterbourne Wójtowicz Wolstenholme Woodhouse-Iqbal Wrathall Yarborough Zubairu
"""
)
