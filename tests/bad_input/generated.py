"""Bad input too large or too odd to keep in the repository: a name, and what writes it.

    write("one_gigabyte_line.csv", Path("/tmp/x.csv"))

The same bytes every time. Memory stays small: large files are written in pieces.
"""

import gzip
import io
import zipfile

HEADER = b"klantnummer;achternaam;postcode;huisnummer;bedrag;ontstaansdatum;signaaldatum\n"
ROW = b"GEHEIM-%07d;Geheimpje;2711 XY;%d;100,00;2018-08-01;2018-10-10\n"
REGISTER_HEADER = (b"burgerservicenummer;geslachtsnaam;voornamen;geboortedatum;postcode;huisnummer;"
                   b"overleden;vertrokken;geheimhouding;inonderzoek\n")
REGISTER_ROW = b"%09d;%s;;1980-05-17;2711 XY;%d;nee;nee;nee;nee\n"
MEGABYTE = 1 << 20


def repeat(out, piece, times):
    for _ in range(times):
        out.write(piece)


def one_gigabyte_line(out):
    out.write(HEADER)
    repeat(out, b"x" * MEGABYTE, 1024)


def one_gigabyte_header(out):
    repeat(out, b"klantnummer;" * 87_382, 1024)


def one_gigabyte_quoted_field(out):
    out.write(HEADER + b'GEHEIM-1;"')
    repeat(out, b"Geheimpje\n" * 104_858, 1024)


def one_gigabyte_of_rows(out):
    out.write(HEADER)
    block = b"".join(ROW % (i, i % 999 + 1) for i in range(16_000))
    repeat(out, block, 1024)


def one_gigabyte_of_long_rows(out):
    out.write(HEADER.strip() + b";opmerking\n")
    block = b"".join((ROW % (i, i % 999 + 1)).strip() + b";" + b"x" * 4_000 + b"\n" for i in range(250))
    repeat(out, block, 1024)


def rows_too_many(out):
    out.write(HEADER)
    for i in range(50_001):
        out.write(b"1;a;2711XY;1;100;2018-08-01;2018-10-10\n")


def all_rows_wrong(out):
    """As many refusals as a file can hold: the words for them must not take the machine."""
    out.write(HEADER)
    repeat(out, b";=1;x;x;x;x;x\n", 50_000)


def almost_all_rows_wrong(out):
    """One good row carries the file in, and every other one comes back with what is wrong."""
    out.write(HEADER + ROW % (1, 1))
    repeat(out, b";=1;x;x;x;x;x\n", 49_999)


def many_good_rows(out):
    out.write(HEADER)
    for i in range(50_000):
        out.write(ROW % (i, i % 9_999 + 1))


def letters(number):
    """A name of its own for each number, such that no two are one letter apart."""
    word = ""
    for _ in range(4):
        number, digit = divmod(number, 24)
        word += "bcdfghklmnpqrstvwxzBCDFGH"[digit] + "aeiou"[digit % 5]
    return word + word[::-1]


def one_telephone_for_all(out):
    """A letting agent's number and address stand with everybody: they say nothing of anybody."""
    out.write(HEADER.strip() + b";telefoonnummer;email\n")
    for i in range(50_000):
        row = (ROW % (i, i % 9_999 + 1)).decode().strip().replace("Geheimpje", letters(i))
        out.write(f"{row};06-12345679;geheim@example.org\n".encode())


def one_door_for_all(out):
    """Far more people than a dwelling holds, each with a name of their own, at the door of the good delivery."""
    out.write(HEADER)
    for i in range(10_000):
        out.write((ROW % (i, 7)).decode().replace("Geheimpje", letters(i)).encode())


