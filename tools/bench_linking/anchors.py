#!/usr/bin/env python3
"""Other linkers on the same people as tijdig_bench_linking: texts a second of one thread, and how often right.

  python3 tools/bench_linking/anchors.py build/bench-linking        # register.csv and texts.csv of --export

A plain SQL join in DuckDB, and Splink on DuckDB: trained without labels, all residents scored, with the closed-world
rule of docs/linking.md on top. Makes its own virtual environment beside the data; says so and stops when packages can
not be fetched. The truth is used for counting only.
"""
import os
import subprocess
import sys
import time
from pathlib import Path

PACKAGES = ["splink==5.0.0", "duckdb==2.0.0"]
SURE = 0.99


def python_with_packages(folder: Path) -> str:
    """The interpreter of an environment that has the packages; makes it the first time."""
    python = folder / "venv" / "bin" / "python"
    if not (folder / "venv" / "ready").exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=False, capture_output=True)
        if made.returncode != 0:
            print("anchors: skipped, python3 cannot make a virtual environment (Debian: python3-venv)")
            sys.exit(0)
        fetched = subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES],
                                 check=False, capture_output=True, text=True)
        if fetched.returncode != 0:
            print("anchors: skipped, splink and duckdb could not be fetched with pip (no network?)")
            sys.exit(0)
        (folder / "venv" / "ready").touch()
    return str(python)


def connected(folder: Path):
    import duckdb
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    for table in ("register", "texts"):
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{folder / table}.csv', header = true, "
                       "types = {'unique_id': 'VARCHAR', 'birth_date': 'DATE', 'first_name': 'VARCHAR', "
                       "'surname': 'VARCHAR', 'partner': 'VARCHAR', 'initials': 'VARCHAR', 'addition': 'VARCHAR'})")
    connection.execute("CREATE TABLE truth AS SELECT unique_id, CAST(truth AS VARCHAR) AS resident FROM texts")
    connection.execute("ALTER TABLE texts DROP COLUMN truth")
    return connection


def line(name: str, texts: int, seconds: float, connection, links: str, note: str) -> None:
    linked, right = connection.execute(f"SELECT count(*), count(*) FILTER (l.resident = t.resident) FROM ({links}) l "
                                   "JOIN truth t USING (unique_id)").fetchall()[0]
    print(f"{name:<44} {texts / seconds:>10,.0f} texts/s   right {right / max(linked, 1):.5f}   "
          f"of all texts {right / texts:.4f}   {note}")


def plain_sql(connection, texts: int) -> None:
    """Everybody at the address, or with the birth date, who has the name; a link when that is one person."""
    started = time.process_time()
    connection.execute("""
        CREATE TABLE sql_links AS
        WITH pairs AS (
          SELECT t.unique_id, r.unique_id AS resident FROM texts t JOIN register r
            ON t.postcode = r.postcode AND t.number = r.number
            WHERE t.surname IN (r.surname, r.partner) AND left(t.initials, 1) = left(r.initials, 1)
          UNION
          SELECT t.unique_id, r.unique_id FROM texts t JOIN register r
            ON t.birth_date = r.birth_date AND t.surname = r.surname
            WHERE left(t.initials, 1) = left(r.initials, 1))
        SELECT unique_id, min(resident) AS resident FROM pairs GROUP BY unique_id HAVING count(*) = 1""")
    line("plain SQL join, DuckDB", texts, time.process_time() - started, connection,
         "SELECT unique_id, resident FROM sql_links", "")


