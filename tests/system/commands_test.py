"""Every command that ends by itself, as a person or a script calls it.

Tests services/tijdig/cli.cc and the verbs behind it: services/tijdig/import.cc, services/tijdig/report.cc,
services/tijdig/dead_letters.cc, services/tijdig/rebuild.cc, services/tijdig/lag.cc, services/tijdig/describe.cc,
services/tijdig/policy_check.cc, services/tijdig/api_key.cc, services/tijdig/simulate.cc, services/tijdig/demo.cc,
services/tijdig/topics.cc; and services/shell/version.cc.in. Those about a case have case_test.py.
"""
import json
import os
import pty
import re
import subprocess

import town
from town import COLUMNS, DESK, LISTED, POLICY, REGISTER, csv, signal


def verbs_in(help_text):
    """The commands below the one whose help this is."""
    _, _, listed = help_text.partition("\nSubcommands:\n")
    return re.findall(r"^  (\S+)", listed, re.MULTILINE)


class CommandLine(town.TownCase):
    def test_every_command_helps_with_an_example(self):
        told, asked = [], [[verb] for verb in verbs_in(self.tijdig("--help").out)]
        for verb in asked:
            out = self.tijdig(*verb, "--help").out
            below = verbs_in(out)
            asked += [[*verb, one] for one in below]
            if not below:
                self.assertRegex(out, r"Example:\n  tijdig " + " ".join(verb))
                told.append(" ".join(verb))
        for verb in ("import", "queues", "simulate zoetermeer", "policy check", "link train", "topics apply"):
            self.assertIn(verb, told)

    def test_the_version_is_that_of_the_build_the_chart_and_the_image(self):
        (version,) = re.findall(r"^project\(tijdig VERSION (\S+)", (town.ROOT / "CMakeLists.txt").read_text(), re.M)
        self.assertEqual(self.tijdig("--version").out, version + "\n")
        for path, words in (("charts/tijdig/Chart.yaml", f"appVersion: {version}\n"),
                            ("deploy/compose.yaml", f"tijdig:{version}}}"),
                            ("deploy/images/Dockerfile", f"tijdig:{version} ")):
            self.assertIn(words, (town.ROOT / path).read_text(), path)

    def test_an_unknown_command_or_option_fails_with_1(self):
        self.tijdig("visit", code=1)
        self.assertIn("--wrong", self.tijdig("state-hash", "--data", "x", "--wrong", code=1).err)

    def test_a_missing_data_folder_is_said_in_one_line(self):
        for verb in ("report", "walk-list", "rebuild", "state-hash", "lag", "dead-letters"):
            err = self.on_data(verb, code=2).err
            self.assertEqual(err.count("\n"), 1, err)
            self.assertIn(str(self.data), err)
        self.assertFalse(self.data.exists())


class Files(town.TownCase):
    def test_are_for_their_user_alone_whatever_the_shell_says(self):
        self.addCleanup(os.umask, os.umask(0o022))
        case = self.live_october()
        self.on_data("explain", "--links", "--svg", self.folder / "drawn", case)
        wrote = [path for name in ("data", "drawn") for path in (self.folder / name).rglob("*")]
        self.assertTrue([path for path in wrote if path.name.endswith(".refused.csv")])
        self.assertTrue([path for path in wrote if path.suffix == ".svg"])
        for path in [self.data, self.folder / "drawn", *wrote]:
            self.assertEqual(path.stat().st_mode & 0o077, 0, f"{path.relative_to(self.folder)} is open to others")