def names_of_4000_bytes(out):
    """As long as a field may be, for readers that take more time for each letter than for the one before."""
    out.write(HEADER)
    for i, piece in enumerate(("x", "v ", "a-", "J.", "fam ", "\u00c3\u00ab", "\u0130", "e/v ", "'s-")):
        row = (ROW % (i, i + 1)).decode()
        out.write(row.replace("Geheimpje", (piece * 4_000)[: 4_000 // len(piece.encode())]).encode())
    out.write(ROW % (99, 99))


def register_of_one_door(out):
    """Three thousand people behind one door, and the customer of the good delivery is called what they all are."""
    out.write(REGISTER_HEADER)
    for number in citizen_numbers(3_000):
        out.write(REGISTER_ROW % (number, b"Geheimpje", 7))


def register_of_odd_names(out):
    """A register is believed, but its names may be anything."""
    out.write(REGISTER_HEADER)
    pieces = ("x", "v ", "a-", "J.", "fam ", "\u00c3\u00ab", "\u0130", "e/v ", "'s-", "\U0001F600", "\u202e", "\x01")
    for number, piece in zip(citizen_numbers(len(pieces) + 1), (*pieces, "")):
        name = (piece * 4_000)[: 4_000 // max(1, len(piece.encode()))].strip()
        out.write(REGISTER_ROW.replace(b";;", b";%s;" % name[:2000].encode(), 1) % (number, name.encode(), 7))


def register_number_twice(out):
    """Two truths about one person."""
    out.write(REGISTER_HEADER)
    number = next(citizen_numbers(1))
    for house in (7, 8):
        out.write(REGISTER_ROW % (number, b"Geheimpje", house))


def register_near_the_limit(out):
    """As many people as a file can hold, and the very last one cannot be believed."""
    out.write(REGISTER_HEADER)
    room = 128 * MEGABYTE - 2 * len(REGISTER_ROW) - len(REGISTER_HEADER)
    rows = []
    for number in many_citizen_numbers():
        rows.append(REGISTER_ROW.replace(b";;", b";" + b"Nergensvoor " * 7 + b";", 1) % (number, b"Geheimpje", 7))
        room -= len(rows[-1])
        if room < 0:
            break
        if len(rows) == 10_000:
            out.write(b"".join(rows))
            rows.clear()
    out.write(b"".join(rows[:-1]))
    out.write(REGISTER_ROW.replace(b"2711 XY", b"2711") % (999_999_990, b"Geheimpje", 7))


def register_all_rows_wrong(out):
    """Nothing but wrong rows, up to the size a register may have: the words for them must not take the machine."""
    out.write(REGISTER_HEADER)
    repeat(out, (REGISTER_ROW.split(b"%09d")[1] % (b"Geheimpje", 0)) * 10_000, 128 * MEGABYTE // 10_000 // 60)


def register_of_too_many(out):
    out.write(REGISTER_HEADER)
    repeat(out, b"1;1\n" * 10_000, 201)


def list_of_one_line(out):
    """One line, in a file that is small enough to be looked at."""
    out.write(b"geslachtsnaam;geboortedatum;postcode;huisnummer\n")
    repeat(out, b"x" * MEGABYTE, 100)


def desk_of_one_quoted_field(out):
    out.write(b"zaaknummer;datum;resultaat\n\"")
    repeat(out, b"Geheimpje\n" * 104_858, 100)


def citizen_numbers(count):
    """Numbers of the test range that pass the eleven test."""
    number = 999_000_000
    while count > 0:
        digits = [int(digit) for digit in str(number)]
        if sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits)) % 11 == 0:
            count -= 1
            yield number
        number += 1


def many_citizen_numbers():
    """All of the test range, nine hundred thousand: the last digit makes the others pass."""
    for digits in range(99_000_000, 100_000_000):
        last = sum(weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2), str(digits))) % 11
        if last < 10:
            yield digits * 10 + last


def columns_too_many(out):
    out.write(HEADER.strip() + b";" + b";".join(b"kolom%d" % i for i in range(2_000)) + b"\n")


def json_deep(out):
    out.write(b'{"klantnummer":"GEHEIM-1","bedrag":' + b"[" * 10_000 + b"]" * 10_000 + b"}\n")


def json_one_gigabyte_line(out):
    out.write(b'{"klantnummer":"')
    repeat(out, b"x" * MEGABYTE, 1024)


def zipped(out, name=b"signalen.csv", content=HEADER):
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name.decode(), content)


def zip_bomb(out):
    inner = io.BytesIO()
    zipped(inner, content=b"0" * (64 * MEGABYTE))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(16):
            archive.writestr(f"{i}.zip", inner.getvalue())


def workbook(out):
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")


def gzip_bomb(out):
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
        repeat(packed, b"0" * MEGABYTE, 256)


def old_workbook(out):
    out.write(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 4096)


def executable(out):
    out.write(b"\x7fELF\x02\x01\x01" + b"\0" * 4096)


def noise(out):
    state = 1
    for _ in range(65_536):
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % (1 << 64)
        out.write(bytes([state >> 56]))


def pdf(out):
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")


def seven_zip(out):
    out.write(bytes.fromhex("377ABCAF271C0004") + b"\x11" * 64)


WRITERS = {
    "one_gigabyte_line.csv": one_gigabyte_line,
    "one_gigabyte_header.csv": one_gigabyte_header,
    "one_gigabyte_quoted_field.csv": one_gigabyte_quoted_field,
    "one_gigabyte_of_rows.csv": one_gigabyte_of_rows,
    "one_gigabyte_of_long_rows.csv": one_gigabyte_of_long_rows,
    "rows_too_many.csv": rows_too_many,
    "all_rows_wrong.csv": all_rows_wrong,
    "almost_all_rows_wrong.csv": almost_all_rows_wrong,
    "many_good_rows.csv": many_good_rows,
    "columns_too_many.csv": columns_too_many,
    "one_telephone_for_all.csv": one_telephone_for_all,
    "one_door_for_all.csv": one_door_for_all,
    "names_of_4000_bytes.csv": names_of_4000_bytes,
    "register_of_one_door.csv": register_of_one_door,
    "register_of_odd_names.csv": register_of_odd_names,
    "register_number_twice.csv": register_number_twice,
    "register_near_the_limit.csv": register_near_the_limit,
    "register_all_rows_wrong.csv": register_all_rows_wrong,
    "register_of_too_many.csv": register_of_too_many,
    "list_of_one_line.csv": list_of_one_line,
    "desk_of_one_quoted_field.csv": desk_of_one_quoted_field,
    "json_deep.ndjson": json_deep,
    "json_one_gigabyte_line.ndjson": json_one_gigabyte_line,
    "zipped.csv": zipped,
    "zip_bomb.csv": zip_bomb,
    "workbook.csv": workbook,
    "old_workbook.csv": old_workbook,
    "gzip_bomb.csv": gzip_bomb,
    "executable.csv": executable,
    "noise.csv": noise,
    "seven_zip.csv": seven_zip,
    "pdf.csv": pdf,
}


def write(name, path):
    with open(path, "wb") as out:
        WRITERS[name](out)