def splink_settings():
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons
    from splink import SettingsCreator, block_on
    surname = comparisons.CustomComparison(output_column_name="surname", comparison_levels=[
        levels.NullLevel("surname"),
        levels.ExactMatchLevel("surname", term_frequency_adjustments=True),
        levels.CustomLevel("surname_l = partner_r OR partner_l = surname_r", "a part equal"),
        levels.JaroWinklerLevel("surname", 0.92),
        levels.JaroWinklerLevel("surname", 0.85),
        levels.ElseLevel()])
    initials = comparisons.CustomComparison(output_column_name="initials", comparison_levels=[
        levels.NullLevel("initials"),
        levels.ExactMatchLevel("initials"),
        levels.CustomLevel("starts_with(initials_l, initials_r) OR starts_with(initials_r, initials_l)", "begins with"),
        levels.CustomLevel("left(initials_l, 1) = left(initials_r, 1)", "first letter"),
        levels.ElseLevel()])
    door = comparisons.CustomComparison(output_column_name="door", comparison_levels=[
        levels.CustomLevel("postcode_l = postcode_r AND number_l = number_r AND addition_l = addition_r", "equal"),
        levels.CustomLevel("postcode_l = postcode_r AND number_l = number_r", "number"),
        levels.CustomLevel("postcode_l = postcode_r", "postcode"),
        levels.CustomLevel("district_l = district_r", "district"),
        levels.ElseLevel()])
    birth = comparisons.CustomComparison(output_column_name="birth_date", comparison_levels=[
        levels.NullLevel("birth_date"),
        levels.ExactMatchLevel("birth_date"),
        levels.CustomLevel("damerau_levenshtein(birth_date_l::VARCHAR, birth_date_r::VARCHAR) <= 1", "one figure"),
        levels.CustomLevel("year(birth_date_l) = year(birth_date_r)", "year"),
        levels.CustomLevel("abs(year(birth_date_l) - year(birth_date_r)) <= 10", "ten years"),
        levels.ElseLevel()])
    return SettingsCreator(
        link_type="link_only", retain_matching_columns=False,
        blocking_rules_to_generate_predictions=[
            block_on("postcode", "number"), block_on("birth_date", "surname"), block_on("birth_date", "district"),
            block_on("surname", "postcode"), block_on("surname", "substr(initials, 1, 1)", "district")],
        comparisons=[surname, initials, comparisons.JaroWinklerAtThresholds("first_name", [0.9]), birth, door])


def splink_run(connection, texts: int, residents: int) -> None:
    import logging
    import warnings
    from splink import Linker, block_on
    from splink.backends.duckdb import DuckDBAPI
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    database = DuckDBAPI(connection=connection)
    frames = [database.register(table, dataset_display_name=table) for table in ("texts", "register")]
    linker = Linker(frames, splink_settings(), log_level=logging.ERROR)
    started = time.process_time()
    linker.training.estimate_probability_two_random_records_match(
        [block_on("birth_date", "surname", "postcode")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=7)
    for rule in (block_on("birth_date", "surname"), block_on("postcode", "number", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    trained = time.process_time()
    predicted = linker.inference.predict(threshold_match_weight=-10)
    connection.execute(f"""
        CREATE TABLE splink_links AS
        WITH pairs AS (
          SELECT CASE source_dataset_l WHEN 'texts' THEN unique_id_l ELSE unique_id_r END AS unique_id,
                 CASE source_dataset_l WHEN 'texts' THEN unique_id_r ELSE unique_id_l END AS resident,
                 pow(2, least(match_weight, 200)) AS odds FROM {predicted.physical_name})
        SELECT unique_id, arg_max(resident, odds) AS resident, max(odds) / (1 + sum(odds)) AS posterior
        FROM pairs GROUP BY unique_id""")
    done = time.process_time()
    line("Splink 5 on DuckDB, best of the closed world", texts, done - trained, connection,
         f"SELECT unique_id, resident FROM splink_links WHERE posterior >= {SURE}",
         f"(training {trained - started:.0f} s and {residents:,} residents read beforehand)")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    python = python_with_packages(folder)
    if os.path.realpath(sys.prefix) != os.path.realpath(folder / "venv"):
        os.execv(python, [python, __file__, str(folder)])
    connection = connected(folder)
    texts = connection.execute("SELECT count(*) FROM texts").fetchall()[0][0]
    residents = connection.execute("SELECT count(*) FROM register").fetchall()[0][0]
    plain_sql(connection, texts)
    splink_run(connection, texts, residents)


if __name__ == "__main__":
    main()
