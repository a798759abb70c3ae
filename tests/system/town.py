"""A town of one street for the system tests, and the program to put it through.

Nobody in it exists: the citizen number is one that the RvIG reserves for tests, read from tests/harness/test_bsns.h.
Every name, customer number and address is odd enough to be searched for in whatever the program prints.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
POLICY = ROOT / "deploy/policies/zoetermeer.yaml"
BSN = re.search(r'"(\d{9})"', (ROOT / "tests/harness/test_bsns.h").read_text()).group(1)
COLUMNS = "klantnummer;achternaam;voorletters;geboortedatum;postcode;huisnummer;bedrag;ontstaansdatum;signaaldatum"
REGISTER = ("burgerservicenummer;voornamen;voorletters;voorvoegsel;geslachtsnaam;geboortedatum;postcode;huisnummer;"
            "huisletter;huisnummertoevoeging;overleden;vertrokken;geheimhouding;inonderzoek;huishouden")
LISTED = "geslachtsnaam;geboortedatum;postcode;huisnummer"
DESK = ("zaaknummer;datum;soort;bereikt;dagdeel;flyer;resultaat;oorzaken;samenstelling;andereproblemen")
# What nothing but the walk list and the partner's own file may repeat.
PERSONAL = (BSN, "Zonderling", "Bloemetje", "Kwikzilver", "K-7001", "K-7002", "V-7003", "2711XY", "2711 XY",
            "1970-01-02")

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("TIJDIG_")}
PROGRAM = ""


def main():
    """Runs the tests of the calling module; the program's path is the first argument."""
    globals()["PROGRAM"] = sys.modules["town"].PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main(module="__main__")


def signal(customer, name, amount="100,00", house="12", signalled="2018-10-10", since="2018-08-01"):
    return f"{customer};{name};B.;1970-01-02;2711 XY;{house};{amount};{since};{signalled}"


def csv(header, *rows):
    return "\n".join([header, *rows]) + "\n"


class Done:
    """What a command left behind."""

    def __init__(self, command):
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=120)
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    def json(self):
        return json.loads(self.out)


class TownCase(unittest.TestCase):
    """A folder of its own for each test."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="tijdig-system-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        self.data = self.folder / "data"

    def tijdig(self, *words, code=0):
        done = Done([PROGRAM, *map(str, words)])
        self.assertEqual(done.code, code, f"tijdig {' '.join(map(str, words))}\n{done.out}{done.err}")
        return done

    def on_data(self, verb, *words, code=0):
        return self.tijdig(verb, "--data", self.data, *words, code=code)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def take(self, *paths, code=0):
        return self.on_data("import", "--policy", POLICY, *paths, code=code)

    def write_october(self):
        """One household that two partners report, one row below the threshold, and the match day."""
        self.write("town/2018-10-01_register.csv",
                   csv(REGISTER, f"{BSN};Bloemetje;B.;van;Zonderling;1970-01-02;2711XY;12;;;nee;nee;nee;nee;1"))
        self.write("town/2018-10-12_signals_dunea.csv",
                   csv(COLUMNS, signal("K-7001", "Zonderling"), signal("K-7002", "Kwikzilver", "10,00", "14")))
        self.write("town/2018-10-12_signals_vestia.csv", csv(COLUMNS, signal("V-7003", "Zonderling", "300,00")))
        self.write("town/2018-10-25_debt-help.csv", csv(LISTED))
        return self.folder / "town"

    def live_october(self):
        """Takes October in and gives the number of its case."""
        self.take(self.write_october(), code=3)
        (listed,) = self.on_data("walk-list", "--json").json()
        return listed["case"]

    def expect_nobody_in(self, text):
        for word in PERSONAL:
            self.assertNotIn(word.lower(), text.lower())
