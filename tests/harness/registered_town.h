// A small registered town behind one matcher, for the tests of linking through the register. Synthetic throughout.
//
//   Town town({husband, wife});   town.send({of_husband, of_wife});   town.close("2018-10-25");   town.matches()
#pragma once

#include "services/matcher/processor.h"
#include "services/matcher/town_for_test.h"
#include "tests/harness/flow_harness.h"
#include "tests/harness/test_bsns.h"

namespace tijdig::matcher {

inline policy::Policy by_register() {
  policy::Policy rules = *policy::load_policy("deploy/policies/zoetermeer.yaml");
  TIJDIG_CHECK(rules.matching.link_by == policy::LinkBy::residents);
  return rules;
}

struct Registered {
  std::size_t bsn = 0;
  std::string surname = "Jansen";
  std::string initials = "A.";
  std::string born = "1980-02-03";
  std::string house = "12";
  std::string as_of = "2018-09-01";
  std::optional<Date> arrived = std::nullopt;
  std::optional<std::size_t> partner = std::nullopt;
  std::string partner_surname = "";
  bool moved_out = false;
  bool secrecy = false;
};

inline RegisterEntry entry(const Registered& told) {
  RegisterEntry made;
  made.municipality = town_code;
  made.as_of = *Date::parse(told.as_of);
  made.person.surname = PrivateText(told.surname);
  made.person.initials = PrivateText(told.initials);
  made.person.birth_date = *Date::parse(told.born);
  made.person.bsn = *Bsn::parse(harness::test_bsn(told.bsn));
  made.address = {*Postcode::parse("2711AB"), *HouseNumber::parse(told.house, "", "")};
  made.arrived = told.arrived;
  if (told.partner) made.partner = *Bsn::parse(harness::test_bsn(*told.partner));
  made.partner_surname = PrivateText(told.partner_surname);
  made.moved_out = told.moved_out;
  made.secrecy = told.secrecy;
  return made;
}

class Town {
 public:
  explicit Town(std::vector<Registered> people, std::size_t others = 100,
                const residents::LinkModel& model = residents::built_in_model())
      : flow_(stages(model)) {
    flow_.activate(by_register().activation());
    // Others, so that a name says something.
    for (std::size_t i = 50; i < 50 + others; ++i)
      if (i % harness::test_bsns.size() >= 10)  // the first ten numbers are for the people of the story
        send(entry({.bsn = i, .surname = other_surname(i), .initials = "X.", .house = std::to_string(100 + i)}));
    for (const Registered& one : people) send(entry(one));
  }

  template <class Record>
  void send(const Record& record) {
    flow_.send(flow::topics::signals, flow::MunicipalityKey{town_code}, record);
  }
  void send(const std::vector<Told>& told) {
    for (const Told& one : told) send(signal(one));
  }
  void close(const char* day) { flow_.close_day(town_code, *Date::parse(day)); }
  std::vector<Match> matches() { return flow_.seen_on<Match>(flow::topics::matches); }
  std::vector<ReviewTask> tasks() { return flow_.seen_on(flow::topics::review_tasks); }
  std::vector<LinkLabel> labels() { return flow_.seen_on(flow::topics::link_labels); }
  harness::FlowHarness& flow() { return flow_; }

 private:
  static harness::Stages stages(const residents::LinkModel& model) {
    harness::Stages stages;
    stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{rule_linker(), model}));
    return stages;
  }
  static std::string other_surname(std::size_t i) {
    std::string name = "Anders";
    for (; i > 0; i /= 26) name.push_back(static_cast<char>('a' + i % 26));
    return name;
  }
  harness::FlowHarness flow_;
};

inline const Registered husband{
    .bsn = 0, .surname = "Jansen", .initials = "A.", .born = "1980-02-03", .partner = 1, .partner_surname = "Bakker"};
inline const Registered wife{
    .bsn = 1, .surname = "Bakker", .initials = "C.", .born = "1981-05-06", .partner = 0, .partner_surname = "Jansen"};
inline const Told of_husband{.partner = "dunea", .surname = "Jansen", .initials = "A.", .born = "1980-02-03"};
inline const Told of_wife{.partner = "menzis", .surname = "Bakker", .initials = "C.", .born = "1981-05-06"};

}  // namespace tijdig::matcher
