"""Who uses a name includes its header, or a file of ours that does. Without this rule the precompiled headers of
tools/cmake/TijdigBuild.cmake would hide a missing include until somebody builds without them."""
import re

from tree import Finding

INCLUDE = re.compile(r'^#include ([<"])([^>"]+)[>"]', re.M)
USE = re.compile(r"\bstd::(\w+)|\b(fmt|testing|rc)::\w")
# Header: what stands in `std` by it. Names that come with nearly every header (size_t, forward, ...) are left out.
NAMES = {
    "algorithm": "adjacent_find all_of any_of binary_search clamp copy copy_n count count_if equal find find_if "
                 "find_if_not inplace_merge is_sorted lower_bound max max_element min min_element minmax "
                 "minmax_element mismatch none_of partial_sort remove_if replace reverse rotate shuffle sort "
                 "stable_partition stable_sort transform unique upper_bound",
    "array": "array to_array",
    "atomic": "atomic",
    "bit": "bit_width countl_zero countr_zero has_single_bit popcount",
    "charconv": "from_chars to_chars",
    "chrono": "chrono",
    "cmath": "exp exp2 lgamma llround log log1p log2 lround pow sqrt",
    "condition_variable": "condition_variable cv_status",
    "cstdint": "int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t uintmax_t",
    "cstdio": "fflush fprintf printf puts",
    "cstdlib": "abort exit getenv system",
    "cstring": "memcmp memcpy memmove strlen",
    "deque": "deque",
    "filesystem": "filesystem",
    "fstream": "fstream ifstream ofstream",
    "functional": "function greater invoke less",
    "future": "async future promise",
    "initializer_list": "initializer_list",
    "iterator": "back_inserter istreambuf_iterator make_move_iterator ssize",
    "limits": "numeric_limits",
    "map": "map multimap",
    "memory": "enable_shared_from_this make_shared make_unique shared_ptr unique_ptr weak_ptr",
    "mutex": "call_once lock_guard mutex once_flag scoped_lock unique_lock",
    "numeric": "accumulate iota",
    "optional": "make_optional nullopt optional",
    "random": "mt19937 mt19937_64",
    "set": "multiset set",
    "span": "span",
    "sstream": "istringstream ostringstream stringstream",
    "string": "getline stoi stoll stoull string to_string",
    "string_view": "string_view",
    "system_error": "errc error_code generic_category",
    "thread": "jthread this_thread thread",
    "tuple": "ignore make_tuple tie tuple",
    "unordered_map": "unordered_map unordered_multimap",
    "unordered_set": "unordered_multiset unordered_set",
    "utility": "as_const exchange in_place_index index_sequence make_pair move pair swap",
    "variant": "get_if holds_alternative monostate variant variant_size_v visit",
    "vector": "vector",
}
HEADER_OF = {name: header for header, names in NAMES.items() for name in names.split()}
# Names of outside libraries, by what their headers begin with.
LIBRARY_OF = {"fmt": ("fmt/", "spdlog/"), "testing": ("gtest/", "gmock/"), "rc": ("rapidcheck",)}


def reached(tree, path, known):
    """The headers in angle brackets that a file includes, itself or through files of ours."""
    headers, seen, left = set(), set(), [path]
    while left:
        current = left.pop()
        if current in seen:
            continue
        seen.add(current)
        if current not in known:
            file = tree.file(current)
            known[current] = INCLUDE.findall(file.text) if file else []
        for bracket, included in known[current]:
            if bracket == "<":
                headers.add(included)
            else:
                left.append(included)
    return headers


def check_includes(tree):
    known = {}
    for file in tree.cpp:
        headers, told = reached(tree, file.path, known), set()
        for match in USE.finditer(file.code):
            name, library = match.groups()
            if library:
                missing = not any(header.startswith(LIBRARY_OF[library]) for header in headers)
                wanted = f"<{LIBRARY_OF[library][0]}...>"
            else:
                missing = name in HEADER_OF and HEADER_OF[name] not in headers
                wanted = f"<{HEADER_OF.get(name)}>"
            if missing and wanted not in told:
                told.add(wanted)
                yield Finding("include", file.path, file.line_at(match.start()),
                              f"`{match.group()}` without {wanted}: include it, or the header of ours that brings it")


RULES = [check_includes]
