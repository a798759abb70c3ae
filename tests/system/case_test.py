"""A case on the command line: whom to visit and why, what was done, what became known since, and what partners hear.

Tests services/tijdig/walk_list.cc, services/tijdig/listed.cc, services/tijdig/feedback.cc, services/tijdig/explain.cc,
services/tijdig/tasks.cc, services/tijdig/queues.cc, services/tijdig/stage_state.cc.
"""
import csv as spreadsheet
import json

import town
from town import COLUMNS, DESK, LISTED, POLICY, REGISTER, csv, signal


class Case(town.TownCase):
    def test_goes_from_walk_list_by_desk_to_explanation(self):
        number = self.live_october()
        self.assertIn("Zonderling", self.on_data("walk-list").out)
        self.expect_what_a_caseworker_needs()
        (queue,) = self.on_data("queues", "--json").json()
        self.assertTrue(queue["queue"].endswith("/on_list"), queue)
        self.assertEqual([first["case"] for first in queue["first"]], [number])
        self.assertIn(f"{queue['first'][0]['deadline']}  {number}", self.on_data("queues").out)
        self.take(self.write("2018-10-29_desk.csv", csv(
            DESK, f"{number};2018-10-29;Huisbezoek;ja;Middag;nee;solves_it_alone;;;")))
        self.assertIn("no open cases", self.on_data("queues").out)
        self.assertIn("nobody is to be visited", self.on_data("walk-list").out)
        (listed,) = self.on_data("walk-list", "--all", "--json").json()
        self.assertEqual((listed["status"], listed["ended"]), ("closed", True))
        text = self.on_data("explain", number).out
        self.assertIn("2018-10-29", text)
        self.expect_nobody_in(text)
        self.assertIn(number, json.dumps(self.on_data("explain", number, "--json").json()))
        funnel = self.on_data("report", "--table", "funnel", "--format", "csv").out
        self.assertRegex(funnel, r"funnel,contact,n,1,")

    def expect_what_a_caseworker_needs(self):
        """Whom to visit, what is owed to whom, and what to do next."""
        (listed,) = self.on_data("walk-list", "--json").json()
        self.assertEqual({row["partner"]: row["amountCents"] for row in listed["arrears"]},
                         {"dunea": 10000, "vestia": 30000})
        self.assertEqual((listed["totalCents"], listed["nextStep"]), (40000, "visit 1 of 2"))
        text = self.on_data("walk-list").out
        self.assertIn("next: visit 1 of 2", text)
        self.assertIn("dunea EUR 100.00 (Water), vestia EUR 300.00 (Huur); together EUR 400.00", text)

    def test_takes_back_the_walk_list_that_somebody_filled_in(self):
        number = self.live_october()
        header, line = self.on_data("walk-list", "--format", "csv").out.splitlines()
        self.assertTrue(header.startswith(DESK + ";"))
        (row,) = spreadsheet.DictReader([header, line], delimiter=";")
        self.assertEqual([row[name] for name in ("zaaknummer", "totaaleuro", "volgendestap")],
                         [number, "400.00", "visit 1 of 2"])
        self.assertEqual(self.take(self.write("2018-10-28_desk.csv", csv(header, line))).code, 0)
        self.assertIn("next: visit 1 of 2", self.on_data("walk-list").out)
        filled_in = line.replace(";;;;", ";2018-10-29;Huisbezoek;nee;Middag", 1)
        self.take(self.write("2018-10-29_desk.csv", csv(header, filled_in)))
        self.assertIn("next: visit 2 of 2", self.on_data("walk-list").out)
        self.assertIn("text, json or csv", self.on_data("walk-list", "--format", "xlsx", code=2).err)

    def test_tells_each_partner_what_became_of_its_own_signal_and_nothing_else(self):
        number = self.live_october()
        self.assertIn("nothing to tell", self.on_data("feedback").out)
        self.take(self.write("2018-10-29_desk.csv", csv(
            DESK, f"{number};2018-10-29;Huisbezoek;ja;Middag;nee;advice;;;")))
        (told,) = self.on_data("feedback", "--partner", "dunea", "--json").json()
        self.assertEqual([told[name] for name in ("klantnummer", "signaaldatum", "bedrag")],
                         ["K-7001", "2018-10-10", "100,00"])
        self.assertEqual((told["datum"], told["incassopauzeTot"]), ("2018-10-29", "2018-11-28"))
        text = self.on_data("feedback", "--partner", "dunea").out
        self.assertIn(f"K-7001  signalled 2018-10-10, EUR 100,00: {told['resultaat']}", text)
        for hidden in ("V-7003", "vestia", "Zonderling", "2711XY", number, "informatie en advies"):
            self.assertNotIn(hidden, text + json.dumps(told))
        self.assertEqual([one["partner"] for one in self.on_data("feedback", "--json").json()], ["vestia", "dunea"])
        self.assertIn("the policy has no such partner", self.on_data("feedback", "--partner", "x", code=2).err)

    def test_says_on_the_walk_list_what_must_be_checked_by_hand(self):
        for partner in ("dunea", "vestia"):
            self.write(f"town/2018-10-12_signals_{partner}.csv", csv(COLUMNS, signal("K-7001", "Zonderling")))
        self.take(self.folder / "town", self.write("2018-10-25_debt-help.csv", csv(LISTED)))
        self.assertIn("register: no register was loaded: check by hand", self.on_data("walk-list").out)

    def test_ends_a_case_when_somebody_opts_out_between_match_and_visit(self):
        number = self.live_october()
        self.take(self.write("2018-10-26_opt-out.csv", csv(LISTED, "Zonderling;1970-01-02;2711XY;12")))
        self.assertIn("nobody is to be visited", self.on_data("walk-list").out)
        text = self.on_data("explain", number).out
        self.assertIn("result: wil niet benaderd worden (Niet opgepakt: andere reden)", text)
        self.assertIn("opt-out: asked not to be approached", text)
        self.assertIn("wil niet benaderd worden", self.on_data("report", "--table", "2.7").out)

    def test_says_stop_when_somebody_who_was_spoken_with_dies(self):
        number = self.live_october()
        self.take(self.write("2018-10-26_desk.csv", csv(DESK, f"{number};2018-10-26;Huisbezoek;ja;Middag;nee;;;;")))
        self.assertNotIn("STOP", self.on_data("walk-list").out + self.on_data("explain", number).out)
        self.take(self.write("2018-10-27_register.csv", csv(
            REGISTER, f"{town.BSN};Bloemetje;B.;van;Zonderling;1970-01-02;2711XY;12;;;ja;nee;nee;nee;1")))
        for text in (self.on_data("walk-list").out, self.on_data("explain", number).out):
            self.assertIn("STOP, known since the match: deceased", text)
        for verb in (["walk-list"], ["explain", number]):
            self.assertIn('"knownSinceTheMatch": "deceased"', self.on_data(*verb, "--json").out)

    def test_ends_a_case_whose_partners_took_back_all_that_it_stands_on(self):
        number = self.live_october()
        kinds = "soort;" + COLUMNS
        for partner, taken_back in (("dunea", signal("K-7001", "Zonderling")),
                                    ("vestia", signal("V-7003", "Zonderling", "300,00"))):
            self.assertIn(number, self.on_data("walk-list").out)
            self.take(self.write(f"2018-10-27_signals_{partner}.csv", csv(kinds, f"intrekking;{taken_back}")))
        self.assertNotIn(number, self.on_data("walk-list").out)
        self.assertIn("signalen ingetrokken (Niet opgepakt: onterecht signaal)", self.on_data("explain", number).out)

    def test_stands_in_reserve_until_a_place_comes_free_and_is_said_to_be_no_case(self):
        policy = self.write("one-place.yaml", POLICY.read_text().replace("per_month: 20", "per_month: 1"))
        for partner in ("dunea", "vestia"):
            self.write(f"town/2018-10-12_signals_{partner}.csv", csv(
                COLUMNS, signal("K-7001", "Zonderling"), signal("K-7002", "Kwikzilver", house="14")))
        self.on_data("import", "--policy", policy, self.folder / "town",
                     self.write("2018-10-25_debt-help.csv", csv(LISTED)))
        chosen, reserve = self.on_data("walk-list", "--json").json()
        self.assertEqual((chosen["status"], reserve["status"]), ("on_list", "reserve"))
        self.assertIn("nobody goes there before a place on the list comes free", self.on_data("walk-list").out)
        self.assertIn("reserve address is none yet", self.on_data("explain", reserve["case"], code=2).err)

    def test_is_refused_when_there_is_no_such_case(self):
        number = self.live_october()
        self.on_data("explain", number.replace("2018-10", "2018-11"), code=2)
        self.on_data("explain", "nonsense", code=2)

    def test_leaves_a_dead_letter_when_the_desk_writes_about_no_case(self):
        number = self.live_october().replace("2018-10", "2018-11")
        self.assertIn("no dead letters", self.on_data("dead-letters").out)
        entry = self.write("2018-10-29_desk.csv", csv(DESK, f"{number};2018-10-29;Huisbezoek;nee;Middag;ja;;;;"))
        self.assertIn("line 2, zaaknummer: case_unknown", self.take(entry, code=3).err)
        (letter,) = self.on_data("dead-letters", "--json").json()
        self.assertEqual((letter["stage"], letter["reason"]), ("outcome-tracker", "refused"))
        self.assertIn("outcome-tracker", self.on_data("dead-letters").out)

    def test_follows_from_the_log_alone(self):
        self.live_october()
        rebuilt = self.on_data("rebuild", "--json").json()
        self.assertTrue(rebuilt["equal"])
        self.assertEqual(rebuilt["live"], self.on_data("state-hash").out.strip())
        self.assertEqual({lag["records"] for lag in self.on_data("lag", "--json").json()}, {0})
        self.assertTrue(self.on_data("rebuild").out.endswith("equal\n"))


if __name__ == "__main__":
    town.main()
