// What a partner handed over, cut into rows but not yet believed: every field is text as delivered.
//
// A delivery enters the log whole or not at all: its chunks are one atomic append. The door that makes them has checked
// only the form (encoding, separator, header, quotes, limits); services/signal_ingest decides about the content.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libs/domain/ids.h"
#include "libs/domain/private_text.h"

namespace tijdig {

// The documented columns, in the order of `docs/partner-files.md`. English identifier, Dutch column name.
enum class Column : unsigned char {
  reference,            // signaalId: the partner's own id of this signal; optional
  row_kind,             // soort: signaal (default) | correctie | intrekking
  partner,              // signaalpartner: needed when the file name or API key does not say who delivers
  customer_number,      // klantnummer
  bsn,                  // burgerservicenummer
  surname,              // achternaam
  prefix,               // voorvoegsel
  initials,             // voorletters
  first_name,           // voornaam
  birth_date,           // geboortedatum
  street,               // straat (dropped at the gate: matching needs no street)
  house_number,         // huisnummer
  house_letter,         // huisletter
  house_addition,       // huisnummertoevoeging
  postcode,             // postcode
  town,                 // woonplaats (dropped at the gate)
  telephone,            // telefoonnummer
  email,                // email
  amount,               // bedrag
  arrears_origin_date,  // ontstaansdatum
  signal_date,          // signaaldatum
  crisis,               // crisissignaal: ja | nee
  warm_transfer,        // warmeOverdracht: ja | nee
  legal_form,           // rechtsvorm: natuurlijk (default) | eenmanszaak | vof | cv | maatschap | rechtspersoon
  count_,
};

constexpr std::size_t column_count = static_cast<std::size_t>(Column::count_);
std::string_view column_name(Column column);  // "klantnummer"

struct DeliveredRow {
  std::uint32_t line = 0;    // 1-based line of the file in which the row starts
  std::string form_problem;  // "" or the reason code of a row that could not be cut into the columns of its header
  std::array<PrivateText, column_count> fields;

  const PrivateText& operator[](Column column) const { return fields[static_cast<std::size_t>(column)]; }
  PrivateText& operator[](Column column) { return fields[static_cast<std::size_t>(column)]; }
  bool operator==(const DeliveredRow&) const = default;
  friend void PrintTo(const DeliveredRow&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

struct DeliveryChunk {
  DeliveryId id;
  MunicipalityCode municipality;
  PartnerId partner;  // who delivers, as file name, key or column said; may be unknown to the policy
  Date received;
  std::uint32_t chunk = 0;  // 0, 1, ... `chunks` - 1
  std::uint32_t chunks = 1;
  std::vector<DeliveredRow> rows;
  bool operator==(const DeliveryChunk&) const = default;
  friend void PrintTo(const DeliveryChunk&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// What became of one row, for the partner: never the value, only line, field, reason and what to do.
enum class RowVerdict : unsigned char { accepted, corrected, withdrawn, repeated, refused, count_ };

struct RowProblem {
  std::string field;   // column name, or "" for the row as a whole
  std::string reason;  // stable code: "postcode_malformed"
  std::string advice;  // what was expected and what to do, in words
  bool operator==(const RowProblem&) const = default;
};

struct RowReceipt {
  std::uint32_t line = 0;
  RowVerdict verdict = RowVerdict::accepted;
  std::string ddas_status;  // exchange spelling of the reason where the DDAS has one, else ""
  std::vector<RowProblem> problems;
  bool operator==(const RowReceipt&) const = default;
};

// The outlet `receipts`: one per chunk, in order.
struct DeliveryReceipt {
  DeliveryId id;
  PartnerId partner;
  Date received;
  std::uint32_t chunk = 0;
  std::uint32_t chunks = 1;
  bool already_received = false;  // the same file came before
  std::vector<RowReceipt> rows;   // all; of a file that came before only those that were refused then
  bool operator==(const DeliveryReceipt&) const = default;
};

}  // namespace tijdig