class Describe(town.TownCase):
    def test_prints_the_map_in_three_ways(self):
        self.assertIn("matcher", self.tijdig("describe").out)
        self.assertTrue(self.tijdig("describe", "--format", "mermaid").out.startswith("flowchart TD"))
        self.assertIn("stages", self.tijdig("describe", "flow", "--json").json())

    def test_prints_what_the_pages_hold(self):
        for page in ("tables", "metrics", "config", "policy", "lifecycle"):
            self.assertEqual(self.tijdig("describe", page).out, (town.ROOT / f"docs/{page}.md").read_text())
        self.assertIn("`below_threshold`", self.tijdig("describe", "partner-files", "--format", "markdown").out)

    def test_says_what_it_knows_when_asked_for_something_else(self):
        self.assertIn("flow, tables, metrics", self.tijdig("describe", "weather", code=2).err)
        self.assertIn("markdown", self.tijdig("describe", "metrics", "--json", code=2).err)


class PolicyCheck(town.TownCase):
    def test_takes_the_policy_of_zoetermeer(self):
        self.assertIn("GM0637", self.tijdig("policy", "check", POLICY).out)
        self.assertEqual(self.tijdig("policy", "check", POLICY, "--json").json()["problems"], [])

    def test_refuses_an_unknown_key_with_its_line(self):
        text = POLICY.read_text()
        wrong = self.write("wrong.yaml", text.replace("threshold:", "treshold:"))
        line = next(i for i, row in enumerate(text.splitlines(), 1) if row.startswith("threshold:"))
        self.assertIn(f"line {line}", self.tijdig("policy", "check", wrong, code=2).err)
        problems = self.tijdig("policy", "check", wrong, "--json", code=2).json()["problems"]
        self.assertIn(line, [problem["line"] for problem in problems])
        done = self.tijdig("import", "--data", self.data, "--policy", wrong, self.write_october(), code=2)
        self.assertIn(f"line {line}", done.err)
        self.assertFalse(self.data.exists())


class ApiKey(town.TownCase):
    def test_makes_a_new_key_every_time_and_says_its_hash(self):
        one, other = (self.tijdig("api-key", "dunea", "--json").json() for _ in range(2))
        self.assertNotEqual(one["key"], other["key"])
        self.assertRegex(one["line"], r"^dunea:[0-9a-f]{64}$")
        self.assertRegex(self.tijdig("api-key", "dunea").out, r"tk_\S+\n.*dunea:[0-9a-f]{64}\n")

    def test_refuses_what_is_no_partner_id(self):
        self.tijdig("api-key", "Niet Goed!", code=2)


