#include "services/signal_ingest/validate.h"

#include <algorithm>
#include <array>

#include "libs/base/csv_cell.h"
#include "services/signal_ingest/field_text.h"

namespace tijdig::signal_ingest {
namespace {

constexpr int age_years_max = 120;
// Higher than any arrears of a household; a wrong comma gives a hundred times the amount (L12: the EUR 17,693 that
// could not be corrected was wrong, but possible).
constexpr Cents amount_max = Cents::euros(100'000);

enum class TextKind : unsigned char { plain, name, code };

struct FieldRule {
  Column column;
  std::size_t characters_max;
  TextKind kind;  // name: letters only; code: no formula; plain: length and control characters only
  bool required;  // in a signal or a correction
};

constexpr std::array field_rules{
    FieldRule{Column::reference, 64, TextKind::code, false},
    FieldRule{Column::row_kind, 20, TextKind::plain, false},
    FieldRule{Column::partner, 40, TextKind::code, false},
    FieldRule{Column::customer_number, 40, TextKind::code, true},
    FieldRule{Column::bsn, 20, TextKind::plain, false},
    FieldRule{Column::surname, 100, TextKind::name, true},
    FieldRule{Column::prefix, 20, TextKind::name, false},
    FieldRule{Column::initials, 30, TextKind::name, false},
    FieldRule{Column::first_name, 100, TextKind::name, false},
    FieldRule{Column::birth_date, 10, TextKind::plain, false},
    FieldRule{Column::house_number, 20, TextKind::plain, true},
    FieldRule{Column::house_letter, 10, TextKind::plain, false},
    FieldRule{Column::house_addition, 20, TextKind::plain, false},
    FieldRule{Column::postcode, 10, TextKind::plain, true},
    FieldRule{Column::telephone, 40, TextKind::plain, false},
    FieldRule{Column::email, 254, TextKind::code, false},
    FieldRule{Column::amount, 20, TextKind::plain, true},
    FieldRule{Column::arrears_origin_date, 10, TextKind::plain, true},
    FieldRule{Column::signal_date, 10, TextKind::plain, true},
    FieldRule{Column::crisis, 10, TextKind::plain, false},
    FieldRule{Column::warm_transfer, 10, TextKind::plain, false},
    FieldRule{Column::legal_form, 40, TextKind::plain, false},
};

BytesView text_of(const DeliveredRow& row, Column column) { return trimmed(row[column].reveal(Purpose::storage)); }

std::array<BytesView, column_count> texts_of(const DeliveredRow& row) {
  std::array<BytesView, column_count> texts;
  for (std::size_t i = 0; i < column_count; ++i) texts[i] = text_of(row, static_cast<Column>(i));
  return texts;
}

// What names a signal that came without a reference, beside the customer number.
struct Named {
  Result<Date> signal_date;
  Result<Date> origin_date;
  Result<Cents> amount;
};

StableHasher id_hasher(MunicipalityCode municipality, const PartnerId& partner) {
  StableHasher hasher("signal");
  hasher.add(std::int64_t{municipality.number()}).add(partner.text());
  return hasher;
}

SignalId id_by_reference(StableHasher hasher, BytesView reference) {
  return SignalId::of(hasher.add("reference").add(reference));
}

SignalId id_by_content(StableHasher hasher, BytesView customer, const Named& named) {
  if (customer.empty() || !named.signal_date || !named.origin_date || !named.amount) return {};
  return SignalId::of(hasher.add("row")
                          .add(customer)
                          .add(std::int64_t{named.signal_date->days_since_epoch()})
                          .add(std::int64_t{named.origin_date->days_since_epoch()})
                          .add(named.amount->count()));
}

std::optional<RowKind> kind_of(BytesView text) {
  if (text.empty()) return RowKind::signal;
  const std::string word = lower_ascii(text);
  if (word == "signaal") return RowKind::signal;
  if (word == "correctie") return RowKind::correction;
  if (word == "intrekking") return RowKind::withdrawal;
  return std::nullopt;
}

// Collects the problems of one row while its fields are read into the signal.
class RowCheck {
 public:
  RowCheck(const DeliveredRow& row, const RowContext& context)
      : row_(row),
        context_(context),
        texts_(texts_of(row)),
        named_{parse_partner_date(text(Column::signal_date)), parse_partner_date(text(Column::arrears_origin_date)),
               Cents::parse(text(Column::amount))} {}

  CheckedRow run() &&;

 private:
  void say(Reason reason, std::optional<Column> field = std::nullopt, std::int64_t number = 0) {
    checked_.problems.push_back({reason, field, number});
  }
  BytesView text(Column column) const { return texts_[static_cast<std::size_t>(column)]; }
  bool bad(Column column) const { return bad_[static_cast<std::size_t>(column)]; }
  SignalId id() const;
  void check_text(const FieldRule& rule);
  void read_person();
  void read_address();
  void read_amount();
  std::optional<Date> read_date(Column column, const Result<Date>& date);
  void read_dates();
  bool read_yes_no(Column column);
  void read_legal_form();
  void check_partner();
  void check_policy();

  const DeliveredRow& row_;
  const RowContext& context_;
  const std::array<BytesView, column_count> texts_;  // without blanks around
  const Named named_;
  CheckedRow checked_;
  std::array<bool, column_count> bad_{};  // empty, or not worth reading further
  bool has_amount_ = false;
  bool has_signal_date_ = false;
  bool has_origin_date_ = false;
};

void RowCheck::check_text(const FieldRule& rule) {
  const BytesView text = this->text(rule.column);
  bool& bad = bad_[static_cast<std::size_t>(rule.column)];
  bad = true;
  if (text.empty()) {
    if (rule.required && checked_.kind != RowKind::withdrawal) say(Reason::missing, rule.column);
    return;
  }
  if (text.size() > rule.characters_max && characters_in(text) > rule.characters_max)
    return say(Reason::too_long, rule.column, static_cast<std::int64_t>(rule.characters_max));
  if (rule.kind != TextKind::plain && looks_like_formula(row_[rule.column].reveal(Purpose::storage)))
    return say(Reason::formula, rule.column);
  if (has_control_character(text)) return say(Reason::control_character, rule.column);
  if (rule.kind == TextKind::name && !is_name_text(text)) return say(Reason::character_not_allowed, rule.column);
  bad = false;
}

void RowCheck::read_person() {
  Person& person = checked_.signal.person;
  const auto keep = [this](Column column) {
    return bad(column) ? PrivateText() : PrivateText(std::string(text(column)));
  };
  person.surname = keep(Column::surname);
  person.prefix = keep(Column::prefix);
  person.first_name = keep(Column::first_name);
  person.telephone = keep(Column::telephone);
  if (!bad(Column::initials)) person.initials = PrivateText(initials_of(text(Column::initials)));
  if (!bad(Column::bsn)) {
    if (auto bsn = Bsn::parse(text(Column::bsn)))
      person.bsn = *bsn;
    else
      say(Reason::bsn_invalid, Column::bsn);
  }
  if (!bad(Column::birth_date))
    person.birth_date = read_date(Column::birth_date, parse_partner_date(text(Column::birth_date)));
  if (const auto birth = person.birth_date) {
    if (*birth > context_.received || context_.received.year() - birth->year() > age_years_max)
      say(Reason::birth_date_impossible, Column::birth_date, age_years_max);
  }
  if (!bad(Column::telephone) && looks_like_formula(text(Column::telephone)) &&
      text(Column::telephone).find_first_not_of("+0123456789 -()") != BytesView::npos)
    say(Reason::formula, Column::telephone);
  if (bad(Column::email)) return;
  const BytesView email = text(Column::email);
  const auto at = email.find('@');
  if (at == BytesView::npos || at + 1 == email.size() || email.find_first_of(" ,;") != BytesView::npos)
    return say(Reason::email_malformed, Column::email);
  person.email = keep(Column::email);
}

void RowCheck::read_address() {
  if (!bad(Column::postcode)) {
    if (auto postcode = Postcode::parse(text(Column::postcode)))
      checked_.signal.address.postcode = *postcode;
    else
      say(Reason::postcode_malformed, Column::postcode);
  }
  if (bad(Column::house_number)) return;
  auto house = HouseNumber::parse(text(Column::house_number), text(Column::house_letter), text(Column::house_addition));
  if (!house) return say(Reason::house_number_malformed, Column::house_number);
  checked_.signal.address.house = *std::move(house);
}

void RowCheck::read_amount() {
  if (bad(Column::amount)) return;
  const Result<Cents>& amount = named_.amount;
  if (!amount) return say(Reason::amount_malformed, Column::amount);
  if (*amount <= Cents()) return say(Reason::amount_not_positive, Column::amount);
  if (*amount > amount_max) return say(Reason::amount_absurd, Column::amount, amount_max.whole_euros());
  checked_.signal.amount = *amount;
  has_amount_ = true;
}

std::optional<Date> RowCheck::read_date(Column column, const Result<Date>& date) {
  if (bad(column)) return std::nullopt;
  if (date) return *date;
  say(Reason::date_malformed, column);
  return std::nullopt;
}

void RowCheck::read_dates() {
  Signal& signal = checked_.signal;
  if (const auto origin = read_date(Column::arrears_origin_date, named_.origin_date)) {
    signal.arrears_origin_date = *origin;
    has_origin_date_ = true;
  }
  const auto signal_date = read_date(Column::signal_date, named_.signal_date);
  if (!signal_date) return;
  signal.signal_date = *signal_date;
  has_signal_date_ = true;
  if (signal.signal_date > context_.received) say(Reason::signal_date_in_future, Column::signal_date);
  if (has_origin_date_ && signal.arrears_origin_date > signal.signal_date) {
    say(Reason::dates_reversed, Column::arrears_origin_date);
    has_origin_date_ = false;
  }
}

bool RowCheck::read_yes_no(Column column) {
  if (bad(column)) return false;
  const auto answer = parse_yes_no(text(column));
  if (!answer) say(Reason::yes_no_malformed, column);
  return answer.value_or(false);
}

void RowCheck::read_legal_form() {
  if (bad(Column::legal_form)) return;
  std::string word = lower_ascii(text(Column::legal_form));
  word.erase(std::remove_if(word.begin(), word.end(), [](char c) { return c == '.' || c == ' '; }), word.end());
  constexpr std::array<BytesView, 6> natural{"natuurlijk", "natuurlijkpersoon", "eenmanszaak", "vof",
                                             "cv",         "maatschap"};
  constexpr std::array<BytesView, 7> legal{"rechtspersoon",  "bv", "nv", "stichting", "vereniging", "cooperatie",
                                           "kerkgenootschap"};
  if (std::find(legal.begin(), legal.end(), word) != legal.end()) return say(Reason::legal_person, Column::legal_form);
  if (std::find(natural.begin(), natural.end(), word) == natural.end())
    say(Reason::legal_form_unknown, Column::legal_form);
}

void RowCheck::check_partner() {
  if (!bad(Column::partner) && lower_ascii(text(Column::partner)) != context_.partner.text())
    say(Reason::partner_other, Column::partner);
  const policy::Partner* partner = context_.policy.partner(context_.partner);
  checked_.partner_known = partner != nullptr;
  if (partner != nullptr) checked_.signal.kind = partner->kind;
  if (checked_.kind == RowKind::withdrawal) return;
  if (partner == nullptr) return say(Reason::partner_unknown);
  if (!partner->efforts_declared) say(Reason::efforts_not_declared);
  const Date day = checked_.signal.signal_date;
  if (has_signal_date_ &&
      (day < partner->agreement_from || (partner->agreement_until && day > *partner->agreement_until)))
    say(Reason::no_agreement, Column::signal_date);
}

void RowCheck::check_policy() {
  const Signal& signal = checked_.signal;
  if (has_amount_ && signal.amount < context_.policy.threshold)
    say(Reason::below_threshold, Column::amount, context_.policy.threshold.whole_euros());
  const auto window = context_.policy.arrears_age.find(signal.kind);
  if (window == context_.policy.arrears_age.end() || !has_origin_date_ || !has_signal_date_) return;
  if (context_.policy.partner(context_.partner) == nullptr) return;
  const int age_days = days_between(signal.arrears_origin_date, signal.signal_date);
  if (age_days < window->second.days_min)
    say(Reason::arrears_too_young, Column::arrears_origin_date, window->second.days_min);
  if (window->second.days_max && age_days > *window->second.days_max)
    say(Reason::arrears_too_old, Column::arrears_origin_date, *window->second.days_max);
}

SignalId RowCheck::id() const {
  const StableHasher hasher = id_hasher(context_.municipality, context_.partner);
  const BytesView reference = text(Column::reference);
  if (!reference.empty()) return id_by_reference(hasher, reference);
  return id_by_content(hasher, text(Column::customer_number), named_);
}

CheckedRow RowCheck::run() && {
  Signal& signal = checked_.signal;
  signal.id = id();
  signal.municipality = context_.municipality;
  signal.partner = context_.partner;
  signal.received = context_.received;
  if (!row_.form_problem.empty()) {
    say(reason_of(row_.form_problem).value_or(Reason::columns_wrong));
    return std::move(checked_);
  }
  const auto kind = kind_of(text(Column::row_kind));
  checked_.kind = kind.value_or(RowKind::signal);
  for (const FieldRule& rule : field_rules) check_text(rule);
  if (!kind && !bad(Column::row_kind)) say(Reason::row_kind_unknown, Column::row_kind);
  const bool needs_reference = checked_.kind == RowKind::correction && bad(Column::reference);
  if (needs_reference || (checked_.kind == RowKind::withdrawal && !signal.id.is_set()))
    say(Reason::reference_missing, Column::reference);
  if (checked_.kind != RowKind::withdrawal) {
    signal.customer = customer_id_of(text(Column::customer_number), context_.municipality, context_.partner);
    read_person();
    read_address();
    read_amount();
    read_dates();
    signal.crisis = read_yes_no(Column::crisis);
    signal.warm_transfer = read_yes_no(Column::warm_transfer);
    read_legal_form();
    check_partner();
    check_policy();
  } else {
    check_partner();
  }
  return std::move(checked_);
}

}  // namespace

CheckedRow validate(const DeliveredRow& row, const RowContext& context) { return RowCheck(row, context).run(); }

SignalId signal_id_of(const DeliveredRow& row, MunicipalityCode municipality, const PartnerId& partner) {
  const StableHasher hasher = id_hasher(municipality, partner);
  const BytesView reference = text_of(row, Column::reference);
  if (!reference.empty()) return id_by_reference(hasher, reference);
  return id_by_content(
      hasher, text_of(row, Column::customer_number),
      {parse_partner_date(text_of(row, Column::signal_date)),
       parse_partner_date(text_of(row, Column::arrears_origin_date)), Cents::parse(text_of(row, Column::amount))});
}

CustomerId customer_id_of(BytesView customer_number, MunicipalityCode municipality, const PartnerId& partner) {
  return CustomerId::of(
      StableHasher("customer").add(std::int64_t{municipality.number()}).add(partner.text()).add(customer_number));
}

bool is_usable(const CheckedRow& checked) {
  return std::all_of(checked.problems.begin(), checked.problems.end(),
                     [](const Problem& problem) { return info_of(problem.reason).status.has_value(); });
}

}  // namespace tijdig::signal_ingest
