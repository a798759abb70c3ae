// Also tests policy_of.cc and reserved_keys.cc.
#include "libs/runtime/days.h"

#include <gmock/gmock.h>

#include <map>

#include "libs/runtime/policy_of.h"

namespace tijdig::runtime {
namespace {

const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);
const MunicipalityCode utrecht = MunicipalityCode::from_number(344);

class PlainTurn final : public Turn {
 public:
  const ports::Provenance& cause() const override { return cause_; }
  std::optional<BytesView> load(BytesView key) override {
    const auto found = state_.find(Bytes(key));
    return found == state_.end() ? std::nullopt : std::optional<BytesView>(found->second);
  }
  void save(BytesView key, Bytes value) override { state_[Bytes(key)] = std::move(value); }
  void erase(BytesView key) override { state_.erase(Bytes(key)); }

 protected:
  Result<const KeptValue*> look_at(BytesView key, const KeptType& type) override {
    const auto wire = load(key);
    if (!wire) return nullptr;
    looked_at_ = type.make();
    TIJDIG_DO(looked_at_->from_bytes(*wire));
    return looked_at_.get();
  }
  Result<KeptValue*> change_at(BytesView, const KeptType&) override { return Error::fatal("not here"); }
  void emit_bytes(const flow::TopicInfo&, Bytes, Bytes) override {}

 private:
  ports::Provenance cause_;
  std::map<Bytes, Bytes> state_;
  std::unique_ptr<KeptValue> looked_at_;
};

TEST(Days, AreNewOnce) {
  PlainTurn turn;
  EXPECT_EQ(last_day_closed(zoetermeer, turn), std::nullopt);
  EXPECT_TRUE(*is_new_day({zoetermeer, Date(2018, 10, 25)}, turn));
  EXPECT_FALSE(*is_new_day({zoetermeer, Date(2018, 10, 25)}, turn));
  EXPECT_EQ(last_day_closed(zoetermeer, turn), Date(2018, 10, 25));
}

TEST(Days, NeverGoBack) {
  PlainTurn turn;
  EXPECT_TRUE(*is_new_day({zoetermeer, Date(2018, 10, 25)}, turn));
  EXPECT_FALSE(*is_new_day({zoetermeer, Date(2018, 10, 24)}, turn));
  EXPECT_TRUE(*is_new_day({zoetermeer, Date(2018, 10, 30)}, turn));
}

TEST(Days, BelongToTheirMunicipality) {
  PlainTurn turn;
  EXPECT_TRUE(*is_new_day({zoetermeer, Date(2018, 10, 25)}, turn));
  EXPECT_TRUE(*is_new_day({utrecht, Date(2018, 10, 25)}, turn));
}

TEST(ReservedKeys, BeginWithZeroAndNameTheirMunicipality) {
  EXPECT_EQ(day_key(zoetermeer)[0], '\0');
  EXPECT_EQ(policy_key(zoetermeer)[0], '\0');
  EXPECT_NE(policy_key(zoetermeer), policy_key(utrecht));
  EXPECT_NE(policy_key(zoetermeer), day_key(zoetermeer));
}

TEST(PolicyOf, IsFatalBeforeAnyRulesAreActive) {
  PlainTurn turn;
  const auto policy = policy_of(zoetermeer, turn);
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().severity, Severity::fatal);
  EXPECT_THAT(policy.error().detail, testing::HasSubstr("GM0637"));
}

TEST(PolicyOf, GivesTheRulesThatWereActivatedLast) {
  PlainTurn turn;
  const auto rules = policy::load_policy("deploy/policies/zoetermeer.yaml");
  ASSERT_TRUE(rules.has_value()) << rules.error().detail;
  ASSERT_TRUE(remember_policy(rules->activation(), turn).has_value());
  EXPECT_EQ((*policy_of(zoetermeer, turn))->version, rules->version);
  const auto newer = policy::parse_policy(rules->yaml + "\n# a remark\n");
  ASSERT_TRUE(newer.has_value());
  ASSERT_TRUE(remember_policy(newer->activation(), turn).has_value());
  EXPECT_EQ((*policy_of(zoetermeer, turn))->version, newer->version);
  EXPECT_FALSE(policy_of(utrecht, turn).has_value());
}

TEST(PolicyOf, RefusesWhatTheRulesOfAMunicipalityCannotBe) {
  PlainTurn turn;
  ASSERT_TRUE(remember_policy({zoetermeer, "1", "nonsense"}, turn));
  EXPECT_EQ(policy_of(zoetermeer, turn).error().severity, Severity::refused);
}

}  // namespace
}  // namespace tijdig::runtime