class Import(town.TownCase):
    def test_takes_a_month_and_gives_refused_rows_back(self):
        done = self.take(self.write_october(), code=3)
        self.assertIn("4 files: 3 rows taken, 0 known already, 1 refused", done.out)
        self.assertIn("2018-10-12_signals_dunea.csv: line 3, bedrag: below_threshold", done.err)
        back = (self.data / "refused/2018-10-12_signals_dunea.csv.refused.csv").read_text().splitlines()
        self.assertEqual(back[0], COLUMNS + ";regel;veld;reden;advies")
        self.assertEqual(len(back), 2)
        refused = signal("K-7002", "Kwikzilver", "10,00", "14")
        self.assertTrue(back[1].startswith(refused + ";3;bedrag;below_threshold;"))

    def test_of_an_empty_folder_says_that_nothing_was_found_and_makes_none(self):
        (self.folder / "town/deeper").mkdir(parents=True)
        self.write("town/.hidden.csv", "x")
        self.write("town/2018-10-12_signals_dunea.csv.refused.csv", "x")
        self.assertIn("no file to take in", self.take(self.folder / "town", code=2).err)
        self.assertFalse(self.data.exists())

    def test_shows_how_far_it_is_to_who_looks_at_a_terminal_only(self):
        october = self.write_october()
        terminal, other_end = pty.openpty()
        running = subprocess.Popen([town.PROGRAM, "import", "--data", self.data, "--policy", POLICY, october],
                                   stdout=subprocess.DEVNULL, stderr=other_end, env=town.ENVIRONMENT)
        os.close(other_end)
        seen = b""
        try:
            while piece := os.read(terminal, 65536):
                seen += piece
        except OSError:  # all of it was read
            pass
        os.close(terminal)
        self.assertEqual(running.wait(timeout=120), 3)
        self.assertRegex(seen.decode(), r"taking in \[#+\.+\] +\d+%  2018-10-1\d")
        self.assertIn("100%  2018-10-25", seen.decode())
        self.assertNotIn("taking in", self.take(october, code=3).err)

    def test_counts_rows_and_files_apart(self):
        rows = self.write("2018-10-12_signals_dunea.csv", csv(COLUMNS, signal("K-7001", "Zonderling")))
        done = self.take(rows, self.write("2018-10-12_signals_vestia.csv", "niets\n"), code=3)
        self.assertIn("2 files: 1 rows taken, 0 known already, 0 refused; 1 files refused whole", done.out)
        done = self.take(rows, self.folder / "2018-10-12_signals_vestia.csv", "--json", code=3).json()
        self.assertEqual((done["knownAlready"], done["refused"], done["filesRefusedWhole"]), (1, 0, 1))

    def test_prints_nobody(self):
        done = self.take(self.write_october(), code=3)
        self.expect_nobody_in(done.out + done.err)
        self.expect_nobody_in(self.on_data("report").out + self.on_data("dead-letters").out)

    def test_says_the_same_as_json(self):
        done = self.take(self.write_october(), "--json", code=3).json()
        self.assertEqual((done["taken"], done["knownAlready"], done["refused"]), (3, 0, 1))
        dunea = next(file for file in done["files"] if file["file"] == "2018-10-12_signals_dunea.csv")
        self.assertEqual(dunea["problems"][0]["reason"], "below_threshold")
        self.assertEqual(dunea["problems"][0]["line"], 3)

    def test_changes_nothing_the_second_time(self):
        self.take(self.write_october(), code=3)
        before = self.on_data("report", "--format", "json").out
        again = self.take(self.folder / "town", "--json", code=3).json()
        self.assertEqual(self.on_data("report", "--format", "json").out, before)
        signals = [file for file in again["files"] if "_signals_" in file["file"]]
        self.assertEqual([(file["alreadyReceived"], file["taken"]) for file in signals], [(True, 0)] * 2)

    def test_refuses_a_file_whole_and_leaves_no_trace(self):
        self.take(self.write_october(), code=3)
        before = self.on_data("state-hash", "--json").out
        for name, text in {"2018-11-02_signals_dunea.csv": "not;a;header\n1;2;3\n",
                           "2018-11-02_register.csv": csv(REGISTER, "no;row"),
                           "2018-11-02_desk.csv": csv(DESK, "no-case;2018-10-30;Huisbezoek;ja;Middag;nee;;;;"),
                           "2018-11-02_exclusion.csv": csv(LISTED, ";;2711;x")}.items():
            done = self.take(self.write(name, text), code=2)
            self.assertIn(f"{name}: nothing of this file was taken", done.err)
            self.assertEqual(self.on_data("state-hash", "--json").out, before)

    def test_refuses_a_path_that_leads_nowhere_before_it_makes_a_folder(self):
        self.take(self.folder / "nowhere", code=2)
        self.assertFalse(self.data.exists())

    def test_needs_rules_for_a_new_folder_only(self):
        october = self.write_october()
        self.assertIn("--policy", self.on_data("import", october, code=2).err)
        self.take(october, code=3)
        self.on_data("import", october, code=3)


class Report(town.TownCase):
    def test_prints_one_table_or_all_in_three_formats(self):
        self.live_october()
        self.assertIn("2.1 ", self.on_data("report").out)
        self.assertEqual(len(self.on_data("report", "--table", "2.2", "--json").json()["tables"]), 1)
        rows = self.on_data("report", "--table", "funnel", "--format", "csv").out.splitlines()
        self.assertIn("funnel,signalen,n,2,count,2,,2018-10,2018-10,2018-10-25", rows)

    def test_knows_its_tables_and_formats(self):
        self.live_october()
        self.assertIn("funnel, 2.1, 2.2", self.on_data("report", "--table", "9.9", code=2).err)
        self.assertIn("text, csv or json", self.on_data("report", "--format", "pdf", code=2).err)


