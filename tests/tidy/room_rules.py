"""Who may include whom (tests/tidy/rooms.txt), and which library may be named where (tests/tidy/libraries.txt)."""
import re

from tree import Finding

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+(?:"([^"]+)"|<([^>]+)>)', re.M)
ROOMS = "tests/tidy/rooms.txt"
LIBRARIES = "tests/tidy/libraries.txt"


def read_table(tree, path):
    """Rows of words, without comments and blank lines."""
    file = tree.file(path)
    lines = (line.split("#")[0].split() for line in file.lines) if file else ()
    return [words for words in lines if words]


def room_of(path, rooms):
    """The longest declared room that holds a path."""
    inside = [room for room in rooms if path.startswith(room + "/")]
    return max(inside, key=len, default=None)


def may_include(allowed, room, path):
    return path.startswith(room + "/") or any(path.startswith(prefix + "/") or path == prefix for prefix in allowed)


def circles(rooms):
    """Rooms of libs that may, by way of others, include themselves."""
    reached = {room: {other for other in allowed if other in rooms} for room, allowed in rooms.items()}
    for _ in rooms:
        reached = {room: near.union(*(reached[other] for other in near)) for room, near in reached.items()}
    return [room for room, far in reached.items() if room in far]


def check_rooms(tree):
    rooms = {words[0]: words[1:] for words in read_table(tree, ROOMS)}
    for room in circles(rooms):
        yield Finding("room", ROOMS, 0, f"{room} may include itself by way of others: rooms go one way")
    for file in tree.cpp:
        room = room_of(file.path, rooms)
        if room is None:
            yield Finding("room", file.path, 0,
                          f"a room that {ROOMS} does not know: add a line that says whom it may include")
            continue
        tests_too = ["libs", "tests"] if file.is_test else []
        for match in INCLUDE.finditer(file.text):
            path = match.group(1)
            if path is None or path.endswith(".pb.h"):
                continue
            line = file.line_at(match.start(1))
            if not path.startswith(("libs/", "services/", "tests/", "tools/")):
                yield Finding("include-path", file.path, line, f'"{path}": write the path from the root, as "libs/..."')
            elif not may_include(rooms[room] + tests_too, room, path):
                yield Finding("include-table", file.path, line,
                              f'{room} may not include "{path}" (docs/ARCHITECTURE.md, {ROOMS}): '
                              "move the piece down, or hand it in as a value")


def check_libraries(tree):
    table = [(words[0], words[1:]) for words in read_table(tree, LIBRARIES)]
    for file in tree.cpp:
        for match in INCLUDE.finditer(file.text):
            header = match.group(1) or match.group(2)
            row = next((row for row in table if header.startswith(row[0]) or (row[0] == "*.pb.h" and
                                                                            header.endswith(".pb.h"))), None)
            if row and not any(re.fullmatch(pattern.replace("*", ".*"), file.path) for pattern in row[1]):
                yield Finding("library", file.path, file.line_at(match.start()),
                              f"<{header}> is known only in {', '.join(row[1])} ({LIBRARIES}): ask that room")


RULES = [check_rooms, check_libraries]
