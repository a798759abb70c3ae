"""Bad input too large or too odd to keep in the repository: a name, and what writes it.

    write("one_gigabyte_line.csv", Path("/tmp/x.csv"))

The same bytes every time. Memory stays small: large files are written in pieces.
"""

import gzip
import io
import zipfile

HEADER = b"klantnummer;achternaam;postcode;huisnummer;bedrag;ontstaansdatum;signaaldatum\n"
ROW = b"GEHEIM-%07d;Geheimpje;2711 XY;%d;100,00;2018-08-01;2018-10-10\n"
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