class Link(town.TownCase):
    UNLINK = "zaaknummer;partner;reden;medewerker"

    def test_is_explained_as_a_waterfall_and_drawn(self):
        number = self.live_october()
        text = self.on_data("explain", number, "--links", "--svg", self.folder / "svg").out
        self.assertIn("vestia: ", text)
        self.assertRegex(text, r"score +linked +\+")
        self.expect_nobody_in(text)
        links = self.on_data("explain", number, "--links", "--json").json()["links"]
        self.assertEqual({link["partner"] for link in links}, {"dunea", "vestia"})
        for link in links:
            fall = link["waterfall"]
            parts = [row["weight"] + row["term_frequency"] for row in fall["rows"]]
            self.assertEqual(fall["prior"] + sum(parts), fall["score"])
        drawn = [path.name for path in (self.folder / "svg").iterdir()]
        self.assertEqual(len(drawn), 2)
        self.assertTrue(all(name.startswith(number) for name in drawn))
        self.assertIn("</svg>", (self.folder / "svg" / drawn[0]).read_text())

    def test_that_is_undone_ends_the_case_and_asks_for_a_breach_assessment(self):
        number = self.live_october()
        self.assertIn("nothing to look at", self.on_data("tasks").out)
        self.take(self.write("2018-10-29_desk.csv", csv(DESK, f"{number};2018-10-29;Huisbezoek;ja;Middag;nee;;;;")))
        self.take(self.write("2018-10-30_unlinks.csv", csv(self.UNLINK, f"{number};dunea;wrong_person;emma-3")))
        (breach,) = self.on_data("tasks", "--json").json()["breaches"]
        self.assertEqual((breach["case"], breach["partner"], breach["reportBy"]), (number, "dunea", "2018-11-02"))
        self.assertIn("assess and report by 2018-11-02", self.on_data("tasks").out)
        self.assertEqual(self.on_data("explain", number, "--json").json()["result"]["code"], "link_undone")
        self.assertTrue(self.on_data("rebuild", "--json").json()["equal"])
        self.assertIn("no dead letters", self.on_data("dead-letters").out)

    def test_is_not_undone_by_a_file_with_a_wrong_row(self):
        number = self.live_october()
        before = self.on_data("state-hash").out
        done = self.take(self.write("2018-10-30_unlinks.csv", csv(self.UNLINK, f"{number};dunea;boos;emma-3",
                                                                 f"{number};nobody;wrong_person;")), code=2)
        for word in ("line 2, reden: reason_unknown", "line 3, partner: partner_unknown",
                     "line 3, medewerker: missing"):
            self.assertIn(word, done.err)
        self.assertEqual(self.on_data("state-hash").out, before)


class Year(town.TownCase):
    def test_is_written_and_played_alike(self):
        written = self.tijdig("simulate", "zoetermeer", "--seed", 3, "--out", self.folder / "town", "--json").json()
        files = [path.name for path in (self.folder / "town").iterdir()]
        self.assertEqual(written["files"], len(files))
        played = self.tijdig("demo", "--seed", 3, "--no-serve", "--out", self.folder / "demo")
        self.assertIn(f"{len(files)} files", played.out)
        for name in files:
            one, other = self.folder / "town" / name, self.folder / "demo/town" / name
            self.assertEqual(one.read_bytes(), other.read_bytes(), name)
        cells = json.loads((self.folder / "demo/tables.json").read_text())
        self.assertEqual(set(cells[0]), {"table", "row", "column", "value", "numerator", "denominator", "published",
                                         "difference"})
        differences = [cell["difference"] for cell in cells if cell["table"] == "2.1"]
        self.assertEqual(differences, [0] * (13 * 8), "thirteen rows of seven partners and their total")
        self.assertEqual([name for name in files if not re.match(r"\d{4}-\d\d-\d\d_", name)], [])


if __name__ == "__main__":
    town.main()
